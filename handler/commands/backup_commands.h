// The commands backup and restore. What cannot be done throws core::Refused.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "handler/runtime.h"

namespace handler {

struct BackupChoices {
  std::filesystem::path to;       // the folder of all backups
  std::filesystem::path usual;    // the one that the settings name; "": they name none
  std::filesystem::path content;  // "": left out
  int keep = 0;                   // 0: all
  std::filesystem::path from;     // restore: the folder of one backup, or a database file
  std::filesystem::path keys;     // restore: a copy of the keys
};

// Prints the folder of the backup, that it is a copy beside the backups if the settings name
// another folder for these, what is in it, what of it does not fit the records, and where older
// ones are kept longer than a privacy page says. With findings the backup is kept all the same, and
// the command ends with `corrupt`.
void back_up(const RuntimeOptions& runtime, const BackupChoices& choices, std::ostream& out);
// Prints the content of the restored database, where the old database is, and what to do next.
void restore_backup(const RuntimeOptions& runtime, const BackupChoices& choices, std::ostream& out);

}  // namespace handler
