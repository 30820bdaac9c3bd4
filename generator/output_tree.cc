// Stages, swaps and cleans up the public folder.
#include "generator/output_tree.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "core/base/files.h"
#include "generator/site_folder.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;
using core::Status;

constexpr std::string_view kStagePrefix = ".stage-";

constexpr std::string_view kOldSuffix = "-old";

// ".stage-ID-PID-old" -> ID.
std::string site_of_old(const std::string& name) {
  const std::string inner =
      name.substr(kStagePrefix.size(), name.size() - kStagePrefix.size() - kOldSuffix.size());
  return inner.substr(0, inner.rfind('-'));
}

// The caller holds the lock, so every stage belongs to a build that is gone. A site that was killed
// between the two steps of a swap without exchange is put back.
void clear_stages(const fs::path& out) {
  std::error_code error;
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(out, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kStagePrefix)) continue;
    if (name.ends_with(kOldSuffix)) {
      const fs::path site = out / site_of_old(name);
      if (!fs::exists(fs::symlink_status(site, error))) {
        fs::rename(entry.path(), site, error);
        continue;
      }
    }
    stale.push_back(entry.path());
  }
  for (const fs::path& path : stale) fs::remove_all(path, error);
}

Status write_plainly(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (file < 0) return core::system_failure("write", path);
  while (!bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      Failure failure = core::system_failure("write", path);
      ::close(file);
      return failure;
    }
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  const bool readable = ::fchmod(file, 0644) == 0;  // whatever the umask: a web server reads it
  if (::close(file) != 0 || !readable) return core::system_failure("write", path);
  return core::success();
}

// A second name for the same file; where the file system has none (or another owner's file may not
// be linked), a copy with the same time of change.
Status keep(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) == 0) return core::success();
  std::error_code error;
  const fs::file_time_type changed = fs::last_write_time(from, error);
  if (!error) fs::copy_file(from, to, error);
  if (!error) fs::last_write_time(to, changed, error);
  if (error) {
    return Failure{FailureCode::unavailable,
                   "cannot keep " + from.string() + " as " + to.string() + ": " + error.message()};
  }
  return core::success();
}

bool holds(const fs::path& path, const std::string& bytes) {
  std::error_code error;
  if (fs::file_size(path, error) != bytes.size() || error) return false;
  const Result<std::string> old = core::read_file(path);
  return old && *old == bytes;
}

std::string manifest_of(const SiteFiles& files) {
  std::string text;
  for (const auto& [path, bytes] : files) text += path + "\n";
  return text;
}

// A foreign file may not stand where a page belongs, nor a page where a foreign file has its
// folder.
Status check_room(const fs::path& folder, const SiteFolder& old, const SiteFiles& files) {
  for (const std::string& name : old.foreign) {
    bool in_the_way = files.contains(name);
    const auto below = files.lower_bound(name + "/");
    if (below != files.end() && below->first.starts_with(name + "/")) in_the_way = true;
    for (fs::path parent = fs::path(name).parent_path(); !parent.empty();
         parent = parent.parent_path()) {
      if (files.contains(parent.generic_string())) in_the_way = true;
    }
    if (in_the_way) {
      return Failure{
          FailureCode::refused,
          (folder / name).string() +
              " was not made by the generator and stands where a page belongs: move it away"};
    }
  }
  return core::success();
}

// One site's way into its stage.
class Staging {
 public:
  Staging(const fs::path& folder, const fs::path& stage, const SiteFolder& old, WriteCount& count)
      : folder_(folder), stage_(stage), old_(old), count_(count) {}

  Status add_all(const SiteFiles& files) {
    if (Status made = core::make_folders(stage_); !made) return made;
    for (const auto& [path, bytes] : files) {
      if (Status added = add(path, bytes); !added) return added;
    }
    for (const std::string& path : old_.folders) {
      if (Status made = core::make_folders(stage_ / path); !made) return made;
    }
    for (const std::string& path : old_.foreign) {
      if (Status kept = carry_over(path); !kept) return kept;
    }
    return write_plainly(stage_ / kManifestName, manifest_of(files));
  }

 private:
  Status add(const std::string& path, const std::string& bytes) {
    if (Status made = core::make_folders((stage_ / path).parent_path()); !made) return made;
    if (old_.own.contains(path) && holds(folder_ / path, bytes)) {
      ++count_.kept;
      return keep(folder_ / path, stage_ / path);
    }
    ++count_.written;
    return write_plainly(stage_ / path, bytes);
  }

