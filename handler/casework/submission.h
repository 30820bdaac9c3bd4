// What forms send: the checked answers of a report, and actions on a case. Facts of a report go
// into the event, personal data into sealed parts.
#pragma once

#include <cstdint>

#include "core/forms/form.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/plan_action.h"
#include "handler/casework/live_sites.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::view {

// The fields that identify a person; sealed as the part "identity".
core::FormValues identity_of(const core::ReportForm& form, const core::FormValues& values);
// The reporter's own words, and a count that is not just a figure ("十几趟"); sealed as the part
// "words".
core::FormValues words_of(const core::FormValues& values);

// The data for add_report() for a report received by `channel`. `nonce` comes from the confirmation
// token and determines the ticket number, so the same confirmation sent twice gives the same case.
// Fields of `values` that the site's form does not have are left out.
store::NewReport new_report(const Services& services, const LiveSite& site,
                            const core::FormValues& values, const std::string& channel,
                            const std::string& nonce);

// The ticket number of a nonce, and the hash that the store keeps.
std::string ticket_number_of(const Services& services, const LiveSite& site,
                             const std::string& nonce);
std::string ticket_hash_of(const Services& services, const LiveSite& site,
                           const std::string& nonce);
// The mark of a form, kept in its event, so that a form sent twice makes one event.
std::string form_mark_of(const Services& services, const LiveSite& site, const std::string& nonce);

// Keeps a mark of the answers in the event: a form that is sent again can prove that it holds what
// was recorded. Without the nonce, which is kept nowhere, the mark tells nothing, not even to those
// who have the key and guess the answers.
void mark_answers(store::NewReport& report, const Services& services, const LiveSite& site,
                  const core::FormValues& values, const std::string& nonce);
// True if `record` is a report that was marked with these answers.
bool holds_answers(const Services& services, const LiveSite& site, const store::CaseRecord& record,
                   const core::FormValues& values, const std::string& nonce);

// An action submitted by a form; desk and ticket page read it in the same way.
struct Attempt {
  const cases::ActionRule& rule;
  cases::ActionInput input;  // as typed; several values of a field are joined by ','
  std::int64_t seen = -1;    // seq of the newest event on the page with the form

  // True if the case has that event.
  bool saw(const store::CaseRecord& record) const;
};

Attempt read_attempt(const cases::ActionRule& rule, const web::Fields& form);

}  // namespace handler::view
