// Explains in plain Chinese how a due date was counted; cases and public pages use the same
// sentences.
#pragma once

#include <string>
#include <vector>

#include "core/policy/policy.h"
#include "core/reading/texts.h"
#include "core/time/count.h"
#include "core/time/time_limit.h"

namespace core {

// One sentence for each stretch of days that was counted or skipped; the last gives the due date.
// The texts are case.count.*. If the hours are only an assumption, no hour is printed. Years are
// printed where they differ from `reference_year`. `from` is what the count began at: only a report
// is said to have been made outside office hours. Pure.
std::vector<std::string> explain_in_words(const TimeLimit& limit, const DueDate& due,
                                          const OfficeHours& hours, const Texts& texts,
                                          int reference_year,
                                          Milestone from = Milestone::submitted);

// A limit as pages print it: "3个工作日", or for a limit without a number who sets the date of each
// case: "由督办科逐件确定日期并告诉您".
std::string limit_in_words(const Policy& policy, const PolicyClock& clock, const TimeLimit& limit,
                           const Texts& texts);

// A due date as pages print it: with published hours "10月13日17:00前"; otherwise "10月13日下班前"
// at closing time, and before it "9月24日上午" or "9月24日下午".
std::string due_in_words(Instant due, const OfficeHours& hours, const Texts& texts,
                         int reference_year);
// The same around a date that is worded already: "10月10日（星期六，调休上班）下班前".
std::string due_in_words(Instant due, const OfficeHours& hours, const Texts& texts,
                         const std::string& date);

}  // namespace core
