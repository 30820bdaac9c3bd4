// A file beside the database that says that there is one, so that a database that is gone or empty
// is never taken for a new one: acknowledged reports would be lost without a word.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace handler::store {

// DATA/database.made
std::filesystem::path made_sign_of(const std::filesystem::path& data);

// `corrupt`, with what to do, if the sign says that there is a database and `database` is missing or
// empty. Looks at one file if all is well.
core::Status check_not_lost(const std::filesystem::path& data,
                            const std::filesystem::path& database);

// Leaves the sign, unless it is there. Call it when the database was opened for writing.
core::Status note_made(const std::filesystem::path& data);

}  // namespace handler::store
