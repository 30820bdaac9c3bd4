// Compares the recorded presences with the workdays of a period.
#include "handler/cases/figures/attendance.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"

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

bool came(const DutyPart& part, const std::string& who) {
  return core::contains(part.came, who, &Presence::who);
}

State state_of(const DutyPart& part, core::Day today) {
  if (part.came.empty()) return part.day < today ? State::missed : State::open;
  const bool themselves =
      part.due.empty() ||
      std::ranges::any_of(part.due, [&](const std::string& who) { return came(part, who); });
  return themselves ? State::kept : State::stood_in;
}

// Of one leader who was due.
State state_of(const DutyPart& part, const std::string& who) {
  if (part.state == State::open || part.state == State::missed) return part.state;
  return came(part, who) ? State::kept : State::stood_in;
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

std::vector<std::string> due_on(const core::Site& site, core::Day day, const std::string& part) {
  const std::optional<core::HalfDay> half = core::word_in(core::kHalfDays, part);
  std::vector<std::string> due;
  for (const core::DutyEntry& entry : site.duty.entries) {
    const bool holds = half ? entry.holds(day, *half) : entry.holds(day);
    if (holds && !core::contains(due, entry.name)) due.push_back(entry.name);
  }
  return due;
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
      DutyPart one{.day = day, .part = part, .due = due_on(site, day, part)};
      for (Presence presence : presences) {
        if (presence.day != day || presence.part != part) continue;
        presence.who = core::unpadded(presence.who);  // earlier programs kept it as typed
        (presence.who.empty() ? one.mistaken : one.came).push_back(std::move(presence));
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
    for (const std::string& who : part.due) add_due(total_of(totals, who), state_of(part, who));
    for (const Presence& presence : part.came) {
      if (!core::contains(part.due, presence.who)) ++total_of(totals, presence.who).helped;
    }
  }
  return totals;
}

}  // namespace handler::cases
