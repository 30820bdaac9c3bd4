// Reads what case_tables wrote.
#include "handler/store/case_rows.h"

#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"

namespace handler::store {
namespace {

constexpr std::string_view kColumns[] = {
    "case_id",      "site",           "state",        "kind",           "tier",      "window_id",
    "unit",         "concerned_unit", "serial",       "policy",         "round",     "restricted",
    "confidential", "due_key",        "submitted_at", "updated_at",     "last_seq",  "marks",
    "channel",      "assigned_due",   "job_key",      "awaited_notice", "visit_key", "assisting"};

std::vector<std::string> marks_in(const std::string& json) {
  const core::Json list = core::Json::parse(json, nullptr, /*allow_exceptions=*/false);
  std::vector<std::string> marks;
  if (!list.is_array()) return marks;
  for (const core::Json& mark : list) {
    if (mark.is_string()) marks.push_back(mark.get<std::string>());
  }
  return marks;
}

}  // namespace

std::string row_columns(const std::string& table) {
  std::string columns;
  for (const std::string_view column : kColumns)
    columns += table + "." + std::string(column) + ", ";
  return columns + "COALESCE((SELECT body FROM parts WHERE parts.case_id = " + table +
         ".case_id AND field = 'matter' AND sealed = 0 AND destroyed = 0 "
         "ORDER BY part_id DESC LIMIT 1), '')";
}

CaseRow row_of(const Row& row) {
  CaseRow found;
  found.id = row.number(0);
  found.site = row.text(1);
  CurrentValues& values = found.values;
  values.state = row.text(2);
  values.kind = row.text(3);
  values.tier = row.text(4);
  values.window = row.text(5);
  values.unit = row.text(6);
  values.concerned_unit = row.text(7);
  values.serial = row.text(8);
  values.policy = row.text(9);
  values.round = static_cast<int>(row.number(10));
  values.restricted = row.flag(11);
  values.confidential = row.flag(12);
  values.next_due = core::from_iso(row.text(13));
  found.submitted_at = core::from_iso(row.text(14)).value_or(core::Instant{});
  found.updated_at = core::from_iso(row.text(15)).value_or(core::Instant{});
  found.last_seq = row.number(16);
  values.marks = marks_in(row.text(17));
  values.channel = row.text(18);
  values.assigned_due = core::day_from_iso(row.text(19));
  values.next_job = core::from_iso(row.text(20));
  values.awaited_notice = static_cast<int>(row.number(21));
  values.visit_by = core::from_iso(row.text(22));
  for (std::string& unit : core::split(row.text(23), ','))
    if (!unit.empty()) values.assisting.push_back(std::move(unit));
  found.matter = row.text(24);
  return found;
}

}  // namespace handler::store
