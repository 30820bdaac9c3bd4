// A file in the data folder that says that there is a database and of which engine, so that neither
// one that is gone nor one of the other engine is taken for a new one: acknowledged reports would
// be lost, or kept where no desk looks, without a word.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace handler::store {

// DATA/database.made
std::filesystem::path made_sign_of(const std::filesystem::path& data);

// `corrupt`, with what to do, if the sign says that there is a database and `database` is missing
// or empty. Looks at one file if all is well.
core::Status check_not_lost(const std::filesystem::path& data,
                            const std::filesystem::path& database);

// Engines by their words in the settings: "sqlite", "postgresql".

// `misconfigured`, with what to do, if the sign names another engine than the settings.
core::Status check_engine(const std::filesystem::path& data, std::string_view engine);

// Leaves the sign, unless it is there and names this engine. Call it when the database was opened
// for writing, or has come here.
core::Status note_made(const std::filesystem::path& data, std::string_view engine);
// The same where the sign names no engine yet, or is missing; else the sign stays.
core::Status note_engine(const std::filesystem::path& data, std::string_view engine);

}  // namespace handler::store
