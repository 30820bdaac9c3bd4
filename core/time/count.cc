// Counts a time limit and moves its due date; notes every day it passes, so that the result can be
// explained.
#include "core/time/count.h"

#include "core/base/check.h"

namespace core {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

constexpr days kDay{1};

bool continues(const CountNote& last, const CountNote& next) {
  return last.kind == next.kind && last.last + kDay == next.first && last.name == next.name &&
         last.provisional == next.provisional;
}

CountNote skipped_note(Day day, const DayKind& kind) {
  CountNote note{.kind = CountNote::Kind::weekend,
                 .first = day,
                 .last = day,
                 .provisional = kind.provisional,
                 .name = kind.name};
  if (kind.special) note.kind = kind.local ? CountNote::Kind::closure : CountNote::Kind::holiday;
  return note;
}

CountNote working_note(CountNote::Kind what, Day day, const DayKind& kind, int number) {
  return {.kind = what,
          .first = day,
          .last = day,
          .number = number,
          .make_up = kind.special && !kind.local,
          .provisional = kind.provisional,
          .name = kind.name};
}

// Walks from day to day and appends a note to the DueDate for each day, or each run of equal days
// off. The numbers of counted days continue from the notes that are already there.
class Walk {
 public:
  Walk(const Calendar& calendar, DueDate& due) : calendar_(calendar), due_(due) {
    for (const auto& note : due.notes) {
      if (note.kind == CountNote::Kind::counted) number_ = note.number;
    }
  }

  // Makes the first workday at or after `day` day 0.
  Day start(Day day) {
    const auto [first, kind] = arrive(day);
    due_.notes.push_back(working_note(CountNote::Kind::start, first, kind, 0));
    return first;
  }

  // Counts the next workday after `day`.
  Day step(Day day) {
    const auto [next, kind] = arrive(day + kDay);
    due_.notes.push_back(working_note(CountNote::Kind::counted, next, kind, ++number_));
    return next;
  }

  void go_to(Day day, Day last) {
    while (day < last) day = step(day);
  }

  // Makes the due date provisional if one of these days is; adds no notes.
  void touch(Day first, Day last) {
    for (Day day = first; day <= last; day += kDay) {
      if (calendar_.kind_of(day).provisional) due_.provisional = true;
    }
  }

 private:
  struct Arrival {
    Day day;
    DayKind kind;
  };

  Arrival arrive(Day day) {
    for (;; day += kDay) {
      DayKind kind = calendar_.kind_of(day);
      if (kind.provisional) due_.provisional = true;
      if (kind.works) return {day, std::move(kind)};
      skip(skipped_note(day, kind));
    }
  }

  void skip(CountNote note) {
    if (!due_.notes.empty() && continues(due_.notes.back(), note)) {
      due_.notes.back().last = note.last;
    } else {
      due_.notes.push_back(std::move(note));
    }
  }

  const Calendar& calendar_;
  DueDate& due_;
  int number_ = 0;
};

// Day 0: today, or the next workday if today is none or its office hours are over.
Day start_day(const WorkTime& time, Instant asked, Walk& walk) {
  const Day today = day_of(asked);
  const bool over = time.calendar.is_workday(today) && asked >= closing_of(time, today);
  return walk.start(over ? today + kDay : today);
}

milliseconds fraction_of_day(const WorkTime& time, int hundredths) {
  return milliseconds{time.hours.minutes_a_day()} * hundredths / 100;
}

// Whole workdays end at closing time. A fraction that is left is counted in office time, from the
// closing time of the last whole day, or from the start if there is none.
Instant count_workdays(const WorkTime& time, const DueDate& due, Day day, int hundredths,
                       Walk& walk) {
  const int whole = hundredths / 100;
  for (int i = 0; i < whole; ++i) day = walk.step(day);
  if (hundredths % 100 == 0) return closing_of(time, day);
  const Instant from = whole > 0 ? closing_of(time, day) : due.start;
  const Instant end = after_office_time(time, from, fraction_of_day(time, hundredths % 100));
  walk.go_to(day, day_of(end));
  return end;
}

// Moves the due date by whole workdays and keeps its time of day. The note `why` comes before the
// notes of the days that it passes.
void move_by_workdays(const WorkTime& time, DueDate& due, CountNote why) {
  const Day old_day = day_of(*due.due);
  const int workdays = why.number;
  due.notes.push_back(std::move(why));
  Walk walk(time.calendar, due);
  Day day = old_day;
  for (int i = 0; i < workdays; ++i) day = walk.step(day);
  due.due = *due.due + (day - old_day);
}

void move_by_office_time(const WorkTime& time, DueDate& due, CountNote why) {
  const Day old_day = day_of(*due.due);
  due.due = after_office_time(time, *due.due, why.office_time);
  due.notes.push_back(std::move(why));
  Walk(time.calendar, due).go_to(old_day, day_of(*due.due));
}

}  // namespace

DueDate count(const WorkTime& time, Instant start, const TimeLimit& limit) {
  DueDate due{.asked = start, .start = next_opening(time, start)};
  Walk walk(time.calendar, due);
  const Day day = start_day(time, start, walk);
  if (limit.kind == TimeLimit::Kind::same_workday) due.due = closing_of(time, day);
  if (limit.kind == TimeLimit::Kind::workdays) {
    due.due = count_workdays(time, due, day, limit.hundredths, walk);
  }
  return due;
}

void extend(const WorkTime& time, DueDate& due, int workdays) {
  BANCHENG_CHECK(workdays >= 0);
  if (!due.due || workdays == 0) return;
  const Day day = day_of(*due.due);
  move_by_workdays(
      time, due,
      {.kind = CountNote::Kind::extended, .first = day, .last = day, .number = workdays});
}

void pause(const WorkTime& time, DueDate& due, const TimeLimit& limit, Instant began,
           Instant ended) {
  if (!due.due || began > *due.due || ended <= began) return;
  CountNote why{.kind = CountNote::Kind::paused, .first = day_of(began), .last = day_of(ended)};
  Walk(time.calendar, due).touch(why.first, why.last);
  if (limit.is_whole_days()) {
    why.number = workdays_between(time, why.first, why.last);
    if (why.number > 0) move_by_workdays(time, due, std::move(why));
  } else {
    why.office_time = office_time_between(time, began, ended);
    if (why.office_time > milliseconds{}) move_by_office_time(time, due, std::move(why));
  }
}

}  // namespace core
