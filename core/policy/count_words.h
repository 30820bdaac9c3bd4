// How a due date came about, in plain Chinese sentences for everybody: cases and the public pages
// say it in the same words.
#pragma once

#include <string>
#include <vector>

#include "core/reading/texts.h"
#include "core/time/count.h"
#include "core/time/time_limit.h"

namespace core {

// One sentence for each stretch of days that was counted or passed over; the last says when the
// time is up. Texts case.count.*. Where the hours are a working assumption no hour is printed.
// Years are printed where they differ from `reference_year`. Pure.
std::vector<std::string> explain_in_words(const TimeLimit& limit, const DueDate& due,
                                          const OfficeHours& hours, const Texts& texts,
                                          int reference_year);

// A due instant as pages print it: with published hours "10月13日17:00前", else at closing time
// "10月13日下班前" and before it "9月24日上午" or "9月24日下午".
std::string due_in_words(Instant due, const OfficeHours& hours, const Texts& texts,
                         int reference_year);

}  // namespace core
