// What a policy may say and what would yet never come about, or not as meant.
#pragma once

#include "core/policy/policy_context.h"

namespace core {

// Those for rules that could never take effect: limits, reminders, triggers.
void check_effects(const Policy& policy, const PolicyContext& context);

}  // namespace core
