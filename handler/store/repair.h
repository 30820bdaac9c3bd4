// Makes anew what follows from the records: rows, lists, words, indexes. The records themselves are
// copied, byte for byte, and never mended.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "handler/store/cases/case_rows.h"
#include "handler/store/check/refold.h"
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

// The parts of a repair, for a database that a server keeps (transfer/server_repair.h). All throw
// Refused.

// A file that is removed with the object, with what SQLite keeps beside it, unless it is kept.
class Scratch {
 public:
  explicit Scratch(std::filesystem::path file) : file_(std::move(file)) { remove(); }
  ~Scratch() {
    if (!kept_) remove();
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return file_; }
  void keep() { kept_ = true; }

 private:
  void remove() const;

  std::filesystem::path file_;
  bool kept_ = false;
};

// Writes a case's row if it does not fit its events, and what is listed of it, where nothing is
// listed of it yet.
void derive_case(Database& made, RulesAtHand& rules, const StoredRow& row, core::Instant now,
                 RepairReport& report);
// Refuses findings that are not derived.
void check_found(const VerifyReport& before);
// Refuses what has a finding still, or other heads.
void check_made(const VerifyReport& before, const VerifyReport& after);
// The name of the copy that is kept of `file`.
std::filesystem::path copy_beside(const std::filesystem::path& file, core::Instant now);

}  // namespace handler::store
