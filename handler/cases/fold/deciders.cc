// Reads the deciding roles from the policy.
#include "handler/cases/fold/deciders.h"

namespace handler::cases {

using core::Role;

std::vector<Role> roles_to_agree(const core::Policy& policy) {
  for (const Role role : {Role::leader_on_duty, Role::leading_group}) {
    if (policy.role(role) != nullptr) return {role};
  }
  return {Role::dispatcher, Role::front_desk};
}

std::vector<Role> roles_to_withhold(const core::Policy& policy) {
  const bool named =
      policy.role(Role::supervision) != nullptr || policy.role(Role::leading_group) != nullptr;
  // Either of the two may withhold.
  if (named) return {Role::supervision, Role::leading_group};
  return {Role::dispatcher, Role::front_desk};
}

std::vector<Role> roles_to_hold(const core::Policy& policy) {
  return policy.retention.hold_by.empty() ? roles_to_withhold(policy) : policy.retention.hold_by;
}

Role role_to_turn_away(const core::Policy& policy) {
  return policy.consent_before(core::Denial::decline).value_or(Role::front_desk);
}

std::optional<Role> role_to_consent(const Rules& rules, const Case& subject) {
  if (!subject.consent) return std::nullopt;
  return rules.policy->consent_before(subject.consent->before);
}

std::optional<Role> role_to_set_limit(const Rules& rules, const Case& subject) {
  const ClockRun* run = subject.limit_to_set();
  const core::PolicyClock* clock = run == nullptr ? nullptr : rules.policy->clock(run->clock);
  return clock == nullptr ? std::nullopt : clock->set_by;
}

}  // namespace handler::cases
