// Executes one action from the ticket page.
#include "handler/portal/ticket_action.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "core/base/check.h"
#include "core/base/text.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/ticket_number.h"
#include "handler/casework/file_intake.h"
#include "handler/casework/retention.h"
#include "handler/casework/submission.h"
#include "handler/portal/confirmation.h"
#include "handler/portal/file_field.h"
#include "handler/portal/limits.h"
#include "handler/portal/number_guard.h"
#include "handler/portal/page.h"
#include "handler/portal/ticket.h"
#include "handler/view/event_words.h"
#include "handler/view/failure_pages.h"
#include "handler/view/file_words.h"
#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

// An action submitted from the ticket page.
struct Attempt : view::Attempt {
  view::Services& services;
  const view::LiveSite& site;
  const web::Request& request;
  const web::Fields& fields;
  std::string number;  // as submitted
  ReadToken token;

  const core::Texts& texts() const { return site.texts; }
  std::string id() const { return std::string(rule.id); }
};

bool changes_number(const Attempt& attempt) {
  return attempt.rule.effect == cases::Effect::gives_number;
}

// The new number from this form; the same for every repetition.
std::string new_number(const Attempt& attempt) {
  return view::ticket_number_of(attempt.services, attempt.site, attempt.token.nonce);
}

// -- pages

Remark remark_on(const Attempt& attempt) {
  Remark remark;
  remark.action = attempt.id();
  remark.typed = attempt.input;
  return remark;
}

web::Response show(const Attempt& attempt, const Ticket& ticket, int status, const Remark& remark) {
  return ticket_page(attempt.services, attempt.site, attempt.request, ticket, status, remark);
}

std::string chosen_file(const Attempt& attempt, const Ticket& ticket, const std::string& name) {
  const cases::CaseFile* file = cases::file_named(cases::files_of_reporter(ticket.folded), name);
  const int year = core::year_of(core::day_of(attempt.services.clock.now()));
  return file == nullptr ? std::string()
                         : view::file_choice(attempt.texts(), *file, ticket.record.events(), year);
}

// What was typed or chosen, as people read it; "" for what is not shown. A file can be named only
// where the case was opened.
std::string shown_value(const Attempt& attempt, const cases::ActionField& field,
                        const std::string& typed, const Ticket* ticket) {
  if (field.type == cases::ActionField::Type::text) return typed;
  if (field.type == cases::ActionField::Type::sent_file && ticket != nullptr)
    return chosen_file(attempt, *ticket, typed);
  if (field.type != cases::ActionField::Type::grade) return {};
  const core::EvaluationGrade* grade = attempt.site.site().policy.grade(typed);
  return grade == nullptr ? typed : grade->name;
}

// Adds the typed texts and the chosen grade for review before sending.
void add_typed(core::TemplateData& data, const Attempt& attempt, const Ticket* ticket) {
  for (const cases::ActionField& field : attempt.rule.fields) {
    const auto typed = attempt.input.find(field.id);
    if (typed == attempt.input.end() || typed->second.empty()) continue;
    if (field.type == cases::ActionField::Type::files) continue;
    const std::string name(field.id);
    data.add("HIDDEN").set("HIDDEN_NAME", name).set("HIDDEN_VALUE", typed->second);
    const std::string shown = shown_value(attempt, field, typed->second, ticket);
    if (shown.empty()) continue;
    data.add("ANSWER")
        .set("ANSWER_LABEL", field_label(attempt.texts(), attempt.rule.id, name))
        .set("ANSWER_VALUE", shown);
  }
}

// The confirmation page of an action that asks twice: the section of the template, and its title.
struct SecondLook {
  std::string_view action;
  const char* section;
  const char* title;
};

const SecondLook& second_look_of(const Attempt& attempt) {
  static constexpr SecondLook kLooks[] = {
      {"withdraw_file", "FILE_WITHDRAWAL", "portal.ticket.file_withdrawal.title"},
      {"withdraw", "WITHDRAWAL", "portal.ticket.confirm.title"},
      {"evaluate", "RATING", "portal.ticket.rating.title"},
      {"change_number", "NEW_NUMBER", "portal.ticket.new_number.title"}};
  const auto* found = std::ranges::find(kLooks, attempt.rule.id, &SecondLook::action);
  BANCHENG_CHECK(found != std::end(kLooks));
  return *found;
}

// Shows the new number before it becomes valid: a reporter who loses the answer still has it.
void add_number_to_keep(core::TemplateData& data, const Attempt& attempt) {
  core::TemplateData& fresh = data.add("FRESH");
  view::add_number(fresh, attempt.services, attempt.site.site(), attempt.request,
                   new_number(attempt));
}

