// Duplicate ids and references to nothing, reported where they stand.
#include "core/site/ids.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"

namespace core {

void Ids::add(const std::string& id, const Span& span, Diagnostics& diagnostics) {
  if (id.empty()) return;
  const auto earlier = std::ranges::find(known_, id, &Known::id);
  if (earlier == known_.end()) {
    known_.push_back({id, span.line});
    return;
  }
  diagnostics.error(span, "site.duplicate-id",
                    fmt::format("the {} '{}' stands here for the second time", what_, id),
                    fmt::format("the first is in line {}", earlier->line));
}

bool Ids::has(std::string_view id) const {
  return std::ranges::find(known_, id, &Known::id) != known_.end();
}

void Ids::expect(std::string_view area, const std::string& id, const Span& span,
                 Diagnostics& diagnostics) const {
  if (id.empty() || has(id)) return;
  std::string code = fmt::format("{}.unknown-{}", area, what_);
  std::ranges::replace(code, ' ', '-');
  diagnostics.error(span, code, fmt::format("no {} is called '{}'", what_, shortened(id, 40)),
                    hint_among(id, what_ + "s", names()));
}

std::vector<std::string> Ids::names() const {
  std::vector<std::string> names;
  for (const Known& known : known_) names.push_back(known.id);
  return names;
}

std::string hint_among(std::string_view word, std::string_view whats,
                       const std::vector<std::string>& candidates) {
  if (std::string nearest = did_you_mean(word, candidates); !nearest.empty()) return nearest;
  if (candidates.empty()) return fmt::format("there are no {} yet", whats);
  return fmt::format("the {} are: {}", whats, joined(candidates, ", "));
}

}  // namespace core
