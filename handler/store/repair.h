// Makes anew what follows from the records: rows, lists, words, indexes. The records themselves are
// copied, byte for byte, and never mended.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/store/verification.h"

namespace handler::store {

struct RepairReport {
  std::vector<std::string> found;  // the findings that are gone now; empty: nothing was to be done
  std::size_t more = 0;
  std::filesystem::path copy;  // the database as it was, mode 0600; empty if nothing was done
  std::int64_t rows = 0;       // of cases that were written anew
};

// Takes the lock of the database, copies it beside itself, and verifies the copy. If all that was
// found is derived, a new database is built from the copy: recorded tables row by row, the rest
// made anew and counters left empty. The new one is verified, its chains must have the same heads,
// and only then it takes the place of the content of the old one, in one transaction. `refused`
// where something was found that is not derived (the message lists it) or where the new database
// has a finding; `busy` while another program has the database open; `disk_full` without space for
// two copies. On a failure the database is as it was.
core::Result<RepairReport> repair_database(const std::filesystem::path& file,
                                           const VerifyOptions& options);

}  // namespace handler::store
