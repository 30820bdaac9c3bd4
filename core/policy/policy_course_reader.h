// Reads the course of a case in a policy: the steps of the published flowchart, and the follow-up
// rules (triggers, visits, bounces, causes, attendance).
#pragma once

#include <optional>
#include <vector>

#include "core/input/map_reader.h"
#include "core/policy/policy_context.h"

namespace core {

std::vector<Step> read_steps(MapReader& root, PolicyContext& context);

std::vector<Trigger> read_triggers(MapReader& root, PolicyContext& context);
std::optional<Visits> read_visits(MapReader& root, PolicyContext& context);
std::optional<int> read_most_bounces(MapReader& root);
std::vector<Cause> read_causes(MapReader& root, PolicyContext& context);
std::optional<Attendance> read_attendance(MapReader& root, PolicyContext& context);
// The product's own rule if the policy says nothing.
ProgressRule read_progress(MapReader& root, PolicyContext& context);

}  // namespace core
