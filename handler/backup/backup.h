// Makes a backup of a data folder while it is in use.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/backup/backup_folder.h"
#include "handler/store/server.h"
#include "handler/store/store.h"

namespace handler::backup {

struct BackupOptions {
  std::filesystem::path data;
  std::filesystem::path place;       // the folder of all backups; it must be there
  std::filesystem::path published;   // its current versions go along; "" or missing: none
  std::filesystem::path content;     // "": not in the backup
  int keep = 0;                      // so many whole ones stay; 0: all
  store::PresentRules present = {};  // as sites publish them, to verify with
  bool is_beside = false;            // a copy beside the backups, which go elsewhere: noted nowhere
  // Where the database is, if it is not the file of the data folder. The backup holds a file all
  // the same.
  std::optional<store::Server> server = {};
};

struct BackupReport {
  std::filesystem::path folder;
  Manifest manifest;
  store::VerifyReport report;                  // of the copy
  std::vector<std::filesystem::path> removed;  // older backups
  std::vector<std::string> left_out;           // what of published and content, and why
};

// Copies the database (never the keys), the list of destroyed parts, the published versions and the
// content into a hidden folder, verifies the copy itself, and only then gives the folder its name.
// Then carries the list of destroyed parts to the place, notes time and place in the database (not
// those of a copy beside the backups, because destroyed parts are listed at once in the noted
// place, and the age of the last backup is judged by the noted time), and removes old backups. A
// backup that fails or is killed leaves the older ones as they are; the next one removes what it
// left.
//
// What of published versions and content cannot be read is left out, and the caller must tell: it
// must not stop the backups of what cannot be made again. Run by root, the backup belongs to the
// owner of the place.
//
// A copy with findings is made and kept all the same: a doubtful copy is better than none, and a
// person may still read much of it. The caller must tell. If findings cannot be repaired, the
// manifest calls the copy doubtful: it replaces no whole one when old ones are removed, and its
// time is not noted, so that the last good backup grows old. Failures: not_found (the place),
// conflict (backups of other data are there, or a list of destroyed parts that names what stands),
// invalid (the place is inside the data folder or the content, or the data folder inside the
// content), disk_full, corrupt (the copy).
core::Result<BackupReport> make_backup(store::Store& store, const BackupOptions& options,
                                       core::Instant now);

}  // namespace handler::backup
