// Whether the leader on duty was at the window in each half of each workday, as the policy asks
// (PY-25).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/site/site.h"
#include "core/time/period.h"

namespace handler::cases {

// One correction of a presence.
struct PresenceCorrection {
  std::string was;               // the name until then
  std::int64_t recorded_by = 0;  // user id
  core::Instant at{};
  std::string reason;

  bool operator==(const PresenceCorrection&) const = default;
};

// A record that a leader was at the window.
struct Presence {
  core::Day day{};
  std::string part;              // "morning", "afternoon", "day"
  std::string who;               // the leader's name, as corrected; "": it was noted by mistake
  std::string note;              // "" or what they dealt with
  std::int64_t recorded_by = 0;  // user id
  core::Instant at{};            // when it was recorded
  std::int64_t entry = 0;        // in the store
  std::vector<PresenceCorrection> corrections = {};  // the oldest first

  bool operator==(const Presence&) const = default;
};

// A part of a workday in which the policy requires the leader on duty at the window.
struct DutyPart {
  enum class State {
    open,      // today: it can still be recorded
    kept,      // the leader on duty came, or any leader if the roster named none
    stood_in,  // another leader came
    missed,    // the day is over and no presence was recorded
  };
  core::Day day{};
  std::string part;
  // The leaders named by the roster: one, two if halves of a whole day differ, none if it names
  // none.
  std::vector<std::string> due;
  std::vector<Presence> came;           // in order of recording
  std::vector<Presence> mistaken = {};  // noted by mistake: they count nowhere
  State state = State::open;
};

// Monthly totals for one name: a leader on the roster or a stand-in.
struct AttendanceTotal {
  std::string who;
  int due = 0;
  int kept = 0;
  int stood_in = 0;  // another leader came instead
  int missed = 0;
  int helped = 0;  // came while another leader was due
};

// The parts of today that have begun and can be recorded now. Empty on a day off.
std::vector<std::string> parts_begun(const core::Site& site, core::Instant now);

// The leaders named by the roster for that part of the day ("morning", "afternoon", "day"); a
// leader of both halves once.
std::vector<std::string> due_on(const core::Site& site, core::Day day, const std::string& part);

// Every part of the workdays of the period, from the policy's first day up to today, in order.
// Derived from the calendar (make-up workdays count, local closures do not); never stored. Pure.
std::vector<DutyPart> attendance_of(const core::Site& site, const core::Period& period,
                                    const std::vector<Presence>& presences, core::Instant now);

// Totals by name, in the order in which the names first appear. If no leader was due in a part, it
// counts for the person who came.
std::vector<AttendanceTotal> totals_of(const std::vector<DutyPart>& parts);

}  // namespace handler::cases
