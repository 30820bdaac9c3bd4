// Checks between the parts of one policy: references, roles that are named, a limit wherever a
// clock needs one.
#include "core/policy/policy_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/contains.h"
#include "core/policy/policy_effect_checks.h"

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
                                fmt::format("'{}' works on no case", to_text(role)),
                                "name a role that can act on the case, for example "
                                "'dispatcher' or 'leading_group'");
      continue;
    }
    if (policy.role(role) != nullptr) continue;
    context.diagnostics.error(span, "policy.unnamed-role",
                              fmt::format("'roles' does not name '{}'", to_text(role)),
                              fmt::format("add '{}: {{name: ...}}' to 'roles'", to_text(role)));
  }
}

// A clock by tier needs a limit for every tier that a kind can have.
void check_limits_given(const Policy& policy, const Tier& tier, Diagnostics& diagnostics) {
  for (const PolicyClock& clock : policy.clocks) {
    if (!clock.by_tier || clock.id.empty() || tier.limits.contains(clock.id)) continue;
    diagnostics.error(
        tier.span, "policy.limit-missing",
        fmt::format("the tier '{}' has no limit for the clock '{}'", tier.id, clock.id),
        fmt::format("add 'limits: {{{}: 3 workdays}}'", clock.id));
  }
}

void check_limits_needed(const Policy& policy, const Tier& tier, Diagnostics& diagnostics) {
  for (const auto& [clock_id, span] : tier.limit_spans) {
    const PolicyClock* clock = policy.clock(clock_id);
    if (clock == nullptr || clock->by_tier) continue;
    diagnostics.error(span, "policy.limit-unused",
                      fmt::format("the clock '{}' has one limit for all tiers", clock_id),
                      "remove this limit, or give the clock 'limit: by_tier'");
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
                          fmt::format("no kind has the tier '{}'", tier.id),
                          "add it to 'tiers' of a kind, or remove it");
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
        fmt::format("no role outside the unit may see the kind '{}'", kind.id),
        "name the role 'supervision' or 'leading_group'");
  }
}

void check_kinds_in_scope(const Policy& policy, const PolicyContext& context) {
  if (policy.scope.empty() || has_broken_references(context.kinds, context)) return;
  for (const Kind& kind : policy.kinds) {
    const bool found = contains(policy.scope, kind.id, &ScopeItem::kind);
    if (found || kind.id.empty()) continue;
    context.diagnostics.warning(kind.span, "policy.kind-without-scope",
                                fmt::format("no scope item has the kind '{}'", kind.id),
                                "add one, so that the scope page says that it is taken on");
  }
}

void check_clocks_drawn(const Policy& policy, const PolicyContext& context) {
  if (has_broken_references(context.clocks, context)) return;
  for (const PolicyClock& clock : policy.clocks) {
    const bool drawn = std::ranges::any_of(
        policy.steps, [&](const Step& step) { return contains(step.clocks, clock.id); });
    if (drawn || clock.id.empty()) continue;
    context.diagnostics.warning(clock.span, "policy.clock-not-drawn",
                                fmt::format("no step shows the clock '{}'", clock.id),
                                "add it to 'clocks' of the step in which it runs");
  }
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
}

}  // namespace core
