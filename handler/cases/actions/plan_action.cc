// Plans the event of an action from its checked values, and what the policy adds to it.
#include "handler/cases/actions/plan_action.h"

#include <algorithm>
#include <iterator>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/permissions.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/actions/take_field.h"
#include "handler/cases/fold/event_table.h"
#include "handler/cases/jobs/jobs.h"

namespace handler::cases {
namespace {

using Input = ActionField::Type;

// The reporter reads a correction and its reason only if the text was for the reporter. The
// correction of the matter's name names it.
void show_as_the_text(Plan& plan) {
  const bool renames =
      plan.rule.effect == Effect::corrects && names_matter(plan.subject, *plan.text);
  for (PlannedText& text : plan.event.texts) {
    text.for_reporter = is_for_reporter(*plan.text);
    text.names_matter = renames && text.field == "correction";
  }
}

// Something must change, and where a restriction falls the matter is named anew, because earlier
// texts stay hidden.
void check_reclassification(Plan& plan) {
  if (plan.rule.effect != Effect::reclassifies || !plan.mistakes.empty()) return;
  if (!plan.rule.asks_for(Input::kind)) return;
  const core::Json& data = plan.event.data;
  const std::string concerned = text_in(data, "concerned");
  const bool same = text_in(data, "kind") == plan.subject.kind &&
                    text_in(data, "tier") == plan.subject.tier &&
                    (concerned.empty() || concerned == plan.subject.concerned_unit) &&
                    plan.value("matter").empty();
  if (same) plan.mistake("kind", "unchanged_kind");
  if (lifts_restriction(plan.rules, plan.subject, data) && plan.value("matter").empty())
    plan.mistake("matter", "required");
}

// What is softer is only asked for.
void ask_if_softer(Plan& plan) {
  if (plan.rule.effect != Effect::reclassifies) return;
  if (needs_agreement(plan.rules, plan.subject, plan.event.data))
    plan.event.type = EventType::reclassification_asked;
}

// What a unit reports waits for the window where the policy says so.
bool waits_for_window(const Plan& plan) {
  return plan.rule.event == EventType::progress_reported && plan.by_unit &&
         plan.rules.policy->progress.window_first;
}

void keep_for_window(PlannedEvent& event) {
  event.data["waits"] = 1;
  for (PlannedText& text : event.texts) text.for_reporter = false;
  for (PlannedFile& file : event.files) file.for_reporter = false;
}

// The clock whose time is asked for, granted, refused or set.
void add_clock(Plan& plan) {
  core::Json& data = plan.event.data;
  const Case& subject = plan.subject;
  if (plan.rule.effect == Effect::asks_time) {
    data["clock"] = extendable_clock(*plan.rules.policy, subject)->clock;
  } else if (plan.rule.effect == Effect::sets_limit) {
    data["clock"] = subject.limit_to_set()->clock;
  } else {
    data["clock"] = clock_with_request(subject)->clock;
    if (plan.rule.effect == Effect::grants_time)
      data["workdays"] = clock_with_request(subject)->asked_workdays;
  }
}

// Adds the event's data that does not come from fields.
void add_context(Plan& plan) {
  core::Json& data = plan.event.data;
  switch (plan.rule.effect) {
    case Effect::registers:
      plan.event.gives_serial = true;
      break;
    case Effect::asks_time:
    case Effect::grants_time:
    case Effect::refuses_time:
    case Effect::sets_limit:
      add_clock(plan);
      break;
    case Effect::tells_absorbed:
      data["cases"] = plan.subject.untold();
      break;
    case Effect::asks_consent:
      data["for"] = core::to_text(possible_denial(plan.subject));
      break;
    case Effect::gives_consent:
    case Effect::refuses_consent:
      data["for"] = core::to_text(plan.subject.consent->before);
      break;
    case Effect::gives_number:
      plan.event.gives_number = true;
      break;
    case Effect::agrees:
      data = plan.subject.reclassification->data;
      data.erase("reason");
      break;
    case Effect::undoes:
    case Effect::undoes_merge:
      data["of"] = *plan.subject.undoable;
      data["undoes"] = to_text(undone_type(plan.subject));
      break;
    case Effect::corrects:
    case Effect::withholds:
      show_as_the_text(plan);
      break;
    case Effect::withdraws_file:
      plan.event.destroys.push_back(plan.file->part);
      if (!is_known_to_reporter(*plan.file)) data[std::string(kInternal)] = 1;
      break;
    case Effect::releases_file:
    case Effect::reclassifies:
    case Effect::disagrees:
    case Effect::nothing:
    case Effect::merges:
    case Effect::tells_merged:
    case Effect::acknowledges:
    case Effect::holds:
    case Effect::releases:
    case Effect::turns_away:
      break;
  }
}

// What follows from the data as a whole.
void complete(Plan& plan) {
  ask_if_softer(plan);
  const core::Tier* tier = plan.rules.policy->tier(plan.subject.tier);
  if (!plan.value("statement").empty() && tier != nullptr)
    plan.event.data["documents"] = tier->requires_documents;
  if (waits_for_window(plan)) keep_for_window(plan.event);
}

// A report about a unit's conduct must not reach that unit.
bool reaches_whom_it_is_about(const Plan& plan) {
  if (!plan.rule.asks_for(Input::units) || !plan.subject.restricted) return false;
  std::vector<std::string> chosen = core::split(plan.value("assisting"), ',');
  chosen.push_back(plan.value("unit"));
  return std::ranges::any_of(chosen, [&](const std::string& unit) {
    return !unit.empty() && (unit == plan.subject.concerned_unit ||
                             unit == concerned_if_agreed(plan.rules, plan.subject));
  });
}

// The case after the event, to test the triggers.
Case after(const Case& subject, const PlannedEvent& event) {
  Case later = subject;
  if (event.type == EventType::coordinated && text_in(event.data, "agreement") != "agreed")
    ++later.failed_coordinations;
  if (event.type == EventType::returned) {
    ++later.bounces;
    ++later.bounces_of_case;
  }
  if (event.type == EventType::urged) ++later.urges_in_round;
  const bool retiered = event.type == EventType::retiered || event.type == EventType::reclassified;
  if (retiered) later.tier = event.data.value("tier", later.tier);
  return later;
}

// For extensions the role depends on a clock that may not exist: then the guard's refusal says more
// than "not_allowed". Without a refusal, no role means that no role may.
std::optional<Grant> grant_for(const Rules& rules, const Case& subject, const ActionRule& rule,
                               const StaffMember& actor, const Object& object, core::Instant now) {
  const std::vector<core::Role> roles = roles_of(rules, subject, rule);
  const bool refuses = roles.empty() && !refusal_of(rules, subject, rule, now).empty();
  return allowed_as(actor, refuses ? rule.roles : roles, object, rule.part);
}

// Checks state, guard and fields, but not the right to act.
ActionOutcome plan_event(Plan plan) {
  ActionOutcome outcome;
  outcome.refused = refusal_of(plan.rules, plan.subject, plan.rule, plan.now);
  if (!outcome.refused.empty()) return outcome;
  plan.event.type = plan.rule.event;
  for (const ActionField& field : fields_of(plan.rules, plan.subject, plan.rule))
    take_field(plan, field);
  check_reclassification(plan);
  if (!plan.input.files.empty() && !takes_files(plan.rules, plan.rule)) {
    outcome.refused = "files_not_taken";
    return outcome;
  }
  if (reaches_whom_it_is_about(plan)) {
    outcome.refused = "unit_is_concerned";
    return outcome;
  }
  outcome.mistakes = std::move(plan.mistakes);
  if (!outcome.mistakes.empty()) return outcome;
  add_context(plan);
  complete(plan);
  std::vector<PlannedEvent> escalations =
      due_triggers(*plan.rules.policy, after(plan.subject, plan.event));
  outcome.events.push_back(std::move(plan.event));
  std::move(escalations.begin(), escalations.end(), std::back_inserter(outcome.events));
  return outcome;
}

}  // namespace

ActionOutcome plan_action(const Rules& rules, const core::Site& site, const Case& subject,
                          const Object& object, const StaffMember& actor, std::string_view action,
                          const ActionInput& input, core::Instant now) {
  ActionOutcome outcome;
  const ActionRule* rule = find_action(action);
  if (rule == nullptr) {
    outcome.refused = "unknown_action";
    return outcome;
  }
  const std::optional<Grant> grant = grant_for(rules, subject, *rule, actor, object, now);
  if (!grant) {
    outcome.refused = "not_allowed";
    return outcome;
  }
  const bool by_unit = grant->role == core::Role::unit;
  outcome = plan_event({rules, site, subject, *rule, input, {}, {}, now, by_unit, &actor});
  if (outcome.refused.empty() && decides_own_request(subject, *rule, actor)) {
    outcome = {};
    outcome.refused = "asked_by_yourself";
  }
  if (outcome.events.empty()) return outcome;
  outcome.acting = grant;
  if (rule->effect == Effect::corrects)
    outcome.acting = writing_grant(subject, outcome.events.front(), actor);
  if (rule->effect == Effect::withdraws_file)
    outcome.acting = sending_grant(subject, outcome.events.front(), actor);
  return outcome;
}

ActionOutcome plan_reporter_action(const Rules& rules, const core::Site& site, const Case& subject,
                                   std::string_view action, const ActionInput& input,
                                   core::Instant now) {
  for (const ActionRule& rule : reporter_table()) {
    if (rule.id == action) return plan_event({rules, site, subject, rule, input, {}, {}, now});
  }
  ActionOutcome outcome;
  outcome.refused = "unknown_action";
  return outcome;
}

}  // namespace handler::cases
