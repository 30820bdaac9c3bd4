// Lists the cases that the user may see, by next action.
#include "handler/desk/worklist/worklist.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/typed_phones.h"
#include "handler/cases/typed_ticket_number.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/action_form.h"
#include "handler/desk/page.h"
#include "handler/desk/paper/filing.h"
#include "handler/desk/people/attendance.h"
#include "handler/desk/people/stranded.h"
#include "handler/desk/worklist/case_row.h"
#include "handler/desk/worklist/search.h"
#include "handler/desk/worklist/worklist_query.h"

namespace handler::desk {
namespace {

constexpr std::size_t kLongestViewName = 30;

using Counts = std::map<std::string, store::MarkCount, std::less<>>;  // by mark

// What a person's grants reach together, and what those of one role reach.
struct AllCounts {
  Counts all;
  std::map<core::Role, Counts> by_role;
};

// The scope of a group: that of its role if this person holds it.
store::CaseFilter scope_for(const Visit& visit, const Group& group,
                            const store::CaseFilter& scope) {
  return group.role ? scope_of(visit, group.role).value_or(scope) : scope;
}

core::Result<Counts> counts_within(const Visit& visit, const WorklistQuery& query,
                                   const Group& group, const store::CaseFilter& scope) {
  WorklistQuery everything = query;
  everything.group = &group;
  everything.search.clear();
  everything.after.clear();
  core::Result<std::vector<store::MarkCount>> counted = visit.services.store.count_marks(
      filter_for(visit, everything, scope), visit.now(), store::CountBy::mark);
  if (!counted) return counted.failure();
  Counts counts;
  for (store::MarkCount& count : *counted) {
    std::string mark = count.mark;
    counts.emplace(std::move(mark), std::move(count));
  }
  return counts;
}

core::Result<AllCounts> counts_in(const Visit& visit, const WorklistQuery& query,
                                  const store::CaseFilter& scope) {
  AllCounts counts;
  core::Result<Counts> all = counts_within(visit, query, known_group("all"), scope);
  if (!all) return all.failure();
  counts.all = std::move(*all);
  for (const Group& group : groups()) {
    if (!group.role || counts.by_role.contains(*group.role) || !is_for(group, visit)) continue;
    core::Result<Counts> own = counts_within(visit, query, group, scope_for(visit, group, scope));
    if (!own) return own.failure();
    counts.by_role.emplace(*group.role, std::move(*own));
  }
  return counts;
}

// nullopt for groups whose count is not useful, such as ended cases.
std::optional<int> count_of(const Group& group, const AllCounts& counted) {
  if (group.mark.empty()) return std::nullopt;
  const auto of_role = group.role ? counted.by_role.find(*group.role) : counted.by_role.end();
  const Counts& counts = of_role == counted.by_role.end() ? counted.all : of_role->second;
  const auto found = counts.find(group.mark);
  if (found == counts.end()) return 0;
  return group.what == Group::What::late ? found->second.late : found->second.count;
}

// "待我处理", with the role if this person holds several.
std::string group_name(const Visit& visit, const Group& group) {
  const core::Texts& texts = visit.texts();
  if (!group.action.empty() || !group.role) return texts.get("desk.group." + std::string(group.id));
  const bool several = std::ranges::any_of(visit.staff.grants, [&](const cases::Grant& grant) {
    return grant.role != visit.staff.grants.front().role;
  });
  if (!several) return texts.get("desk.group.mine");
  const std::string role = texts.get("desk.role." + std::string(core::to_text(*group.role)));
  return texts.format("desk.group.mine_as", {{"role", role}});
}

// Leaves out empty groups, except the default, all open cases and those without a count.
void add_groups(core::TemplateData& data, const Visit& visit, const WorklistQuery& query,
                const AllCounts& counts) {
  for (const Group& group : groups()) {
    const bool chosen = query.search.empty() && &group == query.group;
    const std::optional<int> count = count_of(group, counts);
    const bool stays = &group == &default_group(visit) || group.id == "open";
    const bool waits = !count || *count > 0 || stays;
    if (!chosen && !(waits && is_for(group, visit))) continue;
    core::TemplateData& entry = data.add("GROUP");
    entry.set("GROUP_HREF", visit.root() + "/" + address_of(query, group))
        .set("GROUP_ID", std::string(group.id))
        .set("GROUP_NAME", group_name(visit, group))
        .show_if(chosen, "GROUP_CHOSEN")
        .show_if(group.what == Group::What::late && count > 0, "GROUP_LATE");
    if (count) entry.set_optional("GROUP_COUNT", std::to_string(*count));
  }
}

// How many reports wait aside, whatever list is open; filters would leave some out.
void add_set_aside(core::TemplateData& data, const Visit& visit, const WorklistQuery& query,
                   const store::CaseFilter& scope, const Counts& counts) {
  const auto found = counts.find(cases::kSetAside);
  if (found == counts.end() || query.has_filters()) return;
  store::CaseFilter oldest = scope;
  oldest.mark = cases::kSetAside;
  oldest.limit = 1;
  const core::Result<store::CasePage> page = visit.services.store.list_cases(oldest);
  if (!page || page->rows.empty()) return;
  data.set_optional(
      "SET_ASIDE_WORDS",
      visit.texts().format(
          "desk.set_aside.waiting",
          {{"count", std::to_string(found->second.count)},
           {"since", core::chinese_moment(page->rows.front().submitted_at, visit.year())}}));
}

void add_saved_views(core::TemplateData& data, const Visit& visit,
                     const std::vector<store::SavedView>& views) {
  for (const store::SavedView& view : views) {
    data.add("VIEW").set("VIEW_NAME", view.name).set("VIEW_HREF", visit.root() + "/" + view.query);
  }
  data.show_if(!views.empty(), "HAS_VIEWS");
}

void add_hidden(core::TemplateData& data, const WorklistQuery& query) {
  for (const auto& [name, value] : query.fields())
    data.add("ASKED").set("ASKED_NAME", name).set("ASKED_VALUE", value);
}

// A phone number or ticket number.
bool names_a_person(const std::string& search) {
  return !core::read_phones(search).numbers().empty() ||
         cases::parse_ticket_number(search).check == cases::NumberCheck::good;
}

struct ListedCases {
  std::vector<store::CaseRow> rows;
  std::optional<std::string> next;
  bool too_short = false;  // the search
};

// Cases found by number come first, on the first page.
core::Result<ListedCases> rows_for(const Visit& visit, const WorklistQuery& query,
                                   const store::CaseFilter& scope) {
  ListedCases listed;
  if (!query.search.empty() && query.after.empty()) {
    core::Result<std::vector<store::CaseRow>> named = find_by_number(visit, query.search);
    if (!named) return named.failure();
    listed.rows = std::move(*named);
    listed.too_short = core::character_count(query.search) < 2;
  }
  core::Result<store::CasePage> page = visit.services.store.list_cases(filter_for(
      visit, query, query.search.empty() ? scope_for(visit, *query.group, scope) : scope));
  if (!page) return page.failure();
  // The address of the next page would contain the search.
  if (!names_a_person(query.search)) listed.next = page->next;
  for (store::CaseRow& row : page->rows) {
    const bool is_there = core::contains(listed.rows, row.id, &store::CaseRow::id);
    if (!is_there && cases::allowed(visit.staff, "see", object_of(visit.model(), row)))
      listed.rows.push_back(std::move(row));
  }
  return listed;
}

void add_cases(core::TemplateData& data, const Visit& visit, const ListedCases& listed) {
  const core::Instant now = visit.now();
  for (const store::CaseRow& row : listed.rows) add_row(data, visit, row, now);
  data.show_if(!listed.rows.empty(), "HAS_ROWS");
  data.show_if(listed.rows.empty() && !listed.next && !listed.too_short, "NOTHING");
  data.show_if(listed.rows.empty() && listed.too_short, "TOO_SHORT");
  if (listed.next) data.set_optional("NEXT", *listed.next);
}

// True for a query other than the default that contains no personal number.
bool can_keep(const Visit& visit, const WorklistQuery& query) {
  if (!query.search.empty()) return !names_a_person(query.search);
  return query.has_filters() || query.group != &default_group(visit);
}

constexpr int kBouncedShown = 10;

// A unit no longer sees what it has bounced: number and day remain.
void add_bounced(core::TemplateData& data, const Visit& visit) {
  for (const cases::Grant& grant : visit.staff.grants) {
    if (grant.role != core::Role::unit || grant.unit.empty()) continue;
    const auto slips =
        visit.services.store.bounced_slips(visit.site.id(), grant.unit, kBouncedShown);
    if (!slips) continue;
    for (const store::BouncedSlip& slip : *slips) {
      data.show("HAS_BOUNCED");
      data.add("BOUNCED")
          .set("BOUNCED_SERIAL", slip.serial)
          .set("BOUNCED_WHEN", core::chinese_moment(slip.at, visit.year()));
    }
  }
}

// With what waits for this person beside the cases.
web::Response with_notices(const Visit& visit, int status, core::TemplateData& data) {
  add_filings_due(data, visit);
  add_attendance_waiting(data, visit);
  add_stranded(data, visit);
  return desk_page(visit, status, "desk/worklist", visit.texts().get("desk.worklist.title"), data);
}

// What was wrong with a view that was to be kept or deleted.
struct ViewProblem {
  std::string mistake = {};   // text key, about the typed name
  std::string not_kept = {};  // text key, about the store
  std::string typed = {};     // the name
};

void add_view_problem(core::TemplateData& data, const Visit& visit, const ViewProblem& problem) {
  const auto sentence = [&](const std::string& key) {
    return key.empty() ? std::string() : visit.texts().get(key);
  };
  data.set_optional("VIEW_MISTAKE", sentence(problem.mistake))
      .set_optional("VIEW_NOT_KEPT", sentence(problem.not_kept))
      .set("VIEW_TYPED", problem.typed)
      .show_if(!problem.mistake.empty() || !problem.typed.empty(), "VIEW_IS_OPEN");
}

web::Response worklist_page(const Visit& visit, const WorklistQuery& query, int status,
                            const ViewProblem& problem) {
  core::TemplateData data;
  const std::optional<store::CaseFilter> scope = scope_of(visit);
  // Administrators and editors without case access go to their own first page.
  if (!scope && visit.may("manage_users")) return web::see_other(visit.root() + "/users");
  if (!scope && visit.may("publish")) return web::see_other(visit.root() + "/publishing");
  if (!scope) return with_notices(visit, 200, data.show("NO_CASES"));
  const core::Result<AllCounts> counts = counts_in(visit, query, *scope);
  const core::Result<ListedCases> listed = rows_for(visit, query, *scope);
  const core::Result<std::vector<store::SavedView>> views =
      visit.services.store.saved_views(visit.user.id, visit.site.id());
  if (!counts || !listed || !views) return web::unavailable();
  const bool searched = !query.search.empty();
  data.show("SEES_CASES")
      .set("TYPED_SEARCH", query.search)
      .show_if(searched, "SEARCHED")
      .show_if(can_keep(visit, query), "CAN_KEEP");
  add_view_problem(data, visit, problem);
  add_groups(data, visit, query, *counts);
  add_set_aside(data, visit, query, *scope, counts->all);
  add_filters(data, visit, query);
  add_saved_views(data, visit, *views);
  add_hidden(data, query);
  add_cases(data, visit, *listed);
  add_bounced(data, visit);
  add_done(data, visit, "desk.done.gone");
  return with_notices(visit, status, data);
}

std::string view_name(const Visit& visit) {
  std::string name = core::cleaned(visit.form.get("name"));
  std::replace(name.begin(), name.end(), '\n', ' ');  // browsers send line breaks in forms
  return core::shortened(core::trimmed(name), kLongestViewName);
}

}  // namespace

web::Response show_worklist(const Visit& visit) {
  return worklist_page(visit, read_query(visit, visit.request.query), 200, {});
}

web::Response receive_search(const Visit& visit) {
  WorklistQuery query = read_query(visit, visit.form);
  query.after.clear();
  if (!names_a_person(query.search)) return web::see_other(visit.root() + "/" + address_of(query));
  return worklist_page(visit, query, 200, {});
}

web::Response save_view(const Visit& visit) {
  WorklistQuery query = read_query(visit, visit.form);
  if (names_a_person(query.search)) query.search.clear();
  const std::string name = view_name(visit);
  if (name.empty()) return worklist_page(visit, query, 422, {.mistake = "desk.view.no_name"});
  const core::Status saved =
      visit.services.store.save_view(visit.user.id, visit.site.id(), {name, address_of(query)});
  if (saved) return web::see_other(visit.root() + "/" + address_of(query));
  if (saved.failure().code == core::FailureCode::refused)
    return worklist_page(visit, query, 422, {.mistake = "desk.view.too_many", .typed = name});
  return worklist_page(visit, query, 503,
                       {.not_kept = why_not_kept(saved.failure()), .typed = name});
}

web::Response delete_view(const Visit& visit) {
  const core::Status gone = visit.services.store.delete_view(visit.user.id, visit.site.id(),
                                                             std::string(visit.form.get("name")));
  return gone ? web::see_other(visit.root() + "/") : not_kept_page(visit, gone.failure());
}

}  // namespace handler::desk