// The form with all values, ready to be sent again; `section` of the template gives the reason.
// `retry_after` in seconds, unless the status is 200.
web::Response send_again_page(const Attempt& attempt, int status, const std::string& section,
                              int retry_after = web::kRetryUnavailable,
                              const Ticket* ticket = nullptr) {
  core::TemplateData data;
  data.set("ACTION_ID", attempt.id())
      .set("ACTION_LABEL", action_label(attempt.texts(), attempt.id()))
      .set("NUMBER", attempt.number)
      .set("SEEN", std::to_string(attempt.seen))
      .set("TOKEN", std::string(attempt.fields.get("token")))
      .set("STEP", std::string(attempt.fields.get("step")))
      .set("WAIT_MINUTES", in_minutes(retry_after))
      .show(section)
      .show_if(status != 200, "NOT_RECORDED")
      .show_if(status != 200 && section != "FILES_FULL" && has_files(attempt.request),
               "FILES_LOST");
  add_typed(data, attempt, ticket);
  std::string title = "portal.ticket.title_not_done";
  if (status == 200) title = second_look_of(attempt).title;
  if (status == 200 && changes_number(attempt)) add_number_to_keep(data, attempt);
  web::Response response =
      portal_page(attempt.services, attempt.site, attempt.request, status, "portal/ticket_send",
                  "ticket", attempt.texts().get(title), data);
  if (status != 200) response.set_header("Retry-After", std::to_string(retry_after));
  return response;
}

web::Response not_found_page(const Attempt& attempt, const LookedUp& found) {
  if (found.status == 429) return send_again_page(attempt, 429, found.mistake, found.retry_after);
  if (found.status == 503) return send_again_page(attempt, 503, "NOT_SAVED");
  return number_page(attempt.services, attempt.site, attempt.request, attempt.number, found);
}

// -- events since the form was opened

bool is_recorded(const Attempt& attempt, const store::CaseRecord& record) {
  return attempt.token.state != TokenState::foreign &&
         view::is_recorded(attempt.services, attempt.site, record, attempt.rule.event,
                           attempt.token.nonce);
}

// Only events that the reporter can see: others cannot affect their decision.
std::vector<std::string> happened_since(const Attempt& attempt, const Ticket& ticket) {
  std::vector<std::string> happened;
  const int year = core::year_of(core::day_of(attempt.services.clock.now()));
  for (const cases::Event& event : ticket.record.events()) {
    // Deadlines and reminders recorded by the system need no new confirmation.
    if (event.seq <= attempt.seen || event.actor.kind == cases::Actor::Kind::system) continue;
    const std::string words =
        view::event_in_words(event, attempt.site.site(), ticket.rules.version->policy,
                             attempt.texts(), view::Reader::reporter);
    if (words.empty()) continue;
    happened.push_back(core::chinese_moment(event.noted_at(), year) +
                       attempt.texts().get("view.timeline.space") + words);
  }
  return happened;
}

// -- answers

std::string done_sentence(const Attempt& attempt, const Ticket& ticket) {
  const std::string key =
      key_for(ticket.folded, attempt.texts(), "portal.ticket.done." + attempt.id());
  const std::optional<cases::Evaluation>& evaluation = ticket.folded.evaluation;
  const bool unhappy = evaluation && evaluation->unhappy && attempt.texts().has(key + "_unhappy");
  return attempt.texts().get(unhappy ? key + "_unhappy" : key);
}

// The files that came with this form; "" without any.
std::string received_files(const Attempt& attempt, const Ticket& ticket) {
  const cases::Event* event = view::event_of_form(attempt.services, attempt.site, ticket.record,
                                                  attempt.rule.event, attempt.token.nonce);
  std::vector<std::string> received;
  for (const cases::CaseFile& file : ticket.folded.files) {
    if (event != nullptr && file.seq == event->seq)
      received.push_back(view::file_in_words(attempt.texts(), file));
  }
  if (received.empty()) return {};
  return attempt.texts().format(
      "portal.ticket.files.received",
      {{"count", std::to_string(received.size())},
       {"files", core::joined(received, attempt.texts().get("contact.list"))}});
}

web::Response done_page(const Attempt& attempt, const Ticket& ticket,
                        std::vector<view::UnfitFile> unfit = {}) {
  Remark remark;
  remark.done = done_sentence(attempt, ticket);
  remark.files = received_files(attempt, ticket);
  remark.unfit = std::move(unfit);
  return show(attempt, ticket, 200, remark);
}

