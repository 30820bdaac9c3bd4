// Copies, verifies, names and rotates.
#include "handler/backup/backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "core/base/build_id.h"
#include "core/base/descriptor.h"
#include "core/base/durable_copy.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "core/base/text.h"
#include "core/settings/folder_owner.h"
#include "handler/backup/space.h"
#include "handler/store/carried_list.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/key_prints.h"
#include "handler/store/last_ids.h"
#include "handler/store/records_of_copy.h"
#include "handler/store/sqlite/sqlite_copy.h"
#include "handler/store/transfer/whole_copy.h"

namespace handler::backup {
namespace {

namespace fs = std::filesystem;
using core::accepted;
using core::Refused;

constexpr std::string_view kMaking = ".making-bancheng-";

std::uintmax_t size_of(const fs::path& file) {
  std::error_code none;
  const std::uintmax_t size = fs::file_size(file, none);
  return none ? 0 : size;
}

// At any depth, and through any link.
bool is_within(const fs::path& inner, const fs::path& outer) {
  std::error_code error;
  fs::path at = fs::canonical(inner, error);
  while (!error) {
    std::error_code ignored;
    if (fs::equivalent(at, outer, ignored)) return true;
    if (at == at.root_path()) return false;
    at = at.parent_path();
  }
  return false;
}

// What a copy of the content would take along that must not be in it.
void check_content(const BackupOptions& options) {
  if (options.content.empty()) return;
  if (is_within(options.data, options.content)) {
    throw Refused(core::FailureCode::invalid,
                  "--content holds the data folder, and keys are in no backup: name the folder of "
                  "the content alone");
  }
  if (is_within(options.place, options.content)) {
    throw Refused(core::FailureCode::invalid,
                  "--to is inside the folder of --content, so each backup would hold the older "
                  "ones: choose another folder");
  }
}

// A missing place is never made: it may be a disk that is not mounted.
void check_place(const BackupOptions& options) {
  std::error_code error;
  if (!fs::is_directory(options.place, error)) {
    throw Refused(core::FailureCode::not_found,
                  "the folder " + options.place.string() +
                      " is not there: mount its disk, or make it with install -d -m 700");
  }
  if (is_within(options.place, options.data)) {
    throw Refused(core::FailureCode::invalid,
                  "--to is the data folder or inside it: choose a folder on another disk or "
                  "machine");
  }
}

// The list of destroyed parts in a place has the numbers of one database only.
// A database that has no fingerprints yet has those of the keys beside it.
void check_same_data(store::Store& store, const fs::path& data, const fs::path& place) {
  accepted(store::check_keys(store, store::keys_in(data), (data / kDatabase).string(),
                             store::UnknownPrints::record));
  const store::KeyPrints mine = accepted(store::prints_in(store));
  for (const Made& made : accepted(backups_in(place))) {
    const store::KeyPrints& there = made.manifest.content.prints;
    if (mine.seal == there.seal) continue;
    throw Refused(core::FailureCode::conflict,
                  place.string() + " holds backups of other data, such as " +
                      made.folder.filename().string() + ": choose another folder with --to");
  }
}

// A list stays in its place when all backups there were deleted. A restore believes it, so it must
// name nothing that stands in this database; and what it names later must be of this database too.
void join_list_of_place(store::Store& store, const fs::path& data, const fs::path& place) {
  const auto mine = store::read_destroyed(store::destroyed_list_of(data));
  const auto theirs = store::read_destroyed(store::destroyed_list_of(place));
  if (!mine || !theirs) return;  // told when the list is carried: first the backup
  std::vector<store::DestroyedPart> only_there;
  store::LastIds last;
  for (const store::DestroyedPart& part : *theirs) {
    if (std::ranges::binary_search(*mine, part)) continue;
    only_there.push_back(part);
    last = highest(last, {part.case_id, part.part_id});
  }
  if (only_there.empty()) return;
  if (const auto standing = accepted(store.first_standing(only_there))) {
    throw Refused(
        core::FailureCode::conflict,
        store::destroyed_list_of(place).string() + " names text " +
            std::to_string(standing->part_id) + " of case " + std::to_string(standing->case_id) +
            " of the site " + standing->site +
            " as destroyed, and it stands in the database: if the list is of other data, choose "
            "another folder with --to; if an old copy was put in the place of the database by "
            "hand, put it there with handler restore");
  }
  accepted(store.pass_over(last));
  accepted(store::append_missing(data, only_there));
}

// Site -> version, of the sites with a current version that is there.
std::map<std::string, std::string> current_versions(const fs::path& published) {
  std::map<std::string, std::string> versions;
  if (published.empty() || !is_reachable(published)) return versions;
  const core::Result<std::vector<std::string>> sites = core::list_folder(published);
  for (const std::string& site : sites ? *sites : std::vector<std::string>()) {
    const core::Result<std::string> current = core::read_file(published / site / "current", 1000);
    if (!current) continue;
    const std::string version = core::trimmed(*current);
    if (!version.empty() && is_reachable(published / site / version)) versions[site] = version;
  }
  return versions;
}

// What cannot be read counts nothing, and is told when it cannot be copied.
std::uintmax_t bytes_of(const fs::path& tree) {
  const core::Result<std::uintmax_t> bytes = core::bytes_of_tree(tree);
  return bytes ? *bytes : 0;
}

Needs needs_of_database(const BackupOptions& options) {
  // The file, and its log until it is folded.
  if (options.server) return {.copy = 2 * accepted(store::bytes_at(*options.server))};
  const fs::path database = options.data / kDatabase;
  const std::uintmax_t log = size_of(database.string() + "-wal");
  return {.copy = size_of(database) + log, .log = log};
}

void check_room(const BackupOptions& options) {
  Needs needs = needs_of_database(options);
  for (const auto& [site, version] : current_versions(options.published))
    needs.copy += bytes_of(options.published / site / version);
  if (!options.content.empty()) needs.copy += bytes_of(options.content);
  accepted(check_space(needs, options.place, accepted(disk_of(options.place)), options.data,
                       accepted(disk_of(options.data))));
}

// The hidden folder in which a backup grows. Locked while its maker lives; removed unless it was
// named.
class Growing {
 public:
  explicit Growing(const fs::path& place) {
    std::string name = (place / (std::string(kMaking) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr)
      throw Refused(core::system_failure("make a folder in", place));
    folder_ = name;
    lock_ = core::Descriptor(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lock_.ok() || ::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0)
      throw Refused(core::system_failure("lock", folder_));
  }
  ~Growing() {
    std::error_code ignored;
    if (!named_) fs::remove_all(folder_, ignored);
  }
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;

  const fs::path& folder() const { return folder_; }

  // Takes the first name of this minute that is free.
  fs::path give_name(const fs::path& place, core::Instant now) {
    accepted(core::sync_folder(folder_));
    constexpr int kMostOfAMinute = 1000;
    // Above all others of this minute: a name that became free would make this backup an older one.
    for (int number = next_number(accepted(backups_in(place)), now); number <= kMostOfAMinute;
         ++number) {
      fs::path name = place / name_of(now, number);
      if (is_reachable(name) || ::rename(folder_.c_str(), name.c_str()) != 0) continue;
      named_ = true;
      accepted(core::sync_folder(place));
      return name;
    }
    throw Refused(core::system_failure("name the backup in", place));
  }

 private:
  fs::path folder_;
  core::Descriptor lock_{-1};
  bool named_ = false;
};

// The owner's own backups must be able to read and remove it.
void give_to_owner(const fs::path& backup, const fs::path& place) {
  accepted(core::give_to_owner_of(place, backup));
  std::error_code error;
  for (fs::recursive_directory_iterator entry(backup, error), end; !error && entry != end;
       entry.increment(error))
    accepted(core::give_to_owner_of(place, entry->path()));
}

// Folders of makers that were killed: the lock of a dead process is free.
void remove_leftovers(const fs::path& place) {
  std::error_code error;
  for (fs::directory_iterator entry(place, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->path().filename().string().starts_with(kMaking)) continue;
    const core::Descriptor folder(
        ::open(entry->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!folder.ok() || ::flock(folder.get(), LOCK_EX | LOCK_NB) != 0) continue;
    std::error_code ignored;
    fs::remove_all(entry->path(), ignored);
  }
}

// True if the tree was copied; else nothing of it is there, and the report says why. A full disk
// stops the backup.
bool copy_or_leave_out(const fs::path& from, const fs::path& to, BackupReport& report) {
  const core::Result<std::uintmax_t> copied = core::copy_tree_durably(from, to);
  if (copied) return true;
  if (copied.failure().code == core::FailureCode::disk_full) throw Refused(copied.failure());
  report.left_out.push_back(from.string() + " (" + copied.failure().message + ")");
  std::error_code error;
  fs::remove_all(to, error);
  if (error) throw Refused(core::system_failure("remove", to));
  return false;
}

std::map<std::string, std::string> copy_published(const fs::path& published, const fs::path& to,
                                                  BackupReport& report) {
  std::map<std::string, std::string> versions;
  for (const auto& [site, version] : current_versions(published)) {
    accepted(core::make_folders(to / site, 0700));
    if (!copy_or_leave_out(published / site / version, to / site / version, report)) continue;
    accepted(core::write_file_atomically(to / site / "current", version + "\n", 0600));
    versions[site] = version;
  }
  if (!versions.empty()) accepted(core::sync_folder(to));
  return versions;
}

void copy_database(const BackupOptions& options, const fs::path& to) {
  accepted(options.server ? store::copy_from(*options.server, to)
                          : store::copy_to_new_file((options.data / kDatabase).string(), to));
}

// After the database, so that it names every part that is destroyed there, also by a handler on
// another machine; before the copy is verified with it.
void copy_list(store::Store& store, const BackupOptions& options, const fs::path& to) {
  (void)store.forget_destroyed(store::Erasing::only_if_none_waits);
  const fs::path list = store::destroyed_list_of(options.data);
  if (is_reachable(list)) accepted(core::copy_durably(list, to / kDestroyed));
}

// What is published and written beside the database.
void copy_files(const BackupOptions& options, const fs::path& to, BackupReport& report) {
  report.manifest.published = copy_published(options.published, to / kPublished, report);
  report.manifest.has_content =
      !options.content.empty() && copy_or_leave_out(options.content, to / kContent, report);
}

void fill(store::Store& store, const BackupOptions& options, const fs::path& folder,
          core::Instant now, BackupReport& report) {
  Manifest& manifest = report.manifest;
  manifest.made_at = core::to_iso(now);
  manifest.program = std::string(core::build_id());
  copy_database(options, folder / kDatabase);
  core::stop_point("backup: copied");
  copy_list(store, options, folder);
  store::VerifyOptions verify;
  verify.present = options.present;
  verify.now = now;
  store::CheckedCopy copy = accepted(store::check_copy(folder / kDatabase, verify));
  manifest.content = std::move(copy.content);
  manifest.findings = copy.report.findings.size() + copy.report.more;
  manifest.doubtful = !copy.report.can_be_repaired;
  report.report = std::move(copy.report);
  manifest.bytes = size_of(folder / kDatabase);
  core::stop_point("backup: verified");
  copy_files(options, folder, report);
  accepted(core::write_file_atomically(folder / kManifest, to_text(manifest), 0600));
  core::stop_point("backup: described");
}

// The backup stands if this fails, so each failure says that.
void note(store::Store& store, const BackupOptions& options, const BackupReport& report,
          core::Instant now) {
  const auto after = [&](const core::Status& done) {
    if (done) return;
    throw Refused(done.failure().code, "the backup " + report.folder.string() +
                                           " is made, but: " + done.failure().message);
  };
  after(store::carry_list(options.data, options.place));
  if (options.is_beside) return;
  after(store.set_fact(store::facts::kBackupPlace, fs::absolute(options.place).lexically_normal()));
  if (report.manifest.doubtful) return;
  after(store.set_fact(store::facts::kLastBackup, core::to_iso(now)));
}

BackupReport made_backup(store::Store& store, const BackupOptions& options, core::Instant now) {
  check_place(options);
  check_content(options);
  check_same_data(store, options.data, options.place);
  join_list_of_place(store, options.data, options.place);
  remove_leftovers(options.place);
  check_room(options);
  // Texts that were destroyed a moment ago must not get into the copy. A failure does not matter:
  // the copy holds no log, and the next tick goes on.
  (void)store.forget_destroyed(store::Erasing::only_if_none_waits);
  BackupReport report;
  {
    Growing growing(options.place);
    fill(store, options, growing.folder(), now, report);
    give_to_owner(growing.folder(), options.place);
    report.folder = growing.give_name(options.place, now);
  }
  core::stop_point("backup: named");
  note(store, options, report, now);
  core::stop_point("backup: noted");
  if (options.keep > 0)
    report.removed = accepted(remove_old(options.place, options.keep, report.folder));
  return report;
}

}  // namespace

core::Result<BackupReport> make_backup(store::Store& store, const BackupOptions& options,
                                       core::Instant now) {
  const auto work = [&] { return made_backup(store, options, now); };
  return core::result_of(work);
}

}  // namespace handler::backup
