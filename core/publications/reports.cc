// Reads reports.yaml.
#include "core/publications/reports.h"

#include "core/base/contains.h"
#include "core/reading/find_by_id.h"
#include "core/reading/read_list.h"
#include "core/time/work_time.h"

namespace core {
namespace {

constexpr std::array<std::pair<Every, std::string_view>, 3> kEvery = {
    {{Every::month, "month"}, {Every::quarter, "quarter"}, {Every::year, "year"}}};
constexpr int kLatestWorkday = 20;
constexpr const char* kFile = "reports.yaml";

void read_kpi_goal(MapReader& reader, KpiGoal& goal, Ids& ids, Diagnostics& diagnostics) {
  goal.id = reader.required_text("id");
  const bool known = contains(kKpiIds, goal.id);
  if (!known && !goal.id.empty()) {
    report_unknown_word(reader, "id", "statistics.unknown-kpi", goal.id,
                        {kKpiIds.begin(), kKpiIds.end()});
  }
  ids.add(goal.id, reader.span_of("id"), diagnostics);
  if (reader.optional_node("target") != nullptr) {
    goal.target = reader.required_number("target", 0, 100);
  }
}

void read_filing(MapReader& reader, Filing& filing, Ids& ids, Diagnostics& diagnostics) {
  filing.id = read_id(reader);
  ids.add(filing.id, reader.span_of("id"), diagnostics);
  filing.name = reader.required_text("name");
  filing.every = required_word(reader, "every", "site.unknown-word", kEvery).value_or(Every::month);
  filing.due = reader.required_number("due", 1, kLatestWorkday);
  filing.to = reader.required_text("to");
  filing.address = reader.optional_text("address");
  filing.headings = reader.optional_texts("headings");
}

}  // namespace

const Filing* Reports::filing(std::string_view id) const {
  return find_by_id(filings, id);
}

Reports read_reports(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "file of reports", diagnostics);
  read_schema(reader);
  Reports reports;
  Ids kpis("kpi");
  reports.kpis = read_list<KpiGoal>(
      reader.optional_list("kpis"), kpis.what(), diagnostics,
      [&](MapReader& item, KpiGoal& goal) { read_kpi_goal(item, goal, kpis, diagnostics); });
  Ids filings("filing");
  reports.filings = read_list<Filing>(
      reader.optional_list("filings"), filings.what(), diagnostics,
      [&](MapReader& item, Filing& filing) { read_filing(item, filing, filings, diagnostics); });
  reader.finish();
  return reports;
}

Reports reports_of(const std::map<std::string, std::string>& files) {
  const auto text = files.find(kFile);
  if (text == files.end()) return {};
  Diagnostics reported_when_loaded;
  const std::optional<YamlNode> root = read_yaml(kFile, text->second, reported_when_loaded);
  return root ? read_reports(*root, reported_when_loaded) : Reports{};
}

Day filing_due(const Calendar& calendar, const Filing& filing, const Period& period) {
  const WorkTime time{calendar, assumed_office_hours()};
  return workday_after(time, period.to, filing.due);
}

}  // namespace core
