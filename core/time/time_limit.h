// A promised time limit, and how it is counted on a calendar: the product's central promise, so it
// explains itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/office_hours.h"

namespace core {

// "on_the_spot", "at_once", "same_workday", "3 workdays", "1 workday", "0.5 workday", "0.25
// workday".
struct TimeLimit {
  enum class Kind { on_the_spot, at_once, same_workday, workdays };
  Kind kind = Kind::workdays;
  int hundredths = 0;  // of a workday, for Kind::workdays: 300 is three workdays, 50 half a workday

  bool has_due_time() const { return kind == Kind::same_workday || kind == Kind::workdays; }
  bool is_whole_days() const { return hundredths % 100 == 0; }
  bool operator==(const TimeLimit&) const = default;
};

std::optional<TimeLimit> time_limit_from_text(std::string_view text);
// The YAML form, inverse of the above.
std::string to_text(const TimeLimit& limit);
// "当场", "立即", "当日", "3个工作日", "半个工作日", "四分之一个工作日": as pages print it.
std::string chinese_limit(const TimeLimit& limit);

// Days and hours together: everything counting needs to know of a place.
struct WorkTime {
  Calendar calendar;
  OfficeHours hours;
};

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

// The first instant at or after `instant` inside office hours of a workday. Lunch is outside, so is
// the closing minute.
Instant next_opening(const WorkTime& time, Instant instant);
// Closing time of a day (whether or not it works).
Instant closing_of(const WorkTime& time, Day day);
// Rules 1 and 2 of "How time is counted": the start moves to the next opening, its day is day 0; n
// workdays end at closing of the n-th following workday; a fraction is used up as office time, from
// the start or, after whole days
// ("1.5 workdays"), from their closing time. Total: never fails, never loops for ever.
DueDate count(const WorkTime& time, Instant start, const TimeLimit& limit);
// The n-th workday after `day` (n >= 0; 0 gives `day` itself), and the n-th before.
Day workday_after(const WorkTime& time, Day day, int n);
Day workday_before(const WorkTime& time, Day day, int n);
// Workdays after `first`, up to and including `last`; 0 if last <= first.
int workdays_between(const WorkTime& time, Day first, Day last);
// Rule 5: n workdays added to the old due date, which keeps its time of day; notes are appended,
// days go on being numbered. Without a due time nothing changes.
void extend(const WorkTime& time, DueDate& due, int workdays);
// Rule 6: the pause from `began` to `ended` moves the due instant; whole-day limits by
// workdays_between, fractions of a day by the office time lost. A pause that began after the due
// instant changes nothing.
void pause(const WorkTime& time, DueDate& due, const TimeLimit& limit, Instant began,
           Instant ended);
// Office time between two instants, in milliseconds.
std::chrono::milliseconds office_time_between(const WorkTime& time, Instant from, Instant to);
// The instant at which `amount` of office time after `from` is used up.
Instant after_office_time(const WorkTime& time, Instant from, std::chrono::milliseconds amount);
// The instant from which `amount` of office time is left until `to`; inside office hours.
Instant before_office_time(const WorkTime& time, Instant to, std::chrono::milliseconds amount);
// The office time of so many hundredths of a workday.
std::chrono::milliseconds office_time_of(const WorkTime& time, int hundredths);

// One English line per note, between a line for a start outside office hours and a line for the
// result; for tests and `handler explain`:
//   "2026-09-28 Monday 18:00, outside office hours"
//   "2026-09-29 Tuesday, start (day 0)"
//   "2026-10-01 to 2026-10-07 国庆节, not counted"
//   "2026-10-10 Saturday, make-up workday, counted as day 3"
//   "due 2026-10-10 Saturday 17:00"
std::string explain(const DueDate& due);

}  // namespace core
