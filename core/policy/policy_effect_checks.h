// What a policy may say and what would yet never come about, or not as meant.
#pragma once

#include "core/policy/policy_context.h"

namespace core {

// The part of it about what would never come about: limits, reminders, triggers without an effect.
void check_effects(const Policy& policy, const PolicyContext& context);

}  // namespace core
