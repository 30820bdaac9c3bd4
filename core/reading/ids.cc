// Reports duplicate ids and unknown references at their positions.
#include "core/reading/ids.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/input/typos.h"

namespace core {
namespace {

constexpr std::size_t kMostNamed = 20;

std::string plural_of(const std::string& what) {
  return what.ends_with('y') ? what.substr(0, what.size() - 1) + "ies" : what + "s";
}

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
  diagnostics.error(
      span, "site.duplicate-id",
      say("the {what} '{id}' stands here for the second time", {{"what", term(what_)}, {"id", id}}),
      place.file == span.file ? say("the first is in line {line}", {{"line", place.line}})
                              : say("the first is in {file}, line {line}",
                                    {{"file", file_name(place.file)}, {"line", place.line}}));
}

bool Ids::has(std::string_view id) const {
  return known_.contains(std::string(id));
}

void Ids::expect(std::string_view area, const std::string& id, const Span& span,
                 Diagnostics& diagnostics) const {
  if (id.empty() || has(id)) return;
  std::string code = fmt::format("{}.unknown-{}", area, what_);
  std::ranges::replace(code, ' ', '-');
  diagnostics.error(
      span, code,
      say("no {what} is called '{id}'", {{"what", term(what_)}, {"id", shortened(id, 40)}}),
      typing_hint(id, hint_among(id, term(plural_of(what_)), names())));
}

Sentence hint_among(std::string_view word, const Sentence& whats,
                    const std::vector<std::string>& candidates) {
  if (Sentence nearest = did_you_mean(word, candidates); !nearest.empty()) return nearest;
  if (candidates.empty()) return say("there are no {whats} yet", {{"whats", whats}});
  if (candidates.size() <= kMostNamed) {
    return say("the {whats} are: {names}", {{"whats", whats}, {"names", joined(candidates, ", ")}});
  }
  const std::vector<std::string> few(candidates.begin(), candidates.begin() + kMostNamed);
  return say(
      "the {whats} are: {names} and {count} more",
      {{"whats", whats}, {"names", joined(few, ", ")}, {"count", candidates.size() - few.size()}});
}

}  // namespace core
