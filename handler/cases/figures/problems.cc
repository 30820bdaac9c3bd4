// Groups cases by their matter, ignoring differences of typing.
#include "handler/cases/figures/problems.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "core/base/text.h"

namespace handler::cases {
namespace {

std::string as_compared(const std::string& text) {
  std::string plain = core::half_width(text);
  std::erase_if(plain, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return plain;
}

}  // namespace

std::vector<CommonProblem> common_problems(const std::vector<Problem>& problems) {
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> places;
  std::vector<CommonProblem> groups;
  for (const Problem& problem : problems) {
    std::string matter = as_compared(problem.matter);
    if (matter.empty()) {
      groups.push_back({{problem}});
      continue;
    }
    const auto [place, is_new] = places.try_emplace(
        std::tuple{std::move(matter), problem.unit, problem.cause}, groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].cases.push_back(problem);
  }
  std::ranges::stable_sort(groups, [](const CommonProblem& one, const CommonProblem& other) {
    return one.cases.size() > other.cases.size();
  });
  return groups;
}

std::vector<core::CountOf> most_frequent(const std::vector<Problem>& problems,
                                         std::string Problem::*value, std::size_t most) {
  std::map<std::string, core::CountOf> found;
  for (const Problem& problem : problems) {
    const std::string key = as_compared(problem.*value);
    if (key.empty()) continue;
    core::CountOf& count = found.try_emplace(key, core::CountOf{problem.*value, 0}).first->second;
    ++count.count;
  }
  std::vector<core::CountOf> counts;
  counts.reserve(found.size());
  for (auto& [key, count] : found) counts.push_back(std::move(count));
  std::ranges::stable_sort(
      counts, [](const auto& one, const auto& other) { return one.count > other.count; });
  if (counts.size() > most) counts.resize(most);
  return counts;
}

}  // namespace handler::cases
