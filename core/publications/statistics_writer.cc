// Writes the figures, and hides small numbers that could identify people.
#include "core/publications/statistics_writer.h"

#include <algorithm>

#include "core/base/json.h"

namespace core {
namespace {

Json counts_as_json(const std::vector<CountOf>& counts) {
  Json list = Json::array();
  for (const CountOf& one : counts) list.push_back({{"name", one.name}, {"count", one.count}});
  return list;
}

Json kpi_as_json(const Kpi& kpi) {
  Json json = {{"id", kpi.id}, {"numerator", kpi.numerator}, {"denominator", kpi.denominator}};
  if (kpi.target) json["target"] = *kpi.target;
  return json;
}

}  // namespace

std::string statistics_as_json(const Statistics& statistics) {
  Json kpis = Json::array();
  for (const Kpi& kpi : statistics.kpis) kpis.push_back(kpi_as_json(kpi));
  const Json json = {{"schema", 1},
                     {"as_of", to_iso(statistics.as_of)},
                     {"period", {{"from", to_iso(statistics.from)}, {"to", to_iso(statistics.to)}}},
                     {"kpis", std::move(kpis)},
                     {"by",
                      {{"tier", counts_as_json(statistics.by_tier)},
                       {"unit", counts_as_json(statistics.by_unit)},
                       {"cause", counts_as_json(statistics.by_cause)}}}};
  return json.dump(2) + "\n";
}

std::vector<CountOf> without_small_numbers(std::vector<CountOf> counts, std::string_view others) {
  std::erase_if(counts, [](const CountOf& one) { return one.count == 0; });
  std::ranges::stable_sort(counts, std::ranges::greater(), &CountOf::count);
  int rest = 0;
  while (!counts.empty() &&
         (counts.back().count < kFewestShown || (rest > 0 && rest < kFewestShown))) {
    rest += counts.back().count;
    counts.pop_back();
  }
  if (rest > 0 && rest < kFewestShown) return {};
  if (rest > 0) counts.push_back({std::string(others), rest});
  return counts;
}

}  // namespace core
