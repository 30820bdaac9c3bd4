// Reports duplicate ids and unknown references at their positions.
#include "core/reading/ids.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"

namespace core {
namespace {

constexpr std::size_t kMostNamed = 20;

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

void Ids::add(const std::string& id, const Span& span, Diagnostics& diagnostics) {
  if (id.empty()) return;
  const auto [earlier, added] = known_.try_emplace(id, Place{span.file, span.line});
  if (added) {
    names_.push_back(id);
    return;
  }
  const Place& place = earlier->second;
  const std::string file = place.file == span.file ? "" : file_name(place.file) + ", ";
  diagnostics.error(span, "site.duplicate-id",
                    fmt::format("the {} '{}' stands here for the second time", what_, id),
                    fmt::format("the first is in {}line {}", file, place.line));
}

bool Ids::has(std::string_view id) const {
  return known_.contains(std::string(id));
}

void Ids::expect(std::string_view area, const std::string& id, const Span& span,
                 Diagnostics& diagnostics) const {
  if (id.empty() || has(id)) return;
  std::string code = fmt::format("{}.unknown-{}", area, what_);
  std::ranges::replace(code, ' ', '-');
  diagnostics.error(span, code, fmt::format("no {} is called '{}'", what_, shortened(id, 40)),
                    hint_among(id, what_ + "s", names()));
}

std::string hint_among(std::string_view word, std::string_view whats,
                       const std::vector<std::string>& candidates) {
  if (std::string nearest = did_you_mean(word, candidates); !nearest.empty()) return nearest;
  if (candidates.empty()) return fmt::format("there are no {} yet", whats);
  if (candidates.size() <= kMostNamed) {
    return fmt::format("the {} are: {}", whats, joined(candidates, ", "));
  }
  const std::vector<std::string> few(candidates.begin(), candidates.begin() + kMostNamed);
  return fmt::format("the {} are: {} and {} more", whats, joined(few, ", "),
                     candidates.size() - few.size());
}

}  // namespace core
