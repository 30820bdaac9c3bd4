// Puts a backup in the place of a database, so that at every moment the old or the new one stands
// there, whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/copy_check.h"
#include "handler/store/records_of_copy.h"
#include "handler/store/server.h"

namespace handler::backup {

struct RestoreOptions {
  std::filesystem::path from;  // the folder of a backup, or the file of a database
  std::filesystem::path data;  // made if it is missing
  std::filesystem::path keys;  // a copy by handler keys export; "": those in the data folder
  // Into an empty database of a server instead of the file of the data folder.
  std::optional<store::Server> server = {};
};

struct RestoreReport {
  store::CopyContent content;  // of the restored database
  store::VerifyReport report;  // its findings can all be repaired
  std::int64_t destroyed = 0;  // parts that the backup still held and the list names
  // What the old database has destroyed and could not be read, a sentence each: it may be back.
  std::vector<std::string> unlisted;
  // On hold as the newest copy at hand has it, and not in the restored one, which is older: the
  // cases that it has, and those that came after it.
  std::vector<store::HeldCase> holds_lost;
  std::vector<store::HeldCase> held_cases_lost;
  std::filesystem::path aside;  // where the database that was there is kept; "" if there was none
};

// In a hidden folder of DATA: copies the database, brings it to this program's version, compares it
// with the keys, adds the lists of destroyed parts (of the backup and of its place) to that of DATA
// and destroys those parts again, keeps new cases and parts from getting a number that another copy
// of the data has given, and verifies it, also against the heads in the manifest. Then keeps the
// old database with its -wal and -shm below DATA/before-restore-..., and renames the new one into
// its place. Files get the owner of DATA; nothing that was there is deleted. If it fails or is
// killed, the old database stands or the new one, and the same call can be repeated. A database
// with a finding that cannot be repaired is refused (`corrupt`, with all findings): its records
// were changed after they were written. One whose findings can be repaired is restored, and the
// caller must tell. Failures: busy (a program uses the data), too_new, misconfigured, corrupt,
// disk_full, not_found (backup or keys), invalid (`from` leads to no file).
//
// With `server` the database that was prepared so is copied there in one transaction, row by row,
// and verified there too; the file of DATA stays as it is. `conflict` if the server's database is
// not empty.
core::Result<RestoreReport> restore(const RestoreOptions& options, core::Clock& clock);

}  // namespace handler::backup
