// Lists what the person may see, by what must be done next.
#include "handler/desk/worklist.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "handler/cases/explain.h"
#include "handler/desk/access.h"
#include "handler/desk/page.h"

namespace handler::desk {
namespace {

struct Group {
  std::string_view id;  // also the text "desk.group.<id>"
  std::array<std::string_view, 7> states;
};

// The first is shown when nothing is chosen.
constexpr std::array<Group, 7> kGroups = {{
    {"open",
     {"submitted", "accepted", "dispatched", "handling", "awaiting_materials", "replied",
      "fed_back"}},
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

std::vector<std::string> states_of(const Group& group) {
  std::vector<std::string> states;
  for (const std::string_view state : group.states) {
    if (!state.empty()) states.emplace_back(state);
  }
  return states;
}

int count_in(const Group& group, const std::map<std::string, int>& counts) {
  int count = 0;
  for (const std::string& state : states_of(group)) {
    const auto found = counts.find(state);
    if (found != counts.end()) count += found->second;
  }
  return count;
}

// A search looks into all groups: then none is chosen. Without `counts` no numbers are shown.
void add_groups(core::TemplateData& data, const Visit& visit, const Group* chosen,
                const std::optional<std::map<std::string, int>>& counts) {
  for (const Group& group : kGroups) {
    core::TemplateData& entry = data.add("GROUP");
    entry.set("GROUP_ID", std::string(group.id))
        .set("GROUP_NAME", visit.texts().get("desk.group." + std::string(group.id)))
        .show_if(&group == chosen, "GROUP_CHOSEN");
    if (counts) entry.set_optional("GROUP_COUNT", std::to_string(count_in(group, *counts)));
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
      .show_if(!row.values.next_due, "CASE_NO_DUE")
      .show_if(row.values.unit.empty(), "CASE_NO_UNIT")
      .set("CASE_SUBMITTED", core::chinese_moment(row.submitted_at, year))
      .show_if(row.values.restricted, "CASE_RESTRICTED")
      .show_if(row.values.confidential, "CASE_CONFIDENTIAL")
      .show_if(row.values.next_due && *row.values.next_due < now, "CASE_OVERDUE");
}

std::string typed_search(const web::Request& request) {
  return core::shortened(core::half_width(core::trimmed(request.query.get("search"))), 100);
}

web::Response page_of(const Visit& visit, core::TemplateData& data) {
  return desk_page(visit, 200, "desk/worklist", visit.texts().get("desk.worklist.title"), data);
}

// The rows that allowed() lets through; with the next page's position.
bool add_rows(core::TemplateData& data, const Visit& visit, const store::CasePage& page) {
  bool any = false;
  for (const store::CaseRow& row : page.rows) {
    if (!cases::allowed(visit.staff, "see", object_of(visit.model(), row))) continue;
    add_row(data, visit, row);
    any = true;
  }
  if (any) data.show("HAS_ROWS");
  if (page.next) data.set_optional("NEXT", *page.next);
  return any;
}

}  // namespace

web::Response show_worklist(const Visit& visit) {
  core::TemplateData data;
  std::optional<Scope> scope = scope_of(visit);
  if (!scope) return page_of(visit, data.show("NO_CASES"));
  const Group& group = group_named(visit.request.query.get("group"));
  std::optional<std::map<std::string, int>> counts;
  if (scope->exact) {
    core::Result<std::map<std::string, int>> counted =
        visit.services.store.count_cases(scope->filter);
    if (!counted) return web::html(503, "");
    counts = std::move(*counted);
  }
  store::CaseFilter& filter = scope->filter;
  filter.search = typed_search(visit.request);
  if (filter.search.empty()) filter.states = states_of(group);
  const std::string_view after = visit.request.query.get("after");
  if (!after.empty()) filter.after = std::string(after);
  const core::Result<store::CasePage> page = visit.services.store.list_cases(filter);
  if (!page) return web::html(503, "");
  data.show("SEES_CASES").set("CHOSEN_GROUP", std::string(group.id));
  data.set("TYPED_SEARCH", filter.search).show_if(!filter.search.empty(), "SEARCHED");
  data.show_if(filter.search.empty(), "LISTED");
  add_groups(data, visit, filter.search.empty() ? &group : nullptr, counts);
  const bool any = add_rows(data, visit, *page);
  data.show_if(!any && !page->next, "NOTHING");
  return page_of(visit, data);
}

}  // namespace handler::desk
