// How a due date came about: line by line for staff, in plain Chinese sentences for everybody.
#pragma once

#include <string>
#include <vector>

#include "core/site/texts.h"
#include "handler/cases/case.h"

namespace handler::cases {

// English lines for `handler explain` and tests: the clock, its limit, the count, how it stands.
std::string explain_for_staff(const ClockRun& run);

// One sentence for each stretch of days that was counted or passed over; the last says when the
// time is up. Texts case.count.*. Where the hours are a working assumption no hour is printed.
// Years are printed where they differ from `reference_year`. Pure.
std::vector<std::string> explain_in_words(const core::TimeLimit& limit, const core::DueDate& due,
                                          const core::OfficeHours& hours, const core::Texts& texts,
                                          int reference_year);

// A due instant as pages print it: with published hours "10月13日17:00前", else at closing time
// "10月13日下班前" and before it "9月24日上午" or "9月24日下午".
std::string due_in_words(core::Instant due, const core::OfficeHours& hours,
                         const core::Texts& texts, int reference_year);

}  // namespace handler::cases
