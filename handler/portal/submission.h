// From checked answers to what the store keeps: plain facts in the event, everything about a person
// in sealed parts.
#pragma once

#include "core/site/form.h"
#include "handler/view/services.h"

namespace handler::portal {

// Fields that say who somebody is: sealed as the part "identity".
core::FormValues identity_of(const core::ReportForm& form, const core::FormValues& values);
// The reporter's own words: sealed as the part "words".
core::FormValues words_of(const core::FormValues& values);

// Everything add_report() needs. `nonce` is the confirmation token's; it gives the ticket number,
// so that sending the same confirmation twice is the same case.
store::NewReport new_report(const view::Services& services, const view::LiveSite& site,
                            const core::FormValues& values, const std::string& nonce);

// The number that a nonce stands for.
std::string ticket_number_of(const view::Services& services, const view::LiveSite& site,
                             const std::string& nonce);

}  // namespace handler::portal
