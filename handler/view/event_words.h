// What happened to a case, as one plain Chinese sentence an event: for the ticket page and the
// desk.
#pragma once

#include <string>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "handler/cases/fold/event.h"

namespace handler::view {

enum class Reader { reporter, staff };

// "case.event.<type>", with what it was about ("view.detail.<type>") behind it; "" if this reader
// does not see such events. Never personal data: events hold none.
std::string event_in_words(const cases::Event& event, const core::Site& site,
                           const core::Policy& policy, const core::Texts& texts, Reader reader);

// What the policy calls a cause; the words for "other" if it names none such.
std::string cause_name(const core::Policy& policy, const core::Texts& texts, const std::string& id);

}  // namespace handler::view
