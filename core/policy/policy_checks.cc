// Checks between the parts of one policy: references, roles that are named, a limit wherever a
// clock needs one.
#include "core/policy/policy_checks.h"

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"
#include "core/policy/retention_reader.h"

namespace core {
namespace {

bool is_used(const Policy& policy, const Tier& tier) {
  return std::ranges::any_of(policy.kinds,
                             [&](const Kind& kind) { return contains(kind.tiers, tier.id); });
}

void check_references(const PolicyContext& context) {
  for (const Reference& reference : context.references) {
    reference.among->expect("policy", reference.id, reference.span, context.diagnostics);
  }
}

// If a reference is unknown, an item without references may just be misspelt there. That is already
// reported, so the item is not reported as unused.
bool has_broken_references(const Ids& among, const PolicyContext& context) {
  return std::ranges::any_of(context.references, [&](const Reference& reference) {
    return reference.among == &among && !among.has(reference.id);
  });
}

bool works_on_no_case(Role role) {
  return role == Role::editor || role == Role::auditor || role == Role::admin;
}

void check_role_references(const Policy& policy, const PolicyContext& context) {
  if (context.has_unknown_roles) return;
  for (const auto& [role, span] : context.role_references) {
    if (works_on_no_case(role)) {
      context.diagnostics.error(span, "policy.idle-role",
                                say("'{role}' works on no case", {{"role", to_text(role)}}),
                                say("name a role that can act on the case, for example "
                                    "'dispatcher' or 'leading_group'"));
      continue;
    }
    if (policy.role(role) != nullptr) continue;
    context.diagnostics.error(
        span, "policy.unnamed-role",
        say("'roles' does not name '{role}'", {{"role", to_text(role)}}),
        say("add '{role}: {name: ...}' to 'roles'", {{"role", to_text(role)}}));
  }
}

// A clock by tier needs a limit for every tier that a kind can have.
void check_limits_given(const Policy& policy, const Tier& tier, Diagnostics& diagnostics) {
  for (const PolicyClock& clock : policy.clocks) {
    if (!clock.by_tier || clock.id.empty() || tier.limits.contains(clock.id)) continue;
    diagnostics.error(
        tier.span, "policy.limit-missing",
        say("the tier '{tier}' has no limit for the clock '{clock}'",
            {{"tier", tier.id}, {"clock", clock.id}}),
        say("add 'limits: {{id}: ...}' with the number that is published; if none is, leave "
            "out the clock '{id}': pages then say that no number is published",
            {{"id", clock.id}}));
  }
}

void check_limits_needed(const Policy& policy, const Tier& tier, Diagnostics& diagnostics) {
  for (const auto& [clock_id, span] : tier.limit_spans) {
    const PolicyClock* clock = policy.clock(clock_id);
    if (clock == nullptr || clock->by_tier) continue;
    diagnostics.error(span, "policy.limit-unused",
                      say("the clock '{id}' has one limit for all tiers", {{"id", clock_id}}),
                      say("remove this limit, or give the clock 'limit: by_tier'"));
  }
}

void check_tiers(const Policy& policy, const PolicyContext& context) {
  Diagnostics& diagnostics = context.diagnostics;
  const bool doubtful = has_broken_references(context.tiers, context);
  for (const Tier& tier : policy.tiers) {
    check_limits_needed(policy, tier, diagnostics);
    if (is_used(policy, tier)) {
      check_limits_given(policy, tier, diagnostics);
    } else if (!tier.id.empty() && !doubtful) {
      diagnostics.warning(tier.span, "policy.unused-tier",
                          say("no kind has the tier '{id}'", {{"id", tier.id}}),
                          say("add it to 'tiers' of a kind, or remove it"));
    }
  }
}

void check_restricted_kinds(const Policy& policy, const PolicyContext& context) {
  if (policy.role(Role::supervision) || policy.role(Role::leading_group)) return;
  if (context.has_unknown_roles) return;
  for (const Kind& kind : policy.kinds) {
    if (!kind.restricted) continue;
    context.diagnostics.error(
        kind.span, "policy.nobody-for-restricted",
        say("no role outside the unit may see the kind '{id}'", {{"id", kind.id}}),
        say("name the role 'supervision' or 'leading_group'"));
  }
}

void check_kinds_in_scope(const Policy& policy, const PolicyContext& context) {
  if (policy.scope.empty() || has_broken_references(context.kinds, context)) return;
  for (const Kind& kind : policy.kinds) {
    const bool found = contains(policy.scope, kind.id, &ScopeItem::kind);
    if (found || kind.id.empty()) continue;
    context.diagnostics.warning(kind.span, "policy.kind-without-scope",
                                say("no scope item has the kind '{id}'", {{"id", kind.id}}),
                                say("add one, so that the scope page says that it is taken on"));
  }
}

void check_clocks_drawn(const Policy& policy, const PolicyContext& context) {
  if (has_broken_references(context.clocks, context)) return;
  for (const PolicyClock& clock : policy.clocks) {
    const bool drawn = std::ranges::any_of(
        policy.steps, [&](const Step& step) { return contains(step.clocks, clock.id); });
    if (drawn || clock.id.empty()) continue;
    context.diagnostics.warning(clock.span, "policy.clock-not-drawn",
                                say("no step shows the clock '{id}'", {{"id", clock.id}}),
                                say("add it to 'clocks' of the step in which it runs"));
  }
}

bool is_set_case_by_case(const TimeLimit& limit) {
  return limit.kind == TimeLimit::Kind::case_by_case;
}

bool ends_some_day(const Policy& policy, const PolicyClock& clock) {
  return std::ranges::any_of(policy.limits_of(clock), [](const TimeLimit& limit) {
    return limit.has_due_time() || is_set_case_by_case(limit);
  });
}

// A date that no role sets would never come, and a role that sets none was meant for another clock.
void check_setter(const Policy& policy, const PolicyClock& clock, Diagnostics& diagnostics) {
  const bool is_set = std::ranges::any_of(policy.limits_of(clock), is_set_case_by_case);
  if (is_set && !clock.set_by) {
    diagnostics.error(clock.span, "policy.set-by-missing",
                      say("no role sets the dates of the clock '{id}'", {{"id", clock.id}}),
                      say("add 'set_by: dispatcher', or another role that 'roles' names"));
  }
  if (!is_set && clock.set_by) {
    diagnostics.error(clock.set_by_span, "policy.set-by-unused",
                      say("no limit of the clock '{id}' is 'case_by_case'", {{"id", clock.id}}),
                      say("remove 'set_by', or write 'limit: case_by_case'"));
  }
}

bool run_together(const PolicyClock& one, const PolicyClock& other) {
  return one.from < other.until && other.from < one.until;
}

// A case asks for one date at a time: the role of the next one would wait for the role of the
// first.
void check_one_role_sets(const Policy& policy, const PolicyClock& clock, Diagnostics& diagnostics) {
  if (!clock.set_by) return;
  for (const PolicyClock& before : policy.clocks) {
    if (&before == &clock) return;
    const bool differ = before.set_by && *before.set_by != *clock.set_by;
    if (!differ || !run_together(before, clock)) continue;
    diagnostics.error(
        clock.set_by_span, "policy.set-by-differs",
        say("another role sets the dates of the clock '{id}', which runs at the same time",
            {{"id", before.id}}),
        say("name the same role for both clocks"));
    return;
  }
}

// A clock that ends before a case has a tier cannot have limits by tier.
void check_tier_is_known(const PolicyClock& clock, Diagnostics& diagnostics) {
  if (!clock.by_tier || clock.until > Milestone::accepted) return;
  diagnostics.error(clock.span, "policy.clock-never",
                    say("the clock '{id}' ends before a case has a tier", {{"id", clock.id}}),
                    say("give it one limit for all, or let it run until 'dispatched' or later"));
}

void check_can_run_out(const Policy& policy, const PolicyClock& clock, Diagnostics& diagnostics) {
  if (ends_some_day(policy, clock)) return;
  const Sentence reason = say("the clock '{id}' never has a due time", {{"id", clock.id}});
  const Sentence hint = say("give it a limit in workdays, or remove this");
  if (!clock.on_breach.empty())
    diagnostics.error(clock.on_breach.front().span, "policy.never-late", reason, hint);
  if (clock.extend) diagnostics.error(clock.extend->span, "policy.never-late", reason, hint);
}

void check_second_role_decides(const PolicyClock& clock, Diagnostics& diagnostics) {
  if (!clock.extend || clock.extend->asked_by != clock.extend->approved_by) return;
  diagnostics.warning(
      clock.extend->span, "policy.own-request",
      say("the same role asks for more time and grants it"),
      say("another person must decide a request: name another role, or give this one to "
          "two people"));
}

bool leaves_time_for(const TimeLimit& limit, const TimeLimit& reminder) {
  return limit.kind == TimeLimit::Kind::workdays && limit.hundredths > reminder.hundredths;
}

// A reminder before the start of its clock is never sent.
void check_reminder(const Policy& policy, const PolicyClock& clock, const PolicyContext& context) {
  const auto span = context.remind_spans.find(clock.id);
  if (!clock.remind || span == context.remind_spans.end()) return;
  const bool comes = std::ranges::any_of(policy.limits_of(clock), [&](const TimeLimit& limit) {
    return is_set_case_by_case(limit) || leaves_time_for(limit, *clock.remind);
  });
  if (comes) return;
  context.diagnostics.error(span->second, "policy.remind-never",
                            say("no limit of the clock '{id}' is longer than {remind}",
                                {{"id", clock.id}, {"remind", to_text(*clock.remind)}}),
                            say("remind later, or remove 'remind'"));
}

// A trigger at more bounces than `most_bounces` is never reached.
void check_triggers(const Policy& policy, Diagnostics& diagnostics) {
  for (const Trigger& trigger : policy.triggers) {
    // Several units together may bounce more often than each of them.
    const bool several = policy.most_bounces_of == BounceOf::unit && trigger.of != BounceOf::unit;
    const bool comes = trigger.count != Trigger::Count::bounce || !policy.most_bounces || several ||
                       trigger.at <= *policy.most_bounces;
    if (comes) continue;
    diagnostics.warning(trigger.at_span, "policy.trigger-never",
                        policy.most_bounces_of == BounceOf::unit
                            ? say("a unit sends a slip back {count} times at most",
                                  {{"count", *policy.most_bounces}})
                            : say("all units send a slip back {count} times at most",
                                  {{"count", *policy.most_bounces}}),
                        say("let the trigger come earlier, or raise 'most_bounces'"));
  }
}

// Without exclusions no case can be declined.
void check_consents(const Policy& policy, Diagnostics& diagnostics) {
  for (const Consent& consent : policy.consents) {
    if (consent.before != Denial::decline || !policy.exclusions.empty()) continue;
    diagnostics.warning(consent.span, "policy.consent-never",
                        say("without 'exclusions' no case can be declined"),
                        say("remove 'decline', or add the exclusions of the document"));
  }
}

void check_waiting(const Policy& policy, const PolicyContext& context) {
  if (!policy.materials_within || policy.materials_within->has_due_time()) return;
  context.diagnostics.error(context.materials_span, "policy.materials-form",
                            say("waiting for materials needs a limit in workdays"),
                            say("write it as '5 workdays'"));
}

// A day that ends at midnight would move every due date to the next day.
void check_hours(const Policy& policy, const PolicyContext& context) {
  if (policy.hours.closing() < std::chrono::hours{24}) return;
  context.diagnostics.error(context.hours_span, "policy.midnight",
                            say("for counting, the office cannot close at 24:00"),
                            say("write 23:59"));
}

// Those for rules that could never take effect: limits, reminders, triggers.
void check_effects(const Policy& policy, const PolicyContext& context) {
  for (const PolicyClock& clock : policy.clocks) {
    check_tier_is_known(clock, context.diagnostics);
    check_can_run_out(policy, clock, context.diagnostics);
    check_setter(policy, clock, context.diagnostics);
    check_one_role_sets(policy, clock, context.diagnostics);
    check_second_role_decides(clock, context.diagnostics);
    check_reminder(policy, clock, context);
  }
  check_triggers(policy, context.diagnostics);
  check_consents(policy, context.diagnostics);
  check_waiting(policy, context);
  check_hours(policy, context);
}

}  // namespace

void check_policy(const Policy& policy, const PolicyContext& context) {
  check_references(context);
  check_role_references(policy, context);
  check_tiers(policy, context);
  check_restricted_kinds(policy, context);
  check_kinds_in_scope(policy, context);
  check_clocks_drawn(policy, context);
  check_effects(policy, context);
  check_retention(policy, context);
}

}  // namespace core
