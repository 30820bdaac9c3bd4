// Reads statistics.json with the strict YAML reader, so that every value has a position: JSON is a
// subset of YAML. Syntax that only YAML allows is refused first.
#include "core/publications/statistics.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/input/source_text.h"
#include "core/input/yaml_reader.h"
#include "core/publications/reports.h"
#include "core/reading/read_list.h"

namespace core {
namespace {

constexpr std::size_t kMostStatisticsBytes = 1u << 20;
constexpr int kMostCases = 100'000'000;
using KpiWords = std::array<std::pair<std::string_view, std::string_view>, kKpiIds.size()>;
constexpr KpiWords kKpis = [] {
  KpiWords words;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = {kKpiIds[i], kKpiIds[i]};
  return words;
}();

bool is_json(const std::string& shown, const std::string& text, Diagnostics& diagnostics) {
  try {
    return !Json::parse(text).is_discarded();
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
    const std::size_t place = std::min(at, text.size());
    diagnostics.error(SourceText(shown, text).span(place, place + 1), "json.syntax",
                      say("this is not JSON"),
                      say("the program that wrote the file, or a JSON editor, helps"));
    return false;
  }
}

void read_kpi(MapReader& reader, Kpi& kpi, Ids& ids, Diagnostics& diagnostics) {
  kpi.id = required_word(reader, "id", "statistics.unknown-kpi", kKpis).value_or("");
  ids.add(kpi.id, reader.span_of("id"), diagnostics);
  kpi.denominator = reader.required_number("denominator", 0, kMostCases);
  kpi.numerator = reader.required_number("numerator", 0, kMostCases);
  if (kpi.numerator > kpi.denominator) {
    reader.error("numerator", "statistics.numerator",
                 say("{numerator} of {denominator} is more than all",
                     {{"numerator", kpi.numerator}, {"denominator", kpi.denominator}}),
                 say("the numerator counts a part of the denominator"));
  }
  if (reader.optional_node("target") != nullptr) {
    kpi.target = reader.required_number("target", 0, 100);
  }
}

std::vector<CountOf> read_counts(MapReader& by, std::string_view key, Diagnostics& diagnostics) {
  return read_list<CountOf>(
      by.optional_list(key), "count", diagnostics, [](MapReader& reader, CountOf& count) {
        count = {reader.required_text("name"), reader.required_number("count", 0, kMostCases)};
      });
}

void read_period(MapReader& root, Statistics& statistics, Diagnostics& diagnostics) {
  const YamlNode* node = root.required_node("period");
  if (node == nullptr) return;
  MapReader reader(*node, "period", diagnostics);
  const auto from = required_date(reader, "from");
  const auto to = required_date(reader, "to");
  reader.finish();
  if (!from || !to) return;
  statistics.from = *from;
  statistics.to = *to;
  if (*from <= *to) return;
  reader.error("to", "statistics.period",
               say("{to} comes before {from}", {{"to", to_iso(*to)}, {"from", to_iso(*from)}}),
               say("'to' is the last day"));
}

Statistics read_root(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "file of statistics", diagnostics);
  read_schema(reader);
  Statistics statistics;
  if (const auto day = required_date(reader, "as_of")) statistics.as_of = *day;
  statistics.as_of_span = reader.span_of("as_of");
  read_period(reader, statistics, diagnostics);
  Ids ids("kpi");
  statistics.kpis =
      read_list<Kpi>(required_list(reader, "kpis"), ids.what(), diagnostics,
                     [&](MapReader& item, Kpi& kpi) { read_kpi(item, kpi, ids, diagnostics); });
  if (const YamlNode* node = reader.optional_node("by")) {
    MapReader by(*node, "map of counts", diagnostics);
    statistics.by_tier = read_counts(by, "tier", diagnostics);
    statistics.by_unit = read_counts(by, "unit", diagnostics);
    statistics.by_cause = read_counts(by, "cause", diagnostics);
    by.finish();
  }
  statistics.chain_head = reader.optional_text("chain_head");
  reader.finish();
  return statistics;
}

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

std::optional<Statistics> read_statistics(const std::string& shown, const std::string& text,
                                          Diagnostics& diagnostics) {
  Diagnostics own;
  own.add_source(shown, text);
  std::optional<Statistics> statistics;
  if (is_readable_text(shown, text, kMostStatisticsBytes, own) && is_json(shown, text, own)) {
    const auto root = read_yaml(shown, text, own);
    if (root) statistics = read_root(*root, own);
  }
  if (own.has_errors()) statistics.reset();
  diagnostics.merge(std::move(own));
  return statistics;
}

std::string statistics_as_json(const Statistics& statistics) {
  Json kpis = Json::array();
  for (const Kpi& kpi : statistics.kpis) kpis.push_back(kpi_as_json(kpi));
  Json json = {{"schema", 1},
               {"as_of", to_iso(statistics.as_of)},
               {"period", {{"from", to_iso(statistics.from)}, {"to", to_iso(statistics.to)}}},
               {"kpis", std::move(kpis)},
               {"by",
                {{"tier", counts_as_json(statistics.by_tier)},
                 {"unit", counts_as_json(statistics.by_unit)},
                 {"cause", counts_as_json(statistics.by_cause)}}}};
  if (!statistics.chain_head.empty()) json["chain_head"] = statistics.chain_head;
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
