// Reads policy.yaml.
#pragma once

#include "core/policy/policy.h"

namespace core {

// Reads policy.yaml and checks everything that needs no other file: references, each state in
// exactly one step, a limit for every tier of a by-tier clock, no number of workdays typed into a
// step's text ...
Policy read_policy(const YamlNode& root, Diagnostics& diagnostics);
// The same for one that was checked when it was published: what must hold between its parts is not
// asked again, because a case keeps it, whatever a newer program has come to refuse.
Policy read_kept_policy(const YamlNode& root, Diagnostics& diagnostics);

}  // namespace core
