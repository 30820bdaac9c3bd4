// The pages that answer an action from the ticket page: done, refused, to be looked at again, or to
// be sent again. Each carries what was typed.
#pragma once

#include <string>
#include <vector>

#include "handler/casework/file_intake.h"
#include "handler/casework/services.h"
#include "handler/casework/submission.h"
#include "handler/portal/confirmation.h"
#include "handler/portal/ticket.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// An action submitted from the ticket page.
struct TicketAttempt : view::Attempt {
  view::Services& services;
  const view::LiveSite& site;
  const web::Request& request;
  const web::Fields& fields;
  std::string number;  // as submitted
  ReadToken token;

  const core::Texts& texts() const { return site.texts; }
  std::string id() const { return std::string(rule.id); }
  bool changes_number() const { return rule.effect == cases::Effect::gives_number; }
  // The new number from this form; the same for every repetition.
  std::string new_number() const;
};

// The events since the form was opened, in words: only those that the reporter can see, because
// others cannot affect their decision.
std::vector<std::string> happened_since(const TicketAttempt& attempt, const Ticket& ticket);

// The ticket page with the form as it was sent, to go on with it.
web::Response edit_page(const TicketAttempt& attempt, const Ticket& ticket);

// The ticket page after the action is recorded; `unfit`: the files that could not be kept.
web::Response done_page(const TicketAttempt& attempt, const Ticket& ticket,
                        std::vector<view::UnfitFile> unfit = {});

// 409, with what happened since: `code` says why the action is not possible; a new event is on the
// case; the token of the form is too old.
web::Response refused_page(const TicketAttempt& attempt, const Ticket& ticket,
                           const std::string& code);
web::Response overtaken_page(const TicketAttempt& attempt, const Ticket& ticket);
web::Response outdated_page(const TicketAttempt& attempt, const Ticket& ticket);

// 422, with the mistakes, and with the files that cannot be kept.
web::Response mistakes_page(const TicketAttempt& attempt, const Ticket& ticket,
                            std::vector<cases::ActionMistake> mistakes);
web::Response unfit_page(const TicketAttempt& attempt, const Ticket& ticket,
                         std::vector<cases::ActionMistake> mistakes,
                         std::vector<view::UnfitFile> unfit);

// What was typed, to be confirmed before it is recorded. The rule must ask twice.
web::Response second_look_page(const TicketAttempt& attempt, const Ticket& ticket);

// The form with all values, ready to be sent again; `section` of the template gives the reason,
// `retry_after` is in seconds.
web::Response send_again_page(const TicketAttempt& attempt, int status, const std::string& section,
                              int retry_after = web::kRetryUnavailable);

}  // namespace handler::portal