web::Response refused_page(const Attempt& attempt, const Ticket& ticket, const std::string& code) {
  Remark remark = remark_on(attempt);
  remark.why = attempt.texts().get("case.refused." + code);
  if (code == "wrong_state") remark.why = attempt.texts().get("portal.ticket.not_possible");
  if (attempt.saw(ticket.record)) remark.happened = happened_since(attempt, ticket);
  return show(attempt, ticket, 409, remark);
}

web::Response overtaken_page(const Attempt& attempt, const Ticket& ticket) {
  Remark remark = remark_on(attempt);
  remark.why = attempt.texts().get("portal.ticket.overtaken");
  if (attempt.saw(ticket.record)) remark.happened = happened_since(attempt, ticket);
  return show(attempt, ticket, 409, remark);
}

web::Response outdated_page(const Attempt& attempt, const Ticket& ticket) {
  Remark remark = remark_on(attempt);
  remark.why = attempt.texts().get("portal.ticket.outdated");
  return show(attempt, ticket, 409, remark);
}

web::Response mistakes_page(const Attempt& attempt, const Ticket& ticket,
                            std::vector<cases::ActionMistake> mistakes) {
  Remark remark = remark_on(attempt);
  remark.mistakes = std::move(mistakes);
  return show(attempt, ticket, 422, remark);
}

// supplement_empty is dropped: the sentences about the files already say why nothing was recorded.
web::Response unfit_page(const Attempt& attempt, const Ticket& ticket,
                         std::vector<cases::ActionMistake> mistakes,
                         std::vector<view::UnfitFile> unfit) {
  std::erase_if(mistakes, [](const cases::ActionMistake& mistake) {
    return mistake.code == "supplement_empty";
  });
  Remark remark = remark_on(attempt);
  remark.mistakes = std::move(mistakes);
  remark.unfit = std::move(unfit);
  return show(attempt, ticket, 422, remark);
}

// -- recording

// The page after another writer changed the case, or after the same form was sent twice at once.
web::Response after_conflict(const Attempt& attempt, const Ticket& ticket) {
  core::Result<store::CaseRecord> record = attempt.services.store.case_by_ticket(
      attempt.site.id(), cases::ticket_hash(ticket.number, attempt.services.portal_keys.ticket));
  if (!record) return send_again_page(attempt, 503, "NOT_SAVED");
  const std::optional<Ticket> now =
      open_ticket(attempt.services, attempt.site, ticket.number, std::move(*record));
  if (!now) return send_again_page(attempt, 503, "NOT_SAVED");
  return is_recorded(attempt, now->record) ? done_page(attempt, *now)
                                           : overtaken_page(attempt, *now);
}

web::Response record(const Attempt& attempt, const Ticket& ticket,
                     std::vector<cases::PlannedEvent> planned, view::TakenFiles taken = {}) {
  view::Services& services = attempt.services;
  const view::Sender by{{.kind = cases::Actor::Kind::reporter}, attempt.token.nonce};
  core::Result<store::CaseRecord> after =
      view::record(services, attempt.site, ticket, by, std::move(planned), taken.sealed);
  if (!after) {
    return after.failure().code == core::FailureCode::conflict
               ? after_conflict(attempt, ticket)
               : send_again_page(attempt, 503, view::not_saved_section(after.failure()));
  }
  const std::string number = changes_number(attempt) ? new_number(attempt) : ticket.number;
  const std::optional<Ticket> now = open_ticket(services, attempt.site, number, std::move(*after));
  return now ? done_page(attempt, *now, std::move(taken.unfit))
             : send_again_page(attempt, 503, "NOT_SAVED");
}

cases::ActionOutcome plan(const Attempt& attempt, const Ticket& ticket,
                          const cases::ActionInput& input) {
  cases::ActionOutcome outcome =
      cases::plan_reporter_action(ticket.rules.rules(), attempt.site.site(), ticket.folded,
                                  attempt.rule.id, input, attempt.services.clock.now());
  view::keep_what_is_on_hold(attempt.services, attempt.site, ticket.folded, attempt.rule, outcome);
  return outcome;
}

// Cleans the files, and plans with those that can be kept: the others do not stop them.
web::Response record_with_files(const Attempt& attempt, const Ticket& ticket) {
  core::Result<view::TakenFiles> taken =
      view::take_files(attempt.services, attempt.site.id(), attempt.request);
  if (!taken) {
    const bool is_full = taken.failure().code == core::FailureCode::disk_full;
    return send_again_page(attempt, 503,
                           is_full ? "FILES_FULL" : view::not_saved_section(taken.failure()));
  }
  cases::ActionInput kept = attempt.input;
  kept.files = taken->offered;
  cases::ActionOutcome outcome = plan(attempt, ticket, kept);
  if (!outcome.refused.empty()) return refused_page(attempt, ticket, outcome.refused);
  if (!outcome.mistakes.empty())
    return unfit_page(attempt, ticket, std::move(outcome.mistakes), std::move(taken->unfit));
  return record(attempt, ticket, std::move(outcome.events), std::move(*taken));
}

