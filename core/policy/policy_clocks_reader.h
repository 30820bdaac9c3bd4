// Reads the tiers and clocks of a policy.
#pragma once

#include <vector>

#include "core/input/map_reader.h"
#include "core/policy/policy_context.h"

namespace core {

std::vector<Tier> read_tiers(MapReader& root, PolicyContext& context);
std::vector<PolicyClock> read_clocks(MapReader& root, PolicyContext& context);

}  // namespace core
