// Folds, keeps, renames.
#include "handler/backup/database_swap.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "core/base/durable_copy.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "core/settings/folder_owner.h"
#include "handler/backup/backup_folder.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/sqlite/sqlite_copy.h"

namespace handler::backup {
namespace {

namespace fs = std::filesystem;
using core::accepted;
using core::Refused;

constexpr std::array<std::string_view, 3> kBeside = {"-wal", "-shm", "-journal"};

// What is damaged cannot be folded, and is kept as it is.
void fold_if_possible(const fs::path& database) {
  if (!core::is_there(database)) return;
  const core::Status folded = store::fold_into_one_file(database.string());
  if (folded || folded.failure().code != core::FailureCode::busy) return;
  throw Refused(core::FailureCode::busy, "another program has " + database.string() +
                                             " open: stop the handler and its timers first");
}

// A second name for the file, or a copy where the disk knows no second names.
void keep(const fs::path& file, const fs::path& folder) {
  if (!core::is_there(file)) return;
  const fs::path kept = folder / file.filename();
  if (::link(file.c_str(), kept.c_str()) != 0) accepted(core::copy_durably(file, kept));
}

fs::path make_aside(const fs::path& data, core::Instant now) {
  for (int number = 1;; ++number) {
    fs::path folder =
        data / ("before-restore-" + name_of(now, number).substr(std::string("bancheng-").size()));
    if (::mkdir(folder.c_str(), 0700) == 0) return folder;
    if (errno != EEXIST) throw Refused(core::system_failure("make", folder));
  }
}

// Returns "" if there is nothing to keep.
fs::path keep_old(const fs::path& database, const fs::path& data, core::Instant now) {
  bool anything = core::is_there(database);
  for (const std::string_view end : kBeside)
    anything |= core::is_there(database.string() + std::string(end));
  if (!anything) return {};
  fs::path folder = make_aside(data, now);
  keep(database, folder);
  for (const std::string_view end : kBeside) keep(database.string() + std::string(end), folder);
  accepted(core::sync_folder(folder));
  accepted(core::sync_folder(data));
  return folder;
}

void give_all_to_owner(const fs::path& staged, const fs::path& data) {
  const fs::path keys = data / "keys";
  for (const fs::path& path :
       {staged, keys, keys / "portal", keys / "desk", store::destroyed_list_of(data)})
    accepted(core::give_to_owner_of(data, path));
}

fs::path swapped(const fs::path& staged, const fs::path& data, core::Instant now) {
  const fs::path database = data / kDatabase;
  give_all_to_owner(staged, data);
  fold_if_possible(database);
  core::stop_point("restore: folded");
  fs::path aside = keep_old(database, data, now);
  accepted(core::give_to_owner_of(data, aside));
  core::stop_point("restore: kept");
  for (const std::string_view end : kBeside)
    ::unlink((database.string() + std::string(end)).c_str());
  accepted(core::sync_folder(data));
  core::stop_point("restore: log gone");
  if (::rename(staged.c_str(), database.c_str()) != 0)
    throw Refused(core::system_failure("replace", database));
  accepted(core::sync_folder(data));
  core::stop_point("restore: swapped");
  return aside;
}

}  // namespace

core::Result<fs::path> swap_database(const fs::path& staged, const fs::path& data,
                                     core::Instant now) {
  const auto work = [&] { return swapped(staged, data, now); };
  return core::result_of(work);
}

}  // namespace handler::backup
