// Executes one action from the form to the store.
#include "handler/desk/casework/act.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "handler/cases/fold/event_table.h"
#include "handler/casework/file_intake.h"
#include "handler/casework/retention.h"
#include "handler/casework/submission.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/casework/receipt.h"
#include "handler/desk/casework/relations.h"
#include "handler/desk/casework/staff_names.h"
#include "handler/desk/page.h"
#include "handler/view/event_words.h"

namespace handler::desk {
namespace {

struct Attempt : view::Attempt {
  const Visit& visit;
  const OpenCase& open;
  std::string nonce;  // from a form that creates another number

  bool does(cases::Effect effect) const { return rule.effect == effect; }
};

// True if the case has no new event since the page, apart from views of the identity and events of
// the system: these do not affect decisions.
bool is_up_to_date(const Attempt& attempt) {
  const auto changes = [&](const cases::Event& event) {
    return event.seq > attempt.seen && event.actor.kind != cases::Actor::Kind::system &&
           cases::rule_of(event.type).kind != cases::EventRule::Kind::look;
  };
  const store::CaseRecord& record = attempt.open.record;
  return attempt.saw(record) && std::ranges::none_of(record.events(), changes);
}

// The page for an action that is not possible: shows the typed texts for copying; nothing was
// recorded.
web::Response not_done_page(const Attempt& attempt, core::TemplateData data) {
  const core::Texts& texts = attempt.visit.texts();
  data.set("CASE_ID", std::to_string(attempt.open.folded.id))
      .set("ACTION_LABEL", texts.get("case.action." + std::string(attempt.rule.id)))
      .show_if(!attempt.input.files.empty(), "FILES_LOST");
  for (const cases::ActionField& field : attempt.rule.fields) {
    const auto typed = attempt.input.find(field.id);
    const bool is_text = field.type == cases::ActionField::Type::text ||
                         field.type == cases::ActionField::Type::line;
    if (!is_text || typed == attempt.input.end() || typed->second.empty()) continue;
    data.add("TYPED")
        .set("TYPED_ID", "typed-" + std::string(field.id))
        .set("TYPED_LABEL", view::field_label(texts, attempt.rule.event, field.id))
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
  const int year = visit.year();
  for (const cases::Event& event : now.open->record.events()) {
    if (attempt.seen < 0 || event.seq <= attempt.seen) continue;
    data.show("OVERTAKEN");
    data.add("HAPPENED")
        .set("HAPPENED_WHEN", core::chinese_moment(event.noted_at(), year))
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

// Nothing is recorded with only some of the files: who sent them is there and can choose others.
web::Response without_unfit(const Attempt& attempt, std::vector<view::UnfitFile> unfit) {
  return case_page(attempt.visit, attempt.open, 422,
                   {.action = std::string(attempt.rule.id),
                    .input = attempt.input,
                    .mistakes = {},
                    .unfit = std::move(unfit)},
                   {});
}

web::Response action_not_kept(const Attempt& attempt, const core::Failure& failure) {
  return case_page(
      attempt.visit, attempt.open, 503,
      {.action = std::string(attempt.rule.id),
       .input = attempt.input,
       .mistakes = {},
       .clock_held = failure.code == core::FailureCode::clock_held,
       .files_full = !attempt.input.files.empty() && failure.code == core::FailureCode::disk_full},
      {});
}

core::Result<store::CaseRecord> keep_outcome(const Attempt& attempt, cases::ActionOutcome outcome,
                                             const view::SealedFiles& files) {
  const Visit& visit = attempt.visit;
  const view::Sender by{visit.acting(*outcome.acting), attempt.nonce};
  switch (attempt.rule.effect) {
    case cases::Effect::merges:
      return record_merge(visit, attempt.open, by, outcome.events.front());
    case cases::Effect::undoes_merge:
      return record_parting(visit, attempt.open, by, outcome.events.front());
    case cases::Effect::tells_merged:
    case cases::Effect::tells_absorbed:
      return tell_merged(visit, attempt.open, by, outcome.events.front());
    default:
      return view::record(visit.services, visit.site, attempt.open, by, std::move(outcome.events),
                          files);
  }
}

web::Response done(const Attempt& attempt) {
  const Visit& visit = attempt.visit;
  const cases::CaseId id = attempt.open.record.row.id;
  const OpenedCase now = open_case(visit);
  if (!attempt.does(cases::Effect::gives_number)) {
    // A unit that bounces a slip no longer sees the case.
    const std::string place = now.open ? "/cases/" + std::to_string(id) : "/";
    return web::see_other(visit.root() + place + "?done=" + std::string(attempt.rule.id));
  }
  if (!now.open) return now.refusal;
  return receipt_page(visit, *now.open,
                      view::ticket_number_of(visit.services, visit.site, attempt.nonce),
                      Receipt::another_number);
}

web::Response record(const Attempt& attempt, cases::ActionOutcome outcome,
                     const view::SealedFiles& files) {
  const core::Result<store::CaseRecord> after = keep_outcome(attempt, std::move(outcome), files);
  if (after) return done(attempt);
  const core::Failure& failure = after.failure();
  if (failure.code == core::FailureCode::refused)
    return form_again(attempt, 422, {{"into", failure.message}});
  if (failure.code == core::FailureCode::conflict) return overtaken_page(attempt);
  return action_not_kept(attempt, failure);
}

// The input for the engine: another case is named by its id, however it was typed.
cases::ActionInput asked_with(const Attempt& attempt) {
  cases::ActionInput input = attempt.input;
  for (const cases::ActionField& field : attempt.rule.fields) {
    const auto typed = input.find(field.id);
    if (field.type != cases::ActionField::Type::case_id || typed == input.end() ||
        core::trimmed(typed->second).empty())
      continue;
    const std::optional<OpenCase> other = case_named(attempt.visit, typed->second);
    typed->second = other ? std::to_string(other->folded.id) : "0";
  }
  return input;
}

// Where the policy says that reporters who wrote are answered in writing, this also holds if one
// text answers several of them.
void check_channel(const Attempt& attempt, cases::ActionOutcome& outcome) {
  if (!attempt.does(cases::Effect::tells_absorbed) || outcome.events.empty()) return;
  const bool in_writing = outcome.events.front().data.at("channel") == "written";
  if (!in_writing && must_be_written(attempt.visit, attempt.open.folded.untold()))
    outcome.mistakes.push_back({"channel", "must_be_written"});
}

cases::ActionOutcome plan_attempt(const Attempt& attempt) {
  const Visit& visit = attempt.visit;
  const OpenCase& open = attempt.open;
  cases::ActionOutcome outcome =
      cases::plan_action(open.rules.rules(), visit.model(), open.folded, open.object, visit.staff,
                         attempt.rule.id, asked_with(attempt), visit.now());
  check_channel(attempt, outcome);
  view::keep_what_is_on_hold(visit.services, visit.site, open.folded, attempt.rule, outcome);
  return outcome;
}

// A decision fixes the case's policy version: the store must hold the published one.
core::Status keep_policy(const Attempt& attempt) {
  const bool decides = cases::rule_of(attempt.rule.event).kind == cases::EventRule::Kind::decision;
  return decides ? attempt.visit.services.rules.keep_present(attempt.visit.site) : core::success();
}

// Records the action with its files as they were after cleaning: they may be larger than they were
// sent, so everything is planned again.
web::Response take_and_record(Attempt& attempt) {
  const Visit& visit = attempt.visit;
  core::Result<view::TakenFiles> taken =
      view::take_files(visit.services, visit.site.id(), visit.request);
  if (!taken) return action_not_kept(attempt, taken.failure());
  if (!taken->unfit.empty()) return without_unfit(attempt, std::move(taken->unfit));
  attempt.input.files = taken->offered;
  cases::ActionOutcome outcome = plan_attempt(attempt);
  if (!outcome.refused.empty()) return refused_page(attempt, outcome.refused);
  if (!outcome.mistakes.empty()) return form_again(attempt, 422, std::move(outcome.mistakes));
  return record(attempt, std::move(outcome), taken->sealed);
}

}  // namespace

web::Response act(const Visit& visit) {
  const OpenedCase opened = open_case(visit);
  if (!opened.open) return opened.refusal;
  const OpenCase& open = *opened.open;
  const cases::ActionRule* rule = cases::find_action(visit.parameters.find("action")->second);
  if (rule == nullptr) return web::not_found();
  Attempt attempt{view::read_attempt(*rule, visit.form), visit, open, {}};
  attempt.input.files = view::files_as_sent(visit.request);
  cases::ActionOutcome outcome = plan_attempt(attempt);
  if (outcome.refused == "not_allowed") return web::forbidden();
  if (attempt.does(cases::Effect::gives_number)) {
    attempt.nonce = sent_number_nonce(visit).value_or("");
    if (attempt.nonce.empty()) return overtaken_page(attempt);
    if (const auto given = given_already(visit, open, attempt.nonce)) return *given;
  }
  if (!is_up_to_date(attempt)) return overtaken_page(attempt);
  if (!outcome.refused.empty()) return refused_page(attempt, outcome.refused);
  if (!outcome.mistakes.empty()) return form_again(attempt, 422, std::move(outcome.mistakes));
  if (const core::Status kept = keep_policy(attempt); !kept)
    return action_not_kept(attempt, kept.failure());
  if (!attempt.input.files.empty()) return take_and_record(attempt);
  return record(attempt, std::move(outcome), {});
}

}  // namespace handler::desk
