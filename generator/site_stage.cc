// Writes and links the files of one stage.
#include "generator/site_stage.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "core/base/files.h"
#include "core/base/new_files.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;
using core::Status;

// A second name for the same file; where the file system has none (or another owner's file may not
// be linked), a copy with the same time of change.
Status link_or_copy(const fs::path& from, const fs::path& to) {
  if (::link(from.c_str(), to.c_str()) == 0) return core::success();
  if (errno == ENOENT) {
    if (Status made = core::make_folders(to.parent_path()); !made) return made;
    if (::link(from.c_str(), to.c_str()) == 0) return core::success();
  }
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

bool holds(const fs::path& path, std::string_view bytes) {
  struct stat state {};
  if (::stat(path.c_str(), &state) != 0) return false;
  if (static_cast<std::size_t>(state.st_size) != bytes.size()) return false;
  const Result<std::string> old = core::read_file(path);
  return old && *old == bytes;
}

// True if the file is gone.
bool remove_file(const fs::path& path) {
  return ::unlink(path.c_str()) == 0 || errno == ENOENT || errno == ENOTDIR;
}

void remove_empty_parents(const fs::path& folder, const std::string& file) {
  for (fs::path parent = fs::path(file).parent_path(); !parent.empty();
       parent = parent.parent_path()) {
    if (::rmdir((folder / parent).c_str()) != 0) return;
  }
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  struct stat first {};
  struct stat second {};
  return ::lstat(a.c_str(), &first) == 0 && ::lstat(b.c_str(), &second) == 0 &&
         first.st_ino == second.st_ino && first.st_dev == second.st_dev;
}

}  // namespace

Status match_twin(const fs::path& folder, const fs::path& twin,
                  const std::set<std::string>& files) {
  for (const std::string& path : files) {
    if (is_same_file(folder / path, twin / path)) continue;
    if (!remove_file(twin / path)) return core::system_failure("replace", twin / path);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder / path, error))) {
      remove_empty_parents(twin, path);
      continue;
    }
    if (Status linked = link_or_copy(folder / path, twin / path); !linked) return linked;
  }
  return core::success();
}

SiteStage::SiteStage(fs::path folder, fs::path stage, SiteFolder old, bool is_twin)
    : folder_(std::move(folder)),
      stage_(std::move(stage)),
      old_(std::move(old)),
      is_twin_(is_twin) {}

SiteStage::~SiteStage() {
  if (released_) return;
  if (is_twin_ && match_twin(folder_, stage_, changed_)) return;
  std::error_code error;
  fs::remove_all(stage_, error);
}

Status SiteStage::put(const std::string& path, std::string_view bytes) {
  if (old_.own.contains(path) && holds(folder_ / path, bytes)) {
    keep(path);
    return core::success();
  }
  {
    const std::lock_guard lock(mutex_);
    names_.push_back(path);
    if (is_twin_) changed_.insert(path);
    ++count_.written;
  }
  // A twin's file has a second name in the public folder: it is replaced, never written into.
  if (is_twin_ && !remove_file(stage_ / path))
    return core::system_failure("replace", stage_ / path);
  return core::write_new_file(stage_ / path, bytes);
}

bool SiteStage::keep(const std::string& path) {
  if (!old_.own.contains(path)) return false;
  const std::lock_guard lock(mutex_);
  names_.push_back(path);
  kept_.push_back(path);
  ++count_.kept;
  return true;
}

Status SiteStage::finish() {
  std::sort(names_.begin(), names_.end());
  if (Status room = check_room(); !room) return room;
  const std::string manifest = this->manifest();
  is_new_ = count_.written > 0 || old_.manifest != manifest || old_.own.size() != names_.size();
  if (!is_new_) return core::success();
  return is_twin_ ? finish_twin() : fill();
}

Status SiteStage::fill() {
  if (Status made = core::make_folders(stage_); !made) return made;
  for (const std::string& path : kept_) {
    if (Status linked = link_or_copy(folder_ / path, stage_ / path); !linked) return linked;
  }
  for (const std::string& path : old_.folders) {
    if (Status made = core::make_folders(stage_ / path); !made) return made;
  }
  for (const std::string& path : old_.foreign) {
    if (Status linked = link_or_copy(folder_ / path, stage_ / path); !linked) return linked;
  }
  return core::write_new_file(stage_ / kManifestName, manifest());
}

Status SiteStage::finish_twin() {
  // What others put into the public folder, took away or replaced since the twin was made.
  if (Status matched = match_twin(folder_, stage_, old_.foreign); !matched) return matched;
  for (const std::string& path : old_.folders) {
    if (Status made = core::make_folders(stage_ / path); !made) return made;
  }
  for (const std::string& path : old_.own) {
    if (std::binary_search(names_.begin(), names_.end(), path)) continue;
    changed_.insert(path);
    if (!remove_file(stage_ / path)) return core::system_failure("remove", stage_ / path);
    remove_empty_parents(stage_, path);
  }
  changed_.insert(kManifestName);
  if (!remove_file(stage_ / kManifestName)) {
    return core::system_failure("replace", stage_ / kManifestName);
  }
  return core::write_new_file(stage_ / kManifestName, manifest());
}

std::string SiteStage::manifest() const {
  std::string text;
  for (const std::string& path : names_) text += path + "\n";
  return text;
}

// A foreign file may not stand where a page belongs, nor a page where a foreign file has its
// folder.
Status SiteStage::check_room() const {
  for (const std::string& name : old_.foreign) {
    bool in_the_way = std::binary_search(names_.begin(), names_.end(), name);
    const auto below = std::lower_bound(names_.begin(), names_.end(), name + "/");
    if (below != names_.end() && below->starts_with(name + "/")) in_the_way = true;
    for (fs::path parent = fs::path(name).parent_path(); !parent.empty();
         parent = parent.parent_path()) {
      if (std::binary_search(names_.begin(), names_.end(), parent.generic_string())) {
        in_the_way = true;
      }
    }
    if (!in_the_way) continue;
    return Failure{
        FailureCode::refused,
        (folder_ / name).string() +
            " was not made by the generator and stands where a page belongs: move it away"};
  }
  return core::success();
}

}  // namespace generator
