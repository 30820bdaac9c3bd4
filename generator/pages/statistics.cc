// The published figures: each rate as a sentence, a bar and a table row, with its denominator.
#include "generator/pages/statistics.h"

#include <fmt/format.h>

#include <algorithm>

namespace generator {

using core::CountOf;
using core::Kpi;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

// Rounded down: 9999 of 10000 is not "100%".
std::string percent(int part, int whole) {
  const long hundredths = 10'000L * part / whole;
  std::string text = fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text + "%";
}

// Out of 1000, so that small shares are visible.
int bar_length(int part, int whole) {
  return whole == 0 ? 0 : static_cast<int>(1000L * part / whole);
}

void add_kpi(TemplateData& data, const Texts& texts, const Kpi& kpi) {
  TemplateData& shown = data.add("KPI");
  const std::string target = kpi.target ? fmt::to_string(*kpi.target) : "";
  shown.set("KPI_ID", kpi.id)
      .set("KPI_NAME", texts.get("statistics.kpi." + kpi.id))
      .set("KPI_MEANS", texts.get("statistics.means." + kpi.id))
      .set("KPI_NUMERATOR", kpi.numerator)
      .set("KPI_DENOMINATOR", kpi.denominator)
      .set_optional("KPI_TARGET", target)
      .set("KPI_BAR", bar_length(kpi.numerator, kpi.denominator))
      .show_if(kpi.denominator == 0, "KPI_NOTHING");
  if (kpi.denominator == 0) return;
  const std::string rate = percent(kpi.numerator, kpi.denominator);
  shown.set_optional("KPI_RATE", rate)
      .set("KPI_VALUE",
           texts.format("statistics.value", {{"numerator", fmt::to_string(kpi.numerator)},
                                             {"denominator", fmt::to_string(kpi.denominator)},
                                             {"rate", rate}}));
}

void add_counts(TemplateData& data, const Texts& texts, const std::string& by,
                const std::vector<CountOf>& counts) {
  if (counts.empty()) return;
  TemplateData& table = data.add("BREAKDOWN");
  table.set("BREAKDOWN_ID", by)
      .set("BREAKDOWN_TITLE", texts.get("statistics." + by))
      .set("BREAKDOWN_COLUMN", texts.get("statistics." + by + "_column"));
  const int most = std::ranges::max(counts, {}, &CountOf::count).count;
  for (const CountOf& one : counts) {
    table.add("COUNT")
        .set("COUNT_NAME", one.name)
        .set("COUNT_VALUE", one.count)
        .set("COUNT_BAR", bar_length(one.count, most));
  }
}

}  // namespace

TemplateData statistics_data(const Site& site, const Texts& texts) {
  TemplateData data;
  if (!site.publications.statistics) return data;
  const core::Statistics& statistics = *site.publications.statistics;
  data.set("PERIOD",
           texts.format("statistics.period", {{"from", core::chinese_date(statistics.from)},
                                              {"to", core::chinese_date(statistics.to)},
                                              {"as_of", core::chinese_date(statistics.as_of)}}));
  for (const Kpi& kpi : statistics.kpis) add_kpi(data, texts, kpi);
  add_counts(data, texts, "tier", statistics.by_tier);
  add_counts(data, texts, "unit", statistics.by_unit);
  add_counts(data, texts, "cause", statistics.by_cause);
  return data;
}

}  // namespace generator
