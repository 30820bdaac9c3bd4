// What happened and what is due, in plain Chinese sentences from the texts: for the ticket page and
// the desk.
#pragma once

#include <string>
#include <vector>

#include "core/site/site.h"
#include "core/site/texts.h"
#include "handler/cases/event.h"

namespace handler::cases {

enum class Audience { reporter, staff };

// One sentence for the timeline ("case.event.<type>", with {unit}, {tier}, {kind} ... filled in),
// or "" if this audience does not see the event. Never personal data.
std::string event_in_words(const Event& event, const core::Site& site, const core::Policy& policy,
                           const core::Texts& texts, Audience audience);

// "9月30日下班前"; with published hours "9月30日17:00前"; a fraction of a day with assumed hours
// "9月24日下午". "" for limits without a due time. `reference_year`: years are printed when they
// differ from it.
std::string due_in_words(const core::DueDate& due, const core::TimeLimit& limit,
                         const core::OfficeHours& hours, const core::Texts& texts,
                         int reference_year);

// How the due date was counted, a sentence for each stretch of days; the last one names the due
// date.
std::vector<std::string> explain_in_words(const core::DueDate& due, const core::TimeLimit& limit,
                                          const core::OfficeHours& hours, const core::Texts& texts,
                                          int reference_year);

}  // namespace handler::cases
