// A data folder with keys and sealed reports, and a place for its backups.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "handler/backup/backup.h"
#include "handler/backup/restore.h"
#include "tests/handler/store/store_fixture.h"

namespace handler::backup::testing {

namespace fs = std::filesystem;

struct Town {
  Town();

  tests::TemporaryFolder folder;
  fs::path data = folder.path() / "var";
  fs::path place = folder.path() / "backups";
  test::FakeClock clock;

  // Opens the database and compares it with the keys, as a server does.
  std::unique_ptr<store::Store> open();
  // A report with one sealed and one open part.
  void report(store::Store& store, const std::string& name);
  // A backup of the present state; throws core::Refused.
  BackupReport back_up(store::Store& store, int keep = 0);
  core::Result<BackupReport> try_backup();
  // Restores to the data folder.
  core::Result<RestoreReport> restore_from(const fs::path& backup, const fs::path& keys = {});
  // The number of cases, after all was verified; -1 if something is wrong.
  std::int64_t cases();
};

// Puts keys of another folder into `data`.
void make_other_keys(const fs::path& data);

unsigned mode_of(const fs::path& path);

}  // namespace handler::backup::testing
