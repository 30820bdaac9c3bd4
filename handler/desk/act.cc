// Carries one action from the form to the store.
#include "handler/desk/act.h"

#include <utility>

#include "core/base/text.h"
#include "handler/desk/case_page.h"
#include "handler/desk/number.h"
#include "handler/desk/page.h"
#include "handler/desk/receipt.h"
#include "handler/desk/relations.h"
#include "handler/desk/staff_names.h"
#include "handler/desk/telling.h"
#include "handler/view/event_words.h"
#include "handler/view/submission.h"

namespace handler::desk {
namespace {

// What somebody is about to do to a case.
struct Attempt {
  const Visit& visit;
  const OpenCase& open;
  const cases::ActionRule& rule;
  cases::ActionInput input;
  std::int64_t seen = -1;  // the newest event on the page they acted from
  std::string nonce;       // of a form that gives another number

  bool merges() const { return rule.event == cases::EventType::merged; }
  bool tells() const {
    return rule.event == cases::EventType::merged_told ||
           rule.event == cases::EventType::absorbed_told;
  }
  bool gives_number() const { return rule.event == cases::EventType::number_reissued; }
};

std::string joined_values(const web::Fields& form, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : form.all(name)) values.emplace_back(value);
  return core::joined(values, ",");
}

cases::ActionInput input_of(const cases::ActionRule& rule, const web::Fields& form) {
  cases::ActionInput input;
  for (const cases::ActionField& field : rule.fields) {
    if (form.has(field.id))
      input[std::string(field.id)] = core::cleaned(joined_values(form, field.id));
  }
  return input;
}

std::int64_t seen_of(const web::Fields& form) {
  const std::string seen(form.get("seen"));
  if (seen.empty() || seen.size() > 15 || seen.find_first_not_of("0123456789") != std::string::npos)
    return -1;
  return std::stoll(seen);
}

// True if since the person's page nothing happened but looks at the identity and what the system
// noted: neither changes what anybody decides.
bool is_up_to_date(const Attempt& attempt) {
  bool known = false;
  for (const cases::Event& event : attempt.open.record.events()) {
    known = known || event.seq == attempt.seen;
    const bool by_somebody = event.actor.kind != cases::Actor::Kind::system;
    if (event.seq > attempt.seen && by_somebody &&
        cases::rule_of(event.type).kind != cases::EventRule::Kind::look)
      return false;
  }
  return known;
}

// From the window's decision on a case keeps the policy that is published then.
bool settles_policy(cases::EventType type) {
  return cases::rule_of(type).kind == cases::EventRule::Kind::decision;
}

store::NewEvent to_record(const Attempt& attempt, const cases::Grant& grant,
                          cases::PlannedEvent planned) {
  const Visit& visit = attempt.visit;
  const cases::Case& subject = attempt.open.folded;
  store::NewEvent event;
  if (!planned.by_system)
    event.actor = {cases::Actor::Kind::staff, visit.user.id, grant.role, grant.unit};
  event.data = std::move(planned.data);
  for (const cases::PlannedText& text : planned.texts) {
    event.parts.push_back(
        store::make_part(visit.services.randomness, text.field, text.text, "", text.for_reporter));
  }
  event.gives_serial = planned.gives_serial && subject.serial.empty();
  event.serial_prefix = visit.model().identity.serial_prefix;
  event.policy = settles_policy(planned.type) ? visit.model().policy_version : subject.policy;
  event.type = planned.type;
  if (attempt.gives_number()) give_number(visit, attempt.nonce, event);
  return event;
}

// The page for a person whose action is not possible (any more): what they typed is there to copy,
// nothing of it was recorded.
web::Response not_done_page(const Attempt& attempt, core::TemplateData data) {
  const core::Texts& texts = attempt.visit.texts();
  data.set("CASE_ID", std::to_string(attempt.open.folded.id))
      .set("ACTION_LABEL", texts.get("case.action." + std::string(attempt.rule.id)));
  for (const cases::ActionField& field : attempt.rule.fields) {
    const auto typed = attempt.input.find(field.id);
    const bool is_text = field.type == cases::ActionField::Type::text ||
                         field.type == cases::ActionField::Type::line;
    if (!is_text || typed == attempt.input.end() || typed->second.empty()) continue;
    data.add("TYPED")
        .set("TYPED_ID", "typed-" + std::string(field.id))
        .set("TYPED_LABEL", texts.get("case.field." + std::string(field.id)))
        .set("TYPED_TEXT", typed->second);
  }
  return desk_page(attempt.visit, 409, "desk/conflict", texts.get("desk.conflict.title"), data);
}

// "李工", "反映人"; "" for the system.
std::string who(const Visit& visit, StaffNames& names, const cases::Actor& actor) {
  if (actor.kind == cases::Actor::Kind::reporter) return visit.texts().get("desk.actor.reporter");
  return names.of(actor);
}

web::Response overtaken_page(const Attempt& attempt) {
  const Visit& visit = attempt.visit;
  core::TemplateData data;
  const OpenedCase now = open_case(visit);
  if (!now.open) return now.refusal;
  StaffNames names(visit.services.store);
  const int year = core::year_of(core::day_of(visit.services.clock.now()));
  for (const cases::Event& event : now.open->record.events()) {
    if (attempt.seen < 0 || event.seq <= attempt.seen) continue;
    data.show("OVERTAKEN");
    data.add("HAPPENED")
        .set("HAPPENED_WHEN", core::chinese_moment(event.recorded_at, year))
        .set_optional("HAPPENED_WHO", who(visit, names, event.actor))
        .set("HAPPENED_WHAT",
             view::event_in_words(event, visit.model(), now.open->rules.version->policy,
                                  visit.texts(), view::Reader::staff));
  }
  if (!data.has_items("HAPPENED"))
    data.set_optional("WHY", visit.texts().get("desk.conflict.outdated"));
  return not_done_page(attempt, std::move(data));
}

web::Response refused_page(const Attempt& attempt, const std::string& code) {
  core::TemplateData data;
  data.set_optional("WHY", attempt.visit.texts().get("case.refused." + code));
  return not_done_page(attempt, std::move(data));
}

web::Response form_again(const Attempt& attempt, int status,
                         std::vector<cases::ActionMistake> mistakes) {
  return case_page(attempt.visit, attempt.open, status,
                   {std::string(attempt.rule.id), attempt.input, std::move(mistakes)}, {});
}

core::Result<store::CaseRecord> keep(const Attempt& attempt, std::vector<store::NewEvent> events,
                                     view::OwnedRules rules) {
  const Visit& visit = attempt.visit;
  if (attempt.merges()) {
    const auto into = events.front().data.at("into").get<cases::CaseId>();
    return record_merge(visit, attempt.open, into, std::move(events.front()));
  }
  if (attempt.tells()) return record_telling(visit, attempt.open, events.front());
  return visit.services.store.append(
      visit.site.id(), attempt.open.record.row.id, attempt.open.folded.last_seq, std::move(events),
      view::refold_with(std::move(rules), visit.services.clock.now()));
}

web::Response done(const Attempt& attempt) {
  const Visit& visit = attempt.visit;
  const cases::CaseId id = attempt.open.record.row.id;
  if (!attempt.gives_number()) return web::see_other(visit.root() + "/cases/" + std::to_string(id));
  const OpenedCase now = open_case(visit);
  if (!now.open) return now.refusal;
  return receipt_page(visit, *now.open,
                      view::ticket_number_of(visit.services, visit.site, attempt.nonce),
                      Receipt::another_number);
}

web::Response record(const Attempt& attempt, cases::ActionOutcome outcome, view::OwnedRules rules) {
  std::vector<store::NewEvent> events;
  for (cases::PlannedEvent& planned : outcome.events)
    events.push_back(to_record(attempt, *outcome.acting, std::move(planned)));
  const core::Result<store::CaseRecord> after = keep(attempt, std::move(events), std::move(rules));
  if (after) return done(attempt);
  const core::Failure& failure = after.failure();
  if (failure.code == core::FailureCode::refused)
    return form_again(attempt, 422, {{"into", failure.message}});
  return failure.code == core::FailureCode::conflict ? overtaken_page(attempt)
                                                     : form_again(attempt, 503, {});
}

// What the engine is asked with: the other case by its id, whatever name was typed for it.
cases::ActionInput asked_with(const Attempt& attempt) {
  cases::ActionInput input = attempt.input;
  const auto typed = input.find("into");
  if (!attempt.merges() || typed == input.end() || core::trimmed(typed->second).empty())
    return input;
  const std::optional<OpenCase> other = case_named(attempt.visit, typed->second);
  typed->second = other ? std::to_string(other->folded.id) : "0";
  return input;
}

// Whoever wrote is told in writing, also where one text is for several.
void check_channel(const Attempt& attempt, cases::ActionOutcome& outcome) {
  if (attempt.rule.event != cases::EventType::absorbed_told || outcome.events.empty()) return;
  const bool in_writing = outcome.events.front().data.at("channel") == "written";
  if (!in_writing && somebody_wrote(attempt.visit, attempt.open.folded.untold()))
    outcome.mistakes.push_back({"channel", "must_be_written"});
}

}  // namespace

