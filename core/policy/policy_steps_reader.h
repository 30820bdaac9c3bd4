// Reads the boxes of the published flowchart.
#pragma once

#include <vector>

#include "core/input/map_reader.h"
#include "core/policy/policy_context.h"

namespace core {

std::vector<Step> read_steps(MapReader& root, PolicyContext& context);

}  // namespace core
