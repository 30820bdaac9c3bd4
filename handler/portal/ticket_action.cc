// Executes one action from the ticket page.
#include "handler/portal/ticket_action.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/cases/ticket_number.h"
#include "handler/casework/file_intake.h"
#include "handler/casework/retention.h"
#include "handler/portal/file_field.h"
#include "handler/portal/limits.h"
#include "handler/portal/number_guard.h"
#include "handler/portal/ticket.h"
#include "handler/portal/ticket_answers.h"
#include "handler/view/failure_pages.h"

namespace handler::portal {
namespace {

using Attempt = TicketAttempt;

bool is_recorded(const Attempt& attempt, const store::CaseRecord& record) {
  return attempt.token.state != TokenState::foreign &&
         view::is_recorded(attempt.services, attempt.site, record, attempt.rule.event,
                           attempt.token.nonce);
}

web::Response not_found_page(const Attempt& attempt, const LookedUp& found) {
  if (found.status == 429) return send_again_page(attempt, 429, found.mistake, found.retry_after);
  if (found.status == 503) return send_again_page(attempt, 503, "NOT_SAVED");
  return number_page(attempt.services, attempt.site, attempt.request, attempt.number, found);
}

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
  const std::string number = attempt.changes_number() ? attempt.new_number() : ticket.number;
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

// Withdrawals and a rating are final, and a new number must be written down first: they need a
// second confirmation.
bool wants_a_second_look(const Attempt& attempt) {
  return attempt.rule.asks_twice && attempt.fields.get("step") != "confirm";
}

web::Response act(const Attempt& attempt, const Ticket& ticket) {
  if (is_recorded(attempt, ticket.record)) return done_page(attempt, ticket);
  if (attempt.fields.get("step") == "edit") return edit_page(attempt, ticket);
  cases::ActionOutcome outcome = plan(attempt, ticket, attempt.input);
  const bool is_new_to_them =
      !attempt.saw(ticket.record) || !happened_since(attempt, ticket).empty();
  if (!outcome.refused.empty()) return refused_page(attempt, ticket, outcome.refused);
  if (attempt.token.state != TokenState::good) return outdated_page(attempt, ticket);
  if (is_new_to_them) return overtaken_page(attempt, ticket);
  if (lacks_consent(attempt.request, attempt.fields))
    outcome.mistakes.push_back({std::string(kConsentField), std::string(kConsentField)});
  if (!outcome.mistakes.empty()) return mistakes_page(attempt, ticket, std::move(outcome.mistakes));
  if (wants_a_second_look(attempt)) return second_look_page(attempt, ticket);
  return carry_out(attempt, ticket, std::move(outcome.events));
}

// This form already replaced the number but its answer was lost: the case has the new number.
std::optional<web::Response> changed_already(const Attempt& attempt) {
  if (!attempt.changes_number() || attempt.token.state == TokenState::foreign) return std::nullopt;
  core::Result<store::CaseRecord> record = attempt.services.store.case_by_ticket(
      attempt.site.id(), view::ticket_hash_of(attempt.services, attempt.site, attempt.token.nonce));
  if (!record || !is_recorded(attempt, *record)) return std::nullopt;
  const std::optional<Ticket> now =
      open_ticket(attempt.services, attempt.site, attempt.new_number(), std::move(*record));
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
