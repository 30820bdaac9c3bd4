// Replaces the database file of a data folder by another one, and keeps the old one.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::backup {

// `staged` is one whole file on the same disk. The caller holds DataLock::alone(). Returns the
// folder DATA/before-restore-MINUTE in which the old database stands with its -wal and -shm, or ""
// if there was none. The new file, the keys and the list of destroyed parts get the owner of DATA,
// if the program may give them.
//
// An old database that can be read is folded into one file first, so that one rename replaces it.
// One that is damaged loses its log a moment before that rename, and has it in the folder beside.
// `busy` if a program of an older version, which holds no lock, has it open.
core::Result<std::filesystem::path> swap_database(const std::filesystem::path& staged,
                                                  const std::filesystem::path& data,
                                                  core::Instant now);

}  // namespace handler::backup
