// Which role decides on what a case asks for: actions and marks must name the same one.
#pragma once

#include <optional>
#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// The roles that agree to a reclassification: the first superior that the policy names, else the
// dispatcher and the front desk (as another user).
std::vector<core::Role> roles_to_agree(const core::Policy& policy);
// The roles that withhold a text: supervision and the leading group if the policy names one of
// them, else the dispatcher and the front desk.
std::vector<core::Role> roles_to_withhold(const core::Policy& policy);
// The roles that put the destruction of what is kept off, and lift that again: those that the
// policy names, else the same that withhold a text.
std::vector<core::Role> roles_to_hold(const core::Policy& policy);
// The role that turns away what was set aside: that whose consent the policy wants before a
// decline, else the front desk.
core::Role role_to_turn_away(const core::Policy& policy);
// The role that answers the consent asked for; nullopt if none was asked for, or the policy no
// longer asks for it.
std::optional<core::Role> role_to_consent(const Rules& rules, const Case& subject);
// The role that sets the date of Case::limit_to_set(); nullopt if there is no such limit.
std::optional<core::Role> role_to_set_limit(const Rules& rules, const Case& subject);

}  // namespace handler::cases
