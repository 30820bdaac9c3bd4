// Compares the recorded presences with the workdays of a period.
#include "handler/cases/figures/attendance.h"

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"

namespace handler::cases {
namespace {

using State = DutyPart::State;

constexpr core::MinuteOfDay kNoon{12 * 60};

// The start of a part by the office hours.
core::MinuteOfDay begin_of(const core::OfficeHours& hours, const std::string& part) {
  if (part != "afternoon") return hours.openings.front().from;
  for (const core::Opening& opening : hours.openings) {
    if (opening.to > kNoon) return std::max(opening.from, kNoon);
  }
  return kNoon;
}

State state_of(const DutyPart& part, core::Day today) {
  if (part.came.empty()) return part.day < today ? State::missed : State::open;
  const bool themselves = part.due.empty() || core::contains(part.came, part.due, &Presence::who);
  return themselves ? State::kept : State::stood_in;
}

AttendanceTotal& total_of(std::vector<AttendanceTotal>& totals, const std::string& who) {
  const auto found = std::ranges::find(totals, who, &AttendanceTotal::who);
  return found == totals.end() ? totals.emplace_back(AttendanceTotal{.who = who}) : *found;
}

void add_due(AttendanceTotal& total, State state) {
  if (state == State::open) return;
  ++total.due;
  total.kept += state == State::kept ? 1 : 0;
  total.stood_in += state == State::stood_in ? 1 : 0;
  total.missed += state == State::missed ? 1 : 0;
}

// "morning" and "afternoon" where the office hours have them, or "day"; empty if the policy
// requires no attendance.
std::vector<std::string> parts_of_day(const core::Policy& policy) {
  if (!policy.attendance) return {};
  if (*policy.attendance == core::Attendance::day) return {"day"};
  std::vector<std::string> parts;
  if (policy.hours.openings.front().from < kNoon) parts.emplace_back("morning");
  if (policy.hours.closing() > kNoon) parts.emplace_back("afternoon");
  return parts;
}

}  // namespace

std::vector<std::string> parts_begun(const core::Site& site, core::Instant now) {
  if (!site.calendar.is_workday(core::day_of(now))) return {};
  std::vector<std::string> begun = parts_of_day(site.policy);
  std::erase_if(begun, [&](const std::string& part) {
    return core::time_of_day(now) < begin_of(site.policy.hours, part);
  });
  return begun;
}

std::string due_on(const core::Site& site, core::Day day) {
  for (const core::DutyEntry& entry : site.duty.entries) {
    if (entry.from <= day && day <= entry.to) return entry.name;
  }
  return {};
}

std::vector<DutyPart> attendance_of(const core::Site& site, const core::Period& period,
                                    const std::vector<Presence>& presences, core::Instant now) {
  const core::Day today = core::day_of(now);
  const std::vector<std::string> parts = parts_of_day(site.policy);
  std::vector<DutyPart> found;
  for (core::Day day = std::max(period.from, site.policy.effective_from);
       day <= std::min(period.to, today); day += std::chrono::days(1)) {
    if (!site.calendar.is_workday(day)) continue;
    for (const std::string& part : parts) {
      DutyPart one{.day = day, .part = part, .due = due_on(site, day)};
      for (const Presence& presence : presences) {
        if (presence.day != day || presence.part != part) continue;
        (presence.who.empty() ? one.mistaken : one.came).push_back(presence);
      }
      one.state = state_of(one, today);
      found.push_back(std::move(one));
    }
  }
  return found;
}

std::vector<AttendanceTotal> totals_of(const std::vector<DutyPart>& parts) {
  std::vector<AttendanceTotal> totals;
  for (const DutyPart& part : parts) {
    if (!part.due.empty()) add_due(total_of(totals, part.due), part.state);
    for (const Presence& presence : part.came) {
      if (presence.who != part.due) ++total_of(totals, presence.who).helped;
    }
  }
  return totals;
}

}  // namespace handler::cases
