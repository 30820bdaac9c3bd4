// What must hold between the parts of one policy, and what it may not say because it would never
// come about, or not as meant.
#pragma once

#include "core/policy/policy_context.h"

namespace core {

// Runs all checks between the parts of one policy.
void check_policy(const Policy& policy, const PolicyContext& context);

}  // namespace core
