// Finds rules of a policy that are valid but would never take effect, or not as meant, so that no
// promise is published that is never kept.
#include "core/policy/policy_effect_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace core {
namespace {

// All limits that the clock can have.
std::vector<TimeLimit> limits_of(const Policy& policy, const PolicyClock& clock) {
  if (!clock.by_tier) return {clock.limit};
  std::vector<TimeLimit> limits;
  for (const Tier& tier : policy.tiers) {
    if (const auto limit = policy.limit_of(clock, &tier)) limits.push_back(*limit);
  }
  return limits;
}

bool ends_some_day(const Policy& policy, const PolicyClock& clock) {
  return std::ranges::any_of(limits_of(policy, clock), &TimeLimit::has_due_time);
}

// A clock that ends before a case has a tier cannot have limits by tier.
void check_tier_is_known(const PolicyClock& clock, Diagnostics& diagnostics) {
  if (!clock.by_tier || clock.until > Milestone::accepted) return;
  diagnostics.error(clock.span, "policy.clock-never",
                    fmt::format("the clock '{}' ends before a case has a tier", clock.id),
                    "give it one limit for all, or let it run until 'dispatched' or later");
}

void check_can_run_out(const Policy& policy, const PolicyClock& clock, Diagnostics& diagnostics) {
  if (ends_some_day(policy, clock)) return;
  const std::string reason = fmt::format("the clock '{}' never has a due time", clock.id);
  const std::string hint = "give it a limit in workdays, or remove this";
  if (!clock.on_breach.empty())
    diagnostics.error(clock.on_breach.front().span, "policy.never-late", reason, hint);
  if (clock.extend) diagnostics.error(clock.extend->span, "policy.never-late", reason, hint);
}

void check_somebody_else_decides(const PolicyClock& clock, Diagnostics& diagnostics) {
  if (!clock.extend || clock.extend->asked_by != clock.extend->approved_by) return;
  diagnostics.warning(
      clock.extend->span, "policy.own-request", "the same role asks for more time and grants it",
      "another person must decide a request: name another role, or give this one to "
      "two people");
}

bool leaves_time_for(const TimeLimit& limit, const TimeLimit& reminder) {
  return limit.kind == TimeLimit::Kind::workdays && limit.hundredths > reminder.hundredths;
}

// A reminder before the start of its clock is never sent.
void check_reminder(const Policy& policy, const PolicyClock& clock, const PolicyContext& context) {
  const auto span = context.remind_spans.find(clock.id);
  if (!clock.remind || span == context.remind_spans.end()) return;
  const bool comes = std::ranges::any_of(limits_of(policy, clock), [&](const TimeLimit& limit) {
    return leaves_time_for(limit, *clock.remind);
  });
  if (comes) return;
  context.diagnostics.error(
      span->second, "policy.remind-never",
      fmt::format("no limit of the clock '{}' is longer than {}", clock.id, to_text(*clock.remind)),
      "remind later, or remove 'remind'");
}

// A trigger at more bounces than `most_bounces` is never reached.
void check_triggers(const Policy& policy, Diagnostics& diagnostics) {
  for (const Trigger& trigger : policy.triggers) {
    const bool comes = trigger.count != Trigger::Count::bounce || !policy.most_bounces ||
                       trigger.at <= *policy.most_bounces;
    if (comes) continue;
    diagnostics.warning(
        trigger.at_span, "policy.trigger-never",
        fmt::format("a unit sends a slip back {} times at most", *policy.most_bounces),
        "let the trigger come earlier, or raise 'most_bounces'");
  }
}

void check_waiting(const Policy& policy, const PolicyContext& context) {
  if (!policy.materials_within || policy.materials_within->has_due_time()) return;
  context.diagnostics.error(context.materials_span, "policy.materials-form",
                            "waiting for materials needs a limit in workdays",
                            "write it as '5 workdays'");
}

// A day that ends at midnight would move every due date to the next day.
void check_hours(const Policy& policy, const PolicyContext& context) {
  if (policy.hours.closing() < std::chrono::hours{24}) return;
  context.diagnostics.error(context.hours_span, "policy.midnight",
                            "for counting, the office cannot close at 24:00", "write 23:59");
}

}  // namespace

void check_effects(const Policy& policy, const PolicyContext& context) {
  for (const PolicyClock& clock : policy.clocks) {
    check_tier_is_known(clock, context.diagnostics);
    check_can_run_out(policy, clock, context.diagnostics);
    check_somebody_else_decides(clock, context.diagnostics);
    check_reminder(policy, clock, context);
  }
  check_triggers(policy, context.diagnostics);
  check_waiting(policy, context);
  check_hours(policy, context);
}

}  // namespace core