// Counted before time is spent on files.
web::Response carry_out(const Attempt& attempt, const Ticket& ticket,
                        std::vector<cases::PlannedEvent> planned) {
  view::Services& services = attempt.services;
  if (!count_within(services, kActionsPerAddress, caller_of(services, attempt.request)))
    return send_again_page(attempt, 429, "LIMITED", seconds_left(services, kActionsPerAddress));
  return has_files(attempt.request) ? record_with_files(attempt, ticket)
                                    : record(attempt, ticket, std::move(planned));
}

// Withdrawals and a rating are final, and a new number must be written down first: they need a second
// confirmation.
bool wants_a_second_look(const Attempt& attempt) {
  return attempt.rule.asks_twice && attempt.fields.get("step") != "confirm";
}

web::Response act(const Attempt& attempt, const Ticket& ticket) {
  if (is_recorded(attempt, ticket.record)) return done_page(attempt, ticket);
  if (attempt.fields.get("step") == "edit") return show(attempt, ticket, 200, remark_on(attempt));
  cases::ActionOutcome outcome = plan(attempt, ticket, attempt.input);
  const bool is_new_to_them =
      !attempt.saw(ticket.record) || !happened_since(attempt, ticket).empty();
  if (!outcome.refused.empty()) return refused_page(attempt, ticket, outcome.refused);
  if (attempt.token.state != TokenState::good) return outdated_page(attempt, ticket);
  if (is_new_to_them) return overtaken_page(attempt, ticket);
  if (lacks_consent(attempt.request, attempt.fields))
    outcome.mistakes.push_back({std::string(kConsentField), std::string(kConsentField)});
  if (!outcome.mistakes.empty()) return mistakes_page(attempt, ticket, std::move(outcome.mistakes));
  if (wants_a_second_look(attempt))
    return send_again_page(attempt, 200, second_look_of(attempt).section, 0, &ticket);
  return carry_out(attempt, ticket, std::move(outcome.events));
}

// This form already replaced the number but its answer was lost: the case has the new number.
std::optional<web::Response> changed_already(const Attempt& attempt) {
  if (!changes_number(attempt) || attempt.token.state == TokenState::foreign) return std::nullopt;
  core::Result<store::CaseRecord> record = attempt.services.store.case_by_ticket(
      attempt.site.id(), view::ticket_hash_of(attempt.services, attempt.site, attempt.token.nonce));
  if (!record || !is_recorded(attempt, *record)) return std::nullopt;
  const std::optional<Ticket> now =
      open_ticket(attempt.services, attempt.site, new_number(attempt), std::move(*record));
  if (!now) return std::nullopt;
  return done_page(attempt, *now);
}

web::Response answer(const Attempt& attempt, LookedUp found) {
  if (!found.record) {
    const std::optional<web::Response> changed = changed_already(attempt);
    return changed ? *changed : not_found_page(attempt, found);
  }
  const std::optional<Ticket> ticket =
      open_ticket(attempt.services, attempt.site, found.number, std::move(*found.record));
  return ticket ? act(attempt, *ticket) : send_again_page(attempt, 503, "NOT_SAVED");
}

}  // namespace

web::Response receive_action(view::Services& services, const view::LiveSite& site,
                             const web::Request& request, const cases::ActionRule& action) {
  const std::optional<web::Fields> fields = web::form_fields(request);
  if (!fields) return web::bad_request();
  view::Attempt sent = view::read_attempt(action, *fields);
  sent.input.files = view::files_as_sent(request);
  const Attempt attempt{std::move(sent),
                        services,
                        site,
                        request,
                        *fields,
                        core::shortened(fields->get("number"), 100),
                        read_ticket_token(services, site, fields->get("token"))};
  LookedUp found = look_up_number(services, site, request, attempt.number, fields->get(kWaitField));
  if (!found.wait_token.empty())
    return wait_page(services, site, request, *fields, action.id, found);
  const std::chrono::milliseconds hold_for = found.hold_for;
  web::Response response = answer(attempt, std::move(found));
  response.hold_for = hold_for;
  return response;
}

}  // namespace handler::portal
