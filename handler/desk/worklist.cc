// Lists what the person may see, by what must be done next.
#include "handler/desk/worklist.h"

#include <array>
#include <string>

#include "handler/cases/explain.h"
#include "handler/desk/access.h"
#include "handler/desk/page.h"

namespace handler::desk {
namespace {

struct Group {
  std::string_view id;  // also the text "desk.group.<id>"
  std::array<std::string_view, 6> states;
};

// The first is shown when nothing is chosen.
constexpr std::array<Group, 7> kGroups = {{
    {"open", {"submitted", "accepted", "dispatched", "handling", "awaiting_materials", "replied"}},
    {"to_accept", {"submitted"}},
    {"to_dispatch", {"accepted"}},
    {"in_progress", {"dispatched", "handling", "awaiting_materials"}},
    {"to_feed_back", {"replied"}},
    {"to_close", {"fed_back"}},
    {"ended", {"closed", "declined", "withdrawn", "transferred_out"}},
}};

const Group& group_named(std::string_view id) {
  for (const Group& group : kGroups) {
    if (group.id == id) return group;
  }
  return kGroups.front();
}

int count_in(const Group& group, const std::map<std::string, int>& counts) {
  int count = 0;
  for (const std::string_view state : group.states) {
    const auto found = counts.find(std::string(state));
    if (found != counts.end()) count += found->second;
  }
  return count;
}

void add_groups(core::TemplateData& data, const Visit& visit, const Group& chosen,
                const std::map<std::string, int>& counts) {
  for (const Group& group : kGroups) {
    data.add("GROUP")
        .set("GROUP_ID", std::string(group.id))
        .set("GROUP_NAME", visit.texts().get("desk.group." + std::string(group.id)))
        .set("GROUP_COUNT", count_in(group, counts))
        .show_if(&group == &chosen, "GROUP_CHOSEN");
  }
}

std::string due_words(const Visit& visit, const store::CurrentValues& values, int year) {
  if (!values.next_due) return {};
  return cases::due_in_words(*values.next_due, visit.model().policy.hours, visit.texts(), year);
}

void add_row(core::TemplateData& data, const Visit& visit, const store::CaseRow& row) {
  const core::Instant now = visit.services.clock.now();
  const int year = core::year_of(core::day_of(now));
  const core::Policy& policy = visit.model().policy;
  const core::Kind* kind = policy.kind(row.values.kind);
  const core::Tier* tier = policy.tier(row.values.tier);
  const core::Unit* unit = visit.model().unit(row.values.unit);
  core::TemplateData& entry = data.add("ROW");
  entry.set("CASE_ID", std::to_string(row.id))
      .set("CASE_NAME",
           row.values.serial.empty()
               ? visit.texts().format("desk.unregistered", {{"number", std::to_string(row.id)}})
               : row.values.serial)
      .set("CASE_STATE", visit.texts().get("case.state." + row.values.state))
      .set("CASE_KIND", kind == nullptr ? row.values.kind : kind->name)
      .set_optional("CASE_TIER", tier == nullptr ? row.values.tier : tier->name)
      .set_optional("CASE_UNIT", unit == nullptr ? row.values.unit : unit->name)
      .set_optional("CASE_DUE", due_words(visit, row.values, year))
      .set("CASE_SUBMITTED", core::chinese_moment(row.submitted_at, year))
      .show_if(row.values.restricted, "CASE_RESTRICTED")
      .show_if(row.values.confidential, "CASE_CONFIDENTIAL")
      .show_if(row.values.next_due && *row.values.next_due < now, "CASE_OVERDUE");
}

}  // namespace

web::Response show_worklist(const Visit& visit) {
  const Group& group = group_named(visit.request.query.get("group"));
  store::CaseFilter filter = scope_of(visit);
  const core::Result<std::map<std::string, int>> counts = visit.services.store.count_cases(filter);
  filter.search = std::string(visit.request.query.get("search").substr(0, 100));
  if (filter.search.empty()) {
    for (const std::string_view state : group.states) {
      if (!state.empty()) filter.states.emplace_back(state);
    }
  }
  if (visit.request.query.has("after"))
    filter.after = std::string(visit.request.query.get("after"));
  const core::Result<store::CasePage> page = visit.services.store.list_cases(filter);
  if (!counts || !page) return web::html(503, "");
  core::TemplateData data;
  add_groups(data, visit, group, *counts);
  for (const store::CaseRow& row : page->rows) {
    if (cases::allowed(visit.staff, "see", object_of(visit.model(), row)))
      add_row(data, visit, row);
  }
  data.show_if(page->rows.empty(), "NOTHING");
  data.set("CHOSEN_GROUP", std::string(group.id)).set_optional("SEARCH", filter.search);
  if (page->next) data.set_optional("NEXT", *page->next);
  return desk_page(visit, 200, "desk/worklist", visit.texts().get("desk.worklist.title"), data);
}

}  // namespace handler::desk
