// What must hold between the parts of one policy: references, roles that are named, a limit
// wherever a clock needs one.
#include <fmt/format.h>

#include <algorithm>

#include "core/site/policy_context.h"

namespace core {
namespace {

bool is_used(const Policy& policy, const Tier& tier) {
  return std::ranges::any_of(policy.kinds, [&](const Kind& kind) {
    return std::ranges::find(kind.tiers, tier.id) != kind.tiers.end();
  });
}

void check_references(const PolicyContext& context) {
  for (const Reference& reference : context.references) {
    reference.among->expect("policy", reference.id, reference.span, context.diagnostics);
  }
}

void check_role_references(const Policy& policy, const PolicyContext& context) {
  for (const auto& [role, span] : context.role_references) {
    if (policy.role(role) != nullptr) continue;
    context.diagnostics.error(span, "policy.unnamed-role",
                              fmt::format("'roles' does not name '{}'", to_text(role)),
                              fmt::format("add '{}: {{name: ...}}' to 'roles'", to_text(role)));
  }
}

// A clock by tier runs for every tier that something reported can get.
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

void check_tiers(const Policy& policy, Diagnostics& diagnostics) {
  for (const Tier& tier : policy.tiers) {
    check_limits_needed(policy, tier, diagnostics);
    if (is_used(policy, tier)) {
      check_limits_given(policy, tier, diagnostics);
    } else if (!tier.id.empty()) {
      diagnostics.warning(tier.span, "policy.unused-tier",
                          fmt::format("no kind has the tier '{}'", tier.id),
                          "add it to 'tiers' of a kind, or remove it");
    }
  }
}

void check_kinds(const Policy& policy, Diagnostics& diagnostics) {
  const bool has_judge = policy.role(Role::supervision) || policy.role(Role::leading_group);
  for (const Kind& kind : policy.kinds) {
    if (kind.id.empty()) continue;
    if (kind.restricted && !has_judge) {
      diagnostics.error(kind.span, "policy.nobody-for-restricted",
                        fmt::format("nobody outside the unit may see the kind '{}'", kind.id),
                        "name the role 'supervision' or 'leading_group'");
    }
    if (std::ranges::find(policy.scope, kind.id, &ScopeItem::kind) == policy.scope.end()) {
      diagnostics.warning(kind.span, "policy.kind-without-scope",
                          fmt::format("no scope item has the kind '{}'", kind.id),
                          "add one, so that the scope page says that it is taken on");
    }
  }
}

void check_clocks_drawn(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyClock& clock : policy.clocks) {
    const bool drawn = std::ranges::any_of(policy.steps, [&](const Step& step) {
      return std::ranges::find(step.clocks, clock.id) != step.clocks.end();
    });
    if (drawn || clock.id.empty()) continue;
    diagnostics.warning(clock.span, "policy.clock-not-drawn",
                        fmt::format("no step shows the clock '{}'", clock.id),
                        "add it to 'clocks' of the step in which it runs");
  }
}

}  // namespace

void check_policy(const Policy& policy, const PolicyContext& context) {
  check_references(context);
  check_role_references(policy, context);
  check_tiers(policy, context.diagnostics);
  check_kinds(policy, context.diagnostics);
  check_clocks_drawn(policy, context.diagnostics);
}

}  // namespace core
