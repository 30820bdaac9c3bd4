// Counts a time limit and moves its due date; notes every day it passes, so that the result can be
// explained.
#include "core/time/count.h"

#include <fmt/format.h>

#include <array>

#include "core/base/check.h"

namespace core {
namespace {

using std::chrono::milliseconds;

bool continues(const CountNote& last, const CountNote& next) {
  return last.kind == next.kind && last.last + kOneDay == next.first && last.name == next.name &&
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
    const auto [next, kind] = arrive(day + kOneDay);
    due_.notes.push_back(working_note(CountNote::Kind::counted, next, kind, ++number_));
    return next;
  }

  void go_to(Day day, Day last) {
    while (day < last) day = step(day);
  }

  // Makes the due date provisional if one of these days is; adds no notes.
  void touch(Day first, Day last) {
    for (Day day = first; day <= last; day += kOneDay) {
      if (calendar_.kind_of(day).provisional) due_.provisional = true;
    }
  }

 private:
  struct Arrival {
    Day day;
    DayKind kind;
  };

  Arrival arrive(Day day) {
    for (;; day += kOneDay) {
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
  return walk.start(over ? today + kOneDay : today);
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

using std::chrono::floor;
using std::chrono::minutes;

std::string_view weekday_name(Day day) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return kNames.at(static_cast<std::size_t>(weekday_of(day) - 1));
}

std::string with_weekday(Day day) {
  return to_iso(day) + " " + std::string(weekday_name(day));
}

std::string with_time(Instant instant) {
  return with_weekday(day_of(instant)) + " " + to_text(floor<minutes>(time_of_day(instant)));
}

std::string days_of(const CountNote& note) {
  if (note.first == note.last) return with_weekday(note.first);
  return to_iso(note.first) + " to " + to_iso(note.last);
}

std::string plural(int number) {
  return fmt::format("{} {}", number, number == 1 ? "workday" : "workdays");
}

// ", make-up workday", or ", open for NAME" for a local opening; empty for ordinary days.
std::string why_it_works(const CountNote& note) {
  if (note.make_up) return ", make-up workday";
  return note.name.empty() ? "" : ", open for " + note.name;
}

std::string paused_by(const CountNote& note) {
  if (note.number > 0) return plural(note.number);
  const auto lost = floor<std::chrono::seconds>(note.office_time);
  return fmt::format("{}:{:02}:{:02} of office time", lost / std::chrono::hours{1},
                     lost % std::chrono::hours{1} / minutes{1}, (lost % minutes{1}).count());
}

std::string what_happened(const CountNote& note) {
  switch (note.kind) {
    case CountNote::Kind::start:
      return why_it_works(note) + ", start (day 0)";
    case CountNote::Kind::counted:
      return why_it_works(note) + fmt::format(", counted as day {}", note.number);
    case CountNote::Kind::weekend:
      return note.first == note.last ? ", not counted" : " weekend, not counted";
    case CountNote::Kind::holiday:
    case CountNote::Kind::closure:
      return " " + note.name + ", not counted";
    case CountNote::Kind::paused:
      return " paused, due date moved by " + paused_by(note);
    case CountNote::Kind::extended:
      return ", due date extended by " + plural(note.number);
    case CountNote::Kind::set:
      return ", set for this case" + (note.name.empty() ? "" : " by " + note.name);
  }
  return {};
}

std::string line_of(const CountNote& note) {
  std::string line = days_of(note) + what_happened(note);
  if (note.provisional) {
    line += fmt::format(" (provisional: no holiday notice for {})", year_of(note.first));
  }
  return line + "\n";
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

DueDate count_to(const WorkTime& time, Instant start, Day day, const std::string& by) {
  DueDate due{.asked = start, .start = start, .due = closing_of(time, day)};
  due.notes.push_back({.kind = CountNote::Kind::set, .first = day, .last = day, .name = by});
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

std::string explain(const DueDate& due) {
  std::string text;
  if (due.asked != due.start) text += with_time(due.asked) + ", outside office hours\n";
  for (const auto& note : due.notes) text += line_of(note);
  text += due.due ? "due " + with_time(*due.due) : "no due time";
  return text + (due.provisional ? ", provisional\n" : "\n");
}

}  // namespace core
