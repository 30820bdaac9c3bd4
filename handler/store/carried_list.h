// The list of destroyed parts goes to the place of the backups at once, so that losing the data
// folder does not bring back parts that were destroyed since the last backup.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace handler::store {

class Facts;

// Adds to PLACE/destroyed.list what DATA/destroyed.list has and it lacks; nothing is ever taken out
// of it.
core::Status carry_list(const std::filesystem::path& data, const std::filesystem::path& place);

// The same for the folder that the last backup went to; nothing if there was none yet. Call it
// after append_destroyed(). A failure (the place is not mounted) is one sentence for the log and
// stops nothing: the next backup carries the list too.
core::Status carry_list_to_backups(Facts& facts, const std::filesystem::path& data);

}  // namespace handler::store
