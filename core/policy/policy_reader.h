// Reads policy.yaml.
#pragma once

#include "core/policy/policy.h"

namespace core {

// Reads policy.yaml and checks everything that needs no other file: references, every state in
// exactly one step, a limit for every tier of a by-tier clock, no number of workdays typed into a
// step's text, and so on.
Policy read_policy(const YamlNode& root, Diagnostics& diagnostics);
// Reads a policy that was checked when it was published. The checks between its parts are skipped:
// a case keeps its policy, even if a newer program would refuse it.
Policy read_kept_policy(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core
