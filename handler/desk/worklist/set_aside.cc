// Lists a page of reports, and plans the same action for each one that is ticked.
#include "handler/desk/worklist/set_aside.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/cases/fold/deciders.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/page.h"
#include "handler/desk/worklist/case_row.h"

namespace handler::desk {
namespace {

constexpr int kMostAtOnce = 100;
constexpr std::size_t kLongestShown = 200;
constexpr std::size_t kLongestPosition = 100;
constexpr std::string_view kAdmit = "admit";
constexpr std::string_view kTurnAway = "turn_away";

struct Asked {
  bool turned_away = false;  // the other list, to be read only
  bool tick_all = false;
  std::string after;
};

// What was sent and could not be done.
struct Sent {
  std::set<cases::CaseId> ticked = {};
  std::string explanation = {};
  std::string mistake = {};  // text key
  std::string input = {};    // that the mistake is about
};

bool has_role(const Visit& visit, core::Role role) {
  return core::contains(visit.staff.grants, role, &cases::Grant::role);
}

bool may(const Visit& visit, std::string_view action) {
  return has_role(visit, action == kAdmit ? core::Role::front_desk
                                          : cases::role_to_turn_away(visit.model().policy));
}

Asked read_asked(const web::Fields& fields) {
  return {.turned_away = fields.get("list") == cases::kTurnedAway,
          .tick_all = fields.get("tick") == "all",
          .after = core::shortened(core::cleaned(fields.get("after")), kLongestPosition)};
}

core::Result<store::CasePage> page_of(const Visit& visit, store::CaseFilter filter,
                                      const Asked& asked) {
  if (asked.turned_away)
    filter.states = {std::string(cases::kTurnedAway)};
  else
    filter.mark = cases::kSetAside;
  if (!asked.after.empty()) filter.after = asked.after;
  filter.limit = kMostAtOnce;
  return visit.services.store.list_cases(filter);
}

// A report with its words; without them if they are destroyed or cannot be opened.
struct Listed {
  store::CaseRow row;
  bool lost = false;
  std::string matter;
  std::string rest;  // the other texts, a line each

