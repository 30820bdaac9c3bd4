// Explains a count in plain English, line by line, for staff, logs and tests.
#include "core/time/explain.h"

#include <fmt/format.h>

#include <array>

namespace core {
namespace {

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

std::string explain(const DueDate& due) {
  std::string text;
  if (due.asked != due.start) text += with_time(due.asked) + ", outside office hours\n";
  for (const auto& note : due.notes) text += line_of(note);
  text += due.due ? "due " + with_time(*due.due) : "no due time";
  return text + (due.provisional ? ", provisional\n" : "\n");
}

}  // namespace core
