// Whether the leader on duty was at the window in each half of each workday, as the policy asks
// (PY-25).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/site/site.h"
#include "core/time/period.h"

namespace handler::cases {

// Somebody wrote down that a leader was there.
struct Presence {
  core::Day day{};
  std::string part;              // "morning", "afternoon", "day"
  std::string who;               // the leader's name
  std::string note;              // "" or what they dealt with
  std::int64_t recorded_by = 0;  // a user
  core::Instant at{};            // when it was written down

  bool operator==(const Presence&) const = default;
};

// A part of a workday in which the policy wants the leader at the window.
struct DutyPart {
  enum class State {
    open,      // today, begun or not: it can still be written down
    kept,      // who was due came, or somebody while nobody was named
    stood_in,  // somebody else came
    missed,    // the day is over and nobody was written down
  };
  core::Day day{};
  std::string part;
  std::string due;             // of the roster; "" if it names nobody for that day
  std::vector<Presence> came;  // in the order of writing down
  State state = State::open;
};

// What the parts of a month add up to for one name of the roster, or of a stand-in.
struct AttendanceTotal {
  std::string who;
  int due = 0;
  int kept = 0;
  int stood_in = 0;  // somebody else came
  int missed = 0;
  int helped = 0;  // came while somebody else was due
};

// "morning" and "afternoon" as far as the office hours have them, "day", or none if the policy asks
// nothing.
std::vector<std::string> parts_of_day(const core::Policy& policy);

// The parts of this very day that have begun: what can be written down now. None on a day off.
std::vector<std::string> parts_begun(const core::Site& site, core::Instant now);

// Whom the roster names for the day; "" if nobody.
std::string due_on(const core::Site& site, core::Day day);

// Every part of the workdays of the period from the policy's first day up to today, in order.
// Derived from the calendar (make-up workdays count, local closures do not), never stored. Pure.
std::vector<DutyPart> attendance_of(const core::Site& site, const core::Period& period,
                                    const std::vector<Presence>& presences, core::Instant now);

// By name, in the order in which the names first appear; parts for which nobody was due count for
// whoever came.
std::vector<AttendanceTotal> totals_of(const std::vector<DutyPart>& parts);

}  // namespace handler::cases