  bool is_as(const Listed& other) const {
    const bool says_something = !matter.empty() || !rest.empty();
    return says_something && matter == other.matter && rest == other.rest;
  }
};

Listed listed(const Visit& visit, store::CaseRow row) {
  Listed one{std::move(row), true, {}, {}};
  const auto record = visit.services.store.case_by_id(visit.site.id(), one.row.id);
  core::Result<core::FormValues> words =
      record ? open_words(visit, *record) : core::Result<core::FormValues>(record.failure());
  if (!words) return one;
  one.lost = false;
  for (const auto& [field, text] : *words) {
    if (field == "matter")
      one.matter = text;
    else
      one.rest += (one.rest.empty() ? "" : "\n") + text;
  }
  return one;
}

// Those that say the same stand together, at the place of the first of them.
std::vector<Listed> grouped(std::vector<Listed> all) {
  std::vector<Listed> sorted;
  sorted.reserve(all.size());
  for (auto first = all.begin(); first != all.end();) {
    const auto end = std::stable_partition(
        std::next(first), all.end(), [&](const Listed& other) { return other.is_as(*first); });
    std::move(first, end, std::back_inserter(sorted));
    first = end;
  }
  return sorted;
}

std::vector<Listed> listed(const Visit& visit, std::vector<store::CaseRow> rows) {
  std::vector<Listed> all;
  for (store::CaseRow& row : rows) {
    if (cases::allowed(visit.staff, "see", object_of(visit.model(), row)))
      all.push_back(listed(visit, std::move(row)));
  }
  return grouped(std::move(all));
}

void add_rows(core::TemplateData& data, const Visit& visit, const std::vector<Listed>& reports,
              const Asked& asked, const Sent& sent) {
  const bool decides = may(visit, kAdmit) || may(visit, kTurnAway);
  const Listed* before = nullptr;
  for (const Listed& one : reports) {
    core::TemplateData& row = add_row(data, visit, one.row, visit.now());
    const std::string name =
        visit.texts().format("desk.unregistered", {{"number", std::to_string(one.row.id)}});
    row.set_optional("WORDS_HEAD", core::shortened(one.matter, kLongestShown))
        .set_optional("WORDS_BODY", core::shortened(one.rest, kLongestShown))
        .set("OPEN_LABEL", visit.texts().format("desk.set_aside.open", {{"name", name}}))
        .show_if(one.lost, "WORDS_LOST")
        .show_if(before != nullptr && one.is_as(*before), "SAME")
        .show_if(decides && !asked.turned_away, "CAN_TICK")
        .show_if(asked.tick_all || sent.ticked.contains(one.row.id), "TICKED");
    before = &one;
  }
}

// Numbers in the address, so that no text can be put on the page from outside.
void add_counted_done(core::TemplateData& data, const Visit& visit) {
  const web::Fields& query = visit.request.query;
  const auto number = [&](std::string_view name) {
    return core::number_from_digits(query.get(name)).value_or(0);
  };
  const bool admitted = query.get("done") == kAdmit;
  if (!admitted && query.get("done") != kTurnAway) return;
  const auto say = [&](const char* key, int count) {
    return visit.texts().format(key, {{"count", std::to_string(count)}});
  };
  std::string done =
      say(admitted ? "desk.set_aside.admitted" : "desk.set_aside.turned_away", number("count"));
  if (number("left") > 0) done += say("desk.set_aside.left", number("left"));
  data.set_optional("DONE", done);
}

void add_next(core::TemplateData& data, const Visit& visit, const Asked& asked,
              const std::optional<std::string>& next) {
  data.show_if(next.has_value(), "HAS_NEXT");
  if (!next) return;
  data.set("NEXT_HREF", visit.root() + "/set-aside?" +
                            (asked.turned_away ? "list=turned_away&" : "") +
                            "after=" + web::url_encoded(*next));
}

web::Response set_aside_page(const Visit& visit, int status, const Asked& asked, const Sent& sent) {
  const std::optional<store::CaseFilter> scope = scope_of(visit);
  if (!scope) return web::forbidden();
  core::Result<store::CasePage> page = page_of(visit, *scope, asked);
  if (!page) return web::unavailable();
  const std::vector<Listed> reports = listed(visit, std::move(page->rows));
  const bool can_decide = !asked.turned_away && !reports.empty();
  core::TemplateData data;
  data.show(asked.turned_away ? "TURNED_AWAY" : "WAITING")
      .show(reports.empty() ? "NOTHING" : "HAS_ROWS")
      .show_if(can_decide && may(visit, kAdmit), "MAY_ADMIT")
      .show_if(can_decide && may(visit, kTurnAway), "MAY_TURN_AWAY")
      .show_if(can_decide && (may(visit, kAdmit) || may(visit, kTurnAway)), "MAY_DECIDE")
      .show(asked.tick_all ? "ALL_TICKED" : "NONE_TICKED")
      .set("ASKED_AFTER", asked.after)
      .set("AFTER_ENCODED", web::url_encoded(asked.after))
      .set("EXPLANATION", sent.explanation)
      .set_optional("MISTAKE_INPUT", sent.input)
      .set_optional("MISTAKE", sent.mistake.empty() ? "" : visit.texts().get(sent.mistake));
  add_rows(data, visit, reports, asked, sent);
  add_next(data, visit, asked, page->next);
  add_counted_done(data, visit);
  return desk_page(visit, status, "desk/set_aside", visit.texts().get("desk.set_aside.title"),
                   data);
}

// ---- the decision

struct Planned {
  std::vector<store::Addition> additions;
  int left = 0;              // decided by another user meanwhile, or not this user's
  std::string mistake = {};  // of the explanation
};

std::set<cases::CaseId> ticked_in(const web::Fields& form) {
  std::set<cases::CaseId> ids;
  for (const std::string_view value : form.all("case")) {
    if (const auto id = core::number_from_digits(value)) ids.insert(*id);
  }
  return ids;
}

Planned plan_ticked(const Visit& visit, const std::string& action, const Sent& sent) {
  Planned planned;
  const cases::ActionInput input = {{"explanation", sent.explanation}};
  for (const cases::CaseId id : sent.ticked) {
    const OpenedCase opened = open_case_by_id(visit, id);
    cases::ActionOutcome outcome;
    if (opened.open) {
      outcome = cases::plan_action(opened.open->rules.rules(), visit.model(), opened.open->folded,
                                   opened.open->object, visit.staff, action, input, visit.now());
    }
    if (!outcome.mistakes.empty()) planned.mistake = outcome.mistakes.front().code;
    if (outcome.events.empty()) {
      ++planned.left;
      continue;
    }
    planned.additions.push_back(view::addition_to(visit.services, visit.site, *opened.open,
                                                  {visit.acting(*outcome.acting)},
                                                  std::move(outcome.events)));
  }
  return planned;
}

// A decline fixes the policy version of its case, so the store must hold it.
core::Status keep_planned(const Visit& visit, const Planned& planned) {
  if (planned.additions.empty()) return core::success();
  if (core::Status kept = visit.services.rules.keep_present(visit.site); !kept) return kept;
  const auto added = visit.services.store.append_all(visit.site.id(), planned.additions);
  return added ? core::success() : core::Status(added.failure());
}

web::Response set_aside_not_kept(const Visit& visit, const Asked& asked, Sent sent,
                                 const core::Failure& failure) {
  const bool changed = failure.code == core::FailureCode::conflict;
  sent.mistake = changed ? "desk.set_aside.changed" : why_not_kept(failure);
  return set_aside_page(visit, changed ? 409 : 503, asked, sent);
}

web::Response wrong(const Visit& visit, const Asked& asked, Sent sent, const std::string& mistake,
                    const std::string& input) {
  sent.mistake = mistake;
  sent.input = input;
  return set_aside_page(visit, 422, asked, sent);
}

}  // namespace

web::Response show_set_aside(const Visit& visit) {
  return set_aside_page(visit, 200, read_asked(visit.request.query), {});
}

web::Response decide_set_aside(const Visit& visit) {
  if (!may(visit, kAdmit) && !may(visit, kTurnAway)) return web::forbidden();
  const Asked asked = read_asked(visit.form);
  const Sent sent{.ticked = ticked_in(visit.form),
                  .explanation = core::cleaned(visit.form.get("explanation"))};
  if (sent.ticked.empty())
    return wrong(visit, asked, sent, "desk.set_aside.nothing_ticked", "reports");
  const std::string action(visit.form.get("act"));
  const bool is_known = action == kAdmit || action == kTurnAway;
  if (!is_known || sent.ticked.size() > kMostAtOnce) return web::bad_request();
  if (!may(visit, action)) return web::forbidden();
  const Planned planned = plan_ticked(visit, action, sent);
  if (!planned.mistake.empty()) {
    const bool is_missing = planned.mistake == "required";
    return wrong(visit, asked, sent,
                 is_missing ? "desk.set_aside.no_explanation" : "desk.set_aside.too_long",
                 "field-explanation");
  }
  if (const core::Status kept = keep_planned(visit, planned); !kept)
    return set_aside_not_kept(visit, asked, sent, kept.failure());
  return web::see_other(visit.root() + "/set-aside?done=" + action +
                        "&count=" + std::to_string(planned.additions.size()) +
                        "&left=" + std::to_string(planned.left));
}

}  // namespace handler::desk