  Status carry_over(const std::string& path) {
    if (Status made = core::make_folders((stage_ / path).parent_path()); !made) return made;
    return keep(folder_ / path, stage_ / path);
  }

  const fs::path& folder_;
  const fs::path& stage_;
  const SiteFolder& old_;
  WriteCount& count_;
};

// For a file system without exchange; for a moment there is no site.
Status swap_in_two_steps(const fs::path& stage, const fs::path& folder, const fs::path& old) {
  if (::rename(folder.c_str(), old.c_str()) != 0) return core::system_failure("replace", folder);
  if (::rename(stage.c_str(), folder.c_str()) == 0) return core::success();
  Failure failure = core::system_failure("replace", folder);
  static_cast<void>(::rename(old.c_str(), folder.c_str()));
  return failure;
}

bool is_same(const fs::path& folder, const SiteFolder& old, const SiteFiles& files) {
  if (old.manifest != manifest_of(files) || old.own.size() != files.size()) return false;
  for (const auto& [path, bytes] : files) {
    if (!holds(folder / path, bytes)) return false;
  }
  return true;
}

}  // namespace

OutputTree::OutputTree(fs::path out, int lock) : out_(std::move(out)), lock_(lock) {}

OutputTree::OutputTree(OutputTree&& other) noexcept
    : out_(std::move(other.out_)), lock_(std::exchange(other.lock_, -1)), count_(other.count_) {}

OutputTree::~OutputTree() {
  if (lock_ >= 0) ::close(lock_);
}

Result<OutputTree> OutputTree::open(const fs::path& out) {
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(out, error))) {
    return Failure{FailureCode::refused,
                   out.string() + " is a symbolic link: name the folder itself with --out"};
  }
  if (Status made = core::make_folders(out); !made) return made.failure();
  const fs::path path = out / ".bancheng-lock";
  const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (lock < 0) return core::system_failure("lock", path);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return Failure{FailureCode::busy,
                   "another build is writing to " + out.string() + ": wait for it to end"};
  }
  clear_stages(out);
  return OutputTree(out, lock);
}

Result<StagedSite> OutputTree::stage(const std::string& id, const SiteFiles& files) {
  const fs::path folder = out_ / id;
  Result<SiteFolder> old = read_site_folder(folder);
  if (!old) return old.failure();
  if (Status room = check_room(folder, *old, files); !room) return room.failure();
  StagedSite staged{id, {}, {old->foreign.begin(), old->foreign.end()}};
  if (is_same(folder, *old, files)) {
    count_.kept += static_cast<int>(files.size());
    return staged;
  }
  staged.stage = out_ / (std::string(kStagePrefix) + id + "-" + std::to_string(::getpid()));
  if (Status added = Staging(folder, staged.stage, *old, count_).add_all(files); !added) {
    std::error_code error;
    fs::remove_all(staged.stage, error);
    return added.failure();
  }
  return staged;
}

Status OutputTree::sync() {
  if (::syncfs(lock_) != 0) return core::system_failure("sync", out_);
  return core::success();
}

Status OutputTree::swap(const StagedSite& staged) {
  if (staged.stage.empty()) return core::success();
  const fs::path folder = out_ / staged.id;
  if (::rename(staged.stage.c_str(), folder.c_str()) == 0) return core::success();
  if (errno != ENOTEMPTY && errno != EEXIST) return core::system_failure("replace", folder);
  const fs::path old = staged.stage.string() + std::string(kOldSuffix);
  if (::renameat2(AT_FDCWD, staged.stage.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0) {
    if (errno != EINVAL && errno != ENOSYS) return core::system_failure("replace", folder);
    if (Status moved = swap_in_two_steps(staged.stage, folder, old); !moved) return moved;
  }
  std::error_code error;
  fs::remove_all(staged.stage, error);
  fs::remove_all(old, error);
  return core::success();
}

Status OutputTree::write_root_file(const std::string& path, const std::string& bytes) {
  const fs::path target = out_ / path;
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(target, error)) ||
      fs::is_symlink(fs::symlink_status(target.parent_path(), error))) {
    return Failure{FailureCode::refused, target.string() + " is a symbolic link: remove it"};
  }
  if (Status made = core::make_folders(target.parent_path()); !made) return made;
  Result<bool> written = core::write_file_if_changed(target, bytes);
  if (!written) return written.failure();
  ++(*written ? count_.written : count_.kept);
  return core::success();
}

}  // namespace generator
