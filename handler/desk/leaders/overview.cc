// Counts once, and shows the counts as totals, by unit and by tier.
#include "handler/desk/leaders/overview.h"

#include <array>
#include <map>
#include <string>
#include <vector>

#include "handler/desk/access.h"
#include "handler/desk/page.h"
#include "handler/desk/people/attendance.h"
#include "handler/desk/worklist/worklist_query.h"

namespace handler::desk {
namespace {

// The page's columns are groups of the worklist.
constexpr std::array<std::string_view, 8> kColumns = {
    "open", "late", "extension", "reopening", "escalated", "urged", "to_rectify", "reopened"};

using Numbers = std::map<std::string_view, int>;  // by column

void add_to(Numbers& numbers, const store::MarkCount& count) {
  for (const std::string_view column : kColumns) {
    const Group& group = known_group(column);
    if (group.mark != count.mark) continue;
    numbers[column] += group.what == Group::What::late ? count.late : count.count;
  }
}

struct Tally {
  Numbers all;
  std::map<std::string, Numbers> by_unit;  // "": not dispatched
  std::map<std::string, Numbers> by_tier;  // "": without a tier, or not accepted yet
};

Tally tally_of(const std::vector<store::MarkCount>& counts) {
  Tally tally;
  for (const store::MarkCount& count : counts) {
    add_to(tally.all, count);
    add_to(tally.by_unit[count.unit], count);
    add_to(tally.by_tier[count.tier], count);
  }
  return tally;
}

std::string href(const Visit& visit, std::string_view column, const std::string& unit,
                 const std::string& tier) {
  WorklistQuery query;
  query.unit = unit;
  query.tier = tier;
  return visit.root() + "/" + address_of(query, known_group(column));
}

int number_in(const Numbers& numbers, std::string_view column) {
  const auto found = numbers.find(column);
  return found == numbers.end() ? 0 : found->second;
}

void add_totals(core::TemplateData& data, const Visit& visit, const Numbers& numbers) {
  for (const std::string_view column : kColumns) {
    const int number = number_in(numbers, column);
    data.add("TOTAL")
        .set("TOTAL_NAME", visit.texts().get("desk.group." + std::string(column)))
        .set("TOTAL_HREF", href(visit, column, "", ""))
        .set("TOTAL_NUMBER", number)
        .show_if(column == "late" && number > 0, "TOTAL_LATE");
  }
}

struct Line {
  std::string name;
  std::string unit, tier;  // filters of the link into the worklist; both "": no link
};

void add_line(core::TemplateData& data, const std::string& section, const Visit& visit,
              const Line& line, const Numbers& numbers) {
  core::TemplateData& row = data.add(section);
  row.set("LINE_NAME", line.name);
  const bool leads = !line.unit.empty() || !line.tier.empty();
  for (const std::string_view column : kColumns) {
    const int number = number_in(numbers, column);
    core::TemplateData& cell = row.add("CELL");
    cell.set("CELL_NAME", visit.texts().get("desk.group." + std::string(column)))
        .set("CELL_NUMBER", number)
        .show_if(column == "late" && number > 0, "CELL_LATE");
    const bool is_link = leads && number > 0;
    cell.show_if(!is_link, "CELL_PLAIN").show_if(number == 0, "CELL_ZERO");
    if (is_link) cell.set_optional("CELL_HREF", href(visit, column, line.unit, line.tier));
  }
}

// In the site's order; removed ones and "none" come last.
template <class List>
void add_lines(core::TemplateData& data, const std::string& section, const Visit& visit,
               const List& known, std::map<std::string, Numbers> numbers) {
  const bool is_unit = section == "UNIT_LINE";
  const auto line = [is_unit](const std::string& id, const std::string& name) {
    return Line{name, is_unit ? id : "", is_unit ? "" : id};
  };
  for (const auto& each : known) {
    const auto found = numbers.find(each.id);
    if (found == numbers.end()) continue;
    add_line(data, section, visit, line(each.id, each.name), found->second);
    numbers.erase(found);
  }
  for (const auto& [id, of_id] : numbers) {
    const std::string none =
        visit.texts().get(is_unit ? "desk.overview.no_unit" : "desk.overview.no_tier");
    const std::string name = is_unit ? core::unit_name(visit.model(), id) : id;
    const bool can_be_listed = is_unit && visit.model().former.units.contains(id);
    add_line(data, section, visit, {id.empty() ? none : name, can_be_listed ? id : "", ""}, of_id);
  }
}

void add_duty(core::TemplateData& data, const Visit& visit) {
  const core::Day today = visit.today();
  for (const core::DutyEntry& entry : visit.model().duty.entries) {
    if (!entry.holds(today)) continue;
    const std::string part =
        entry.part ? visit.texts().get("duty.part." +
                                       std::string(core::name_in(core::kHalfDays, *entry.part)))
                   : std::string();
    data.add("DUTY")
        .set_optional("DUTY_PART_OF_DAY", part)
        .set("DUTY_NAME", entry.name)
        .set_optional("DUTY_POST", entry.post)
        .set_optional("DUTY_PHONE", entry.phone);
  }
}

}  // namespace

web::Response show_overview(const Visit& visit) {
  const std::optional<store::CaseFilter> scope = scope_of(visit);
  if (!scope || !visit.may("overview")) return web::forbidden();
  const core::Instant now = visit.now();
  const core::Result<std::vector<store::MarkCount>> counts =
      visit.services.store.count_marks(*scope, now, store::CountBy::mark_unit_tier);
  if (!counts) return web::unavailable();
  const Tally tally = tally_of(*counts);
  core::TemplateData data;
  data.set("OVERVIEW_NOW", core::chinese_moment(now, core::year_of(core::day_of(now))));
  add_duty(data, visit);
  data.show_if(!data.has_items("DUTY"), "NO_DUTY");
  add_totals(data, visit, tally.all);
  for (const std::string_view column : kColumns)
    data.add("COLUMN").set("COLUMN_NAME", visit.texts().get("desk.group." + std::string(column)));
  add_lines(data, "UNIT_LINE", visit, visit.model().units, tally.by_unit);
  add_lines(data, "TIER_LINE", visit, visit.model().policy.tiers, tally.by_tier);
  data.show_if(!tally.by_unit.empty(), "HAS_LINES");
  add_attendance_waiting(data, visit);
  return desk_page(visit, 200, "desk/overview", visit.texts().get("desk.overview.title"), data);
}

}  // namespace handler::desk
