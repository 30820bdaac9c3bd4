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

// What counting did with one day. Consecutive days off of one kind and name share one note.
struct CountNote {
  enum class Kind {
    start,     // day 0
    counted,   // a workday that counts; `number` is its ordinal
    weekend,   // skipped
    holiday,   // skipped; name
    closure,   // skipped; name
    paused,    // moved the due date by `number` workdays
    extended,  // moved the due date by `number` workdays
    set,       // the due date was set for this case, by `name` if it is known
  };
  Kind kind = Kind::counted;
  Day first{};
  Day last{};
  int number = 0;
  bool make_up = false;      // a counted weekend day that works by the notice
  bool provisional = false;  // the notice for its year is not known yet
  std::string name;          // of the holiday or closure; on a counted day, of the special opening
  std::chrono::milliseconds
      office_time{};  // lost to a pause, if the limit has a fraction; `number` is 0 then
};

// The result of counting one limit from one start.
struct DueDate {
  Instant asked{};             // when the start event happened
  Instant start{};             // `asked`, moved to the next opening
  std::optional<Instant> due;  // nothing for on_the_spot and at_once
  bool provisional = false;    // a day that was looked at is in a year without a notice
  std::vector<CountNote> notes;
};

// How a limit is counted. The start moves to the next opening, and its day is day 0. n workdays
// end at closing time of the n-th following workday. A fraction is counted in office time, from the
// start or, after whole days ("1.5 workdays"), from their closing time. Never fails, always ends.
DueDate count(const WorkTime& time, Instant start, const TimeLimit& limit);
// A limit that is set for one case: due at closing time of `day`, which stays even if it is no
// workday. `by` is the name of the role that set it, or "".
DueDate count_to(const WorkTime& time, Instant start, Day day, const std::string& by);
// Adds n workdays to the old due date, which keeps its time of day. Notes are appended, and
// the numbers of counted days continue. Does nothing if there is no due date.
void extend(const WorkTime& time, DueDate& due, int workdays);
// Moves the due date by the pause from `began` to `ended`: limits of whole days by
// workdays_between(), limits with a fraction by the office time lost. A pause that began after the
// due date changes nothing.
void pause(const WorkTime& time, DueDate& due, const TimeLimit& limit, Instant began,
           Instant ended);

// One English line per note, between a line for a start outside office hours and a line for the
// result; for tests and `handler explain`:
//   "2026-09-28 Monday 18:00, outside office hours"
//   "2026-09-29 Tuesday, start (day 0)"
//   "2026-10-01 to 2026-10-07 国庆节, not counted"
//   "2026-10-10 Saturday, make-up workday, counted as day 3"
//   "due 2026-10-10 Saturday 17:00"
std::string explain(const DueDate& due);

}  // namespace core
