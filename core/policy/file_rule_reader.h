// Reads what a policy says of photos and other files.
#pragma once

#include <optional>

#include "core/policy/file_rule.h"
#include "core/policy/policy_context.h"

namespace core {

// `files: none`, or `files: {most: 4, each: 5, case: 12, before_acceptance: 3}`: each key is
// optional and may only lower the number of the program. Nothing if the key is missing.
std::optional<FileRule> read_file_rule(MapReader& root, PolicyContext& context);

}  // namespace core
