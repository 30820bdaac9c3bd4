// From checked answers to what the store keeps: plain facts in the event, everything about a person
// in sealed parts.
#pragma once

#include "core/forms/form.h"
#include "handler/casework/live_sites.h"
#include "handler/casework/services.h"

namespace handler::view {

// Fields that say who somebody is: sealed as the part "identity".
core::FormValues identity_of(const core::ReportForm& form, const core::FormValues& values);
// The reporter's own words: sealed as the part "words".
core::FormValues words_of(const core::FormValues& values);

// Everything add_report() needs of a report that came in by `channel`. `nonce` is the confirmation
// token's; it gives the ticket number, so that sending the same confirmation twice is the same
// case. Fields of `values` that the site's form does not know are left out.
store::NewReport new_report(const Services& services, const LiveSite& site,
                            const core::FormValues& values, const std::string& channel,
                            const std::string& nonce);

// The number that a nonce stands for, and what the store keeps of it.
std::string ticket_number_of(const Services& services, const LiveSite& site,
                             const std::string& nonce);
std::string ticket_hash_of(const Services& services, const LiveSite& site,
                           const std::string& nonce);
// The mark that an event keeps of the form it came from: the same form sent twice is one event.
std::string form_mark_of(const Services& services, const LiveSite& site, const std::string& nonce);

}  // namespace handler::view