web::Response act(const Visit& visit) {
  const OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  const OpenCase& open = *opened.open;
  const cases::ActionRule* rule = cases::find_action(visit.parameters.find("action")->second);
  if (rule == nullptr) return web::html(404, "");
  const Attempt attempt{visit,
                        open,
                        *rule,
                        input_of(*rule, visit.form),
                        seen_of(visit.form),
                        sent_number_nonce(visit).value_or("")};
  const bool settles = settles_policy(rule->event);
  const view::OwnedRules rules = settles ? visit.services.rules.present(visit.site) : open.rules;
  cases::ActionOutcome outcome =
      cases::plan_action(rules.rules(), visit.model(), open.folded, open.object, visit.staff,
                         rule->id, asked_with(attempt), visit.services.clock.now());
  if (outcome.refused == "not_allowed") return web::html(403, "");
  check_channel(attempt, outcome);
  if (attempt.gives_number()) {
    if (attempt.nonce.empty()) return overtaken_page(attempt);
    if (const auto given = given_already(visit, open, attempt.nonce)) return *given;
  }
  if (!is_up_to_date(attempt)) return overtaken_page(attempt);
  if (!outcome.refused.empty()) return refused_page(attempt, outcome.refused);
  if (!outcome.mistakes.empty()) return form_again(attempt, 422, std::move(outcome.mistakes));
  if (settles && !visit.services.rules.keep_present(visit.site))
    return form_again(attempt, 503, {});
  return record(attempt, std::move(outcome), rules);
}

}  // namespace handler::desk
