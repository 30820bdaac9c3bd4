// Reads what a policy watches for by itself.
#pragma once

#include <optional>
#include <vector>

#include "core/input/map_reader.h"
#include "core/policy/policy_context.h"

namespace core {

std::vector<Trigger> read_triggers(MapReader& root, PolicyContext& context);
std::optional<Visits> read_visits(MapReader& root, PolicyContext& context);
std::optional<int> read_most_bounces(MapReader& root);
std::vector<Cause> read_causes(MapReader& root, PolicyContext& context);
std::optional<Attendance> read_attendance(MapReader& root, PolicyContext& context);

}  // namespace core
