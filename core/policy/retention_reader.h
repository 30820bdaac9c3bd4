// Reads and checks how long a site keeps what a case holds.
#pragma once

#include "core/input/map_reader.h"
#include "core/policy/policy_context.h"

namespace core {

// `retention: {identity: 3 years, words: 3 years, files: 1 year, backups: 14 days, hold_by:
// [...]}`; each key is optional.
Retention read_retention(MapReader& root, PolicyContext& context);

// Reports times so short that what the same policy promises after closing could come too late: an
// error before a promised visit, else a warning.
void check_retention(const Policy& policy, const PolicyContext& context);

}  // namespace core
