// Reads the course of a case in a policy: the steps of the published flowchart, and the follow-up
// rules (triggers, visits, bounces, causes, attendance, channels, consent).
#pragma once

#include <optional>
#include <vector>

#include "core/input/map_reader.h"
#include "core/policy/policy_context.h"

namespace core {

std::vector<Step> read_steps(MapReader& root, PolicyContext& context);

std::vector<Trigger> read_triggers(MapReader& root, PolicyContext& context);
std::optional<Visits> read_visits(MapReader& root, PolicyContext& context);
// `2`, or `{times: 2, of: case}`.
void read_most_bounces(MapReader& root, Policy& policy, PolicyContext& context);
std::vector<Cause> read_causes(MapReader& root, PolicyContext& context);
std::optional<Attendance> read_attendance(MapReader& root, PolicyContext& context);
std::optional<Approval> read_publishing(MapReader& root, PolicyContext& context);
// The channels of intake; the product's own if the policy names none.
std::vector<Channel> read_channels(MapReader& root, PolicyContext& context);
std::vector<Consent> read_consents(MapReader& root, PolicyContext& context);
// The product's own rule if the policy says nothing.
ProgressRule read_progress(MapReader& root, PolicyContext& context);

}  // namespace core
