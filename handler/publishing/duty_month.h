// A month of the duty roster: who is on duty on each day, what is missing, and how the turns of the
// leaders go on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/directory/directory.h"
#include "core/time/calendar.h"
#include "core/time/period.h"

namespace handler::publishing {

// The entry that holds a half of a day; nothing: no leader is named.
struct DutyDay {
  core::Day day{};
  core::DayKind kind;
  std::optional<std::size_t> morning;
  std::optional<std::size_t> afternoon;

  // A workday, or a half of it, without a leader.
  bool is_gap() const { return kind.works && !(morning && afternoon); }
};

// Whether two entries of one day hold a half of it in common.
bool shares_halves(const core::DutyEntry& a, const core::DutyEntry& b);

// Every day of the period. Pure.
std::vector<DutyDay> duty_days(const std::vector<core::DutyEntry>& entries,
                               const core::Period& period, const core::Calendar& calendar);

// What each leader has in a period, in the order of the first turn.
struct DutyShare {
  std::string name;
  int turns = 0;           // entries that touch the period
  int halves = 0;          // of workdays
  bool is_double = false;  // a turn is followed by another one of the same leader
};
std::vector<DutyShare> duty_shares(const std::vector<core::DutyEntry>& entries,
                                   const core::Period& period, const core::Calendar& calendar);

// The turns that follow the last entries up to the end of `period`, in the order in which the
// leaders took turns until now, mornings and afternoons each in their own. Weeks are followed by
// weeks, which end on Sunday even if that is after the period; days by days, months by a month.
// Days off are left out if the last turns left them out. Empty if no entry begins before the end of
// the period, or if the last one ends after it. Pure.
std::vector<core::DutyEntry> turns_forward(const std::vector<core::DutyEntry>& entries,
                                           const core::Period& period,
                                           const core::Calendar& calendar);

}  // namespace handler::publishing
