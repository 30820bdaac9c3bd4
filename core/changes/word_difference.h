// Two texts side by side, word by word: what stayed, what went, what came.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core {

struct TextPart {
  enum class Kind { same, gone, come };

  Kind kind = Kind::same;
  std::string text;

  bool operator==(const TextPart&) const = default;
};

// The parts in reading order; joined, those that are not `come` are `before`, and those that are
// not `gone` are `after`. Compares lines first, then within changed lines Chinese characters one by
// one and other words as wholes; one that stayed alone between two changes counts as replaced.
// Where texts are long and differ in everything, a coarser difference comes out: the work is
// bounded. Pure.
std::vector<TextPart> word_difference(std::string_view before, std::string_view after);

// `parts` with only `around` lines of what stayed beside each change; what is left out between is
// one part "…\n".
std::vector<TextPart> only_changes(const std::vector<TextPart>& parts, int around);

}  // namespace core
