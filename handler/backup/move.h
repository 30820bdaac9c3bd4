// Moves the database of a data folder to a server, and back into the folder.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/copy_check.h"
#include "handler/store/server.h"

namespace handler::backup {

struct MoveOptions {
  std::filesystem::path data;
  store::Server server;
  store::PresentRules present = {};  // as sites publish them, to verify with
};

struct MoveReport {
  store::CopyContent content;   // of the database at its new place
  bool was_there = false;       // an earlier call had copied everything, and this one ended it
  std::filesystem::path aside;  // where the database that stood in the folder is kept; "": none did
};

// Both functions hold the lock of the folder and the writers' lock of the source meanwhile, verify
// the source, copy every row in one transaction, compare all rows of both sides, destroy the listed
// parts again, and verify the copy and its heads. Then the copy is committed with the fact
// kArriving, the source gets the fact kMovedTo, the folder the sign of its new engine
// (made_sign.h), and kArriving goes. If a call fails or is killed before the copy is committed, the
// source is as it was and the target as empty as it was; after that no program uses the target
// until the same call was made again: it ends the move, or copies anew if the source has not got
// its fact. Failures: busy (a program uses the data), conflict (the target holds other data),
// corrupt (source or copy does not fit what was recorded; nothing is moved), misconfigured (the
// data were moved away from the source, or the keys in the folder are not theirs), not_found (the
// folder has no database), disk_full, and those of the server.

// The file stays in the folder with its fact kMovedTo, and holds personal data until it is deleted.
core::Result<MoveReport> move_to_server(const MoveOptions& options, core::Clock& clock);

// A file that the data were moved away from before is kept aside as swap_database() does it.
core::Result<MoveReport> move_to_file(const MoveOptions& options, core::Clock& clock);

}  // namespace handler::backup
