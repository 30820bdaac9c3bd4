// How a time limit is counted on a calendar: the product's central promise, so every day that it
// passes is noted.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/time/time_limit.h"
#include "core/time/work_time.h"

namespace core {

// What happened to one stretch of days while counting; consecutive days of one kind are one note.
struct CountNote {
  enum class Kind {
    start,     // day 0
    counted,   // a workday that counts; number is its ordinal
    weekend,   // skipped
    holiday,   // skipped; name
    closure,   // skipped; name
    paused,    // moved the due date by `number` workdays
    extended,  // moved the due date by `number` workdays
  };
  Kind kind = Kind::counted;
  Day first{};
  Day last{};
  int number = 0;
  bool make_up = false;      // a counted weekend day that works by the notice
  bool provisional = false;  // its year's notice is not in hand
  std::string name;          // of the holiday, the closure or, on a counted day, of what opens it
  std::chrono::milliseconds
      office_time{};  // lost by a pause of a limit that has a fraction; `number` is 0 then
};

// The result of counting one limit from one start.
struct DueDate {
  Instant asked{};             // the start event's time
  Instant start{};             // moved to the next opening (rule 1)
  std::optional<Instant> due;  // nothing for on_the_spot and at_once
  bool provisional = false;    // some counted or skipped day lies in a year without a notice
  std::vector<CountNote> notes;
};

// Rules 1 and 2 of "How time is counted": the start moves to the next opening, its day is day 0; n
// workdays end at closing of the n-th following workday; a fraction is used up as office time, from
// the start or, after whole days
// ("1.5 workdays"), from their closing time. Total: never fails, never loops for ever.
DueDate count(const WorkTime& time, Instant start, const TimeLimit& limit);
// Rule 5: n workdays added to the old due date, which keeps its time of day; notes are appended,
// days go on being numbered. Without a due time nothing changes.
void extend(const WorkTime& time, DueDate& due, int workdays);
// Rule 6: the pause from `began` to `ended` moves the due instant; whole-day limits by
// workdays_between, fractions of a day by the office time lost. A pause that began after the due
// instant changes nothing.
void pause(const WorkTime& time, DueDate& due, const TimeLimit& limit, Instant began,
           Instant ended);

}  // namespace core
