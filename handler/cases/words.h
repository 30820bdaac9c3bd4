// What happened and what is due, in plain Chinese sentences from the texts: for the ticket page and
// the desk.
#pragma once

#include <string>

#include "core/site/site.h"
#include "core/site/texts.h"
#include "handler/cases/event.h"

namespace handler::cases {

enum class Audience { reporter, staff };

// One sentence for the timeline ("case.event.<type>", with {unit}, {tier}, {kind} ... filled in),
// or "" if this audience does not see the event. Never personal data.
std::string event_in_words(const Event& event, const core::Site& site, const core::Policy& policy,
                           const core::Texts& texts, Audience audience);

}  // namespace handler::cases
