// Writes and links the files of one stage.
#include "generator/site_stage.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>

#include "core/base/files.h"
#include "core/base/new_files.h"
#include "generator/compress.h"

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

bool is_as_new(const fs::path& packed, const fs::path& file) {
  std::error_code error;
  const fs::file_time_type of_packed = fs::last_write_time(packed, error);
  if (error) return false;
  const fs::file_time_type of_file = fs::last_write_time(file, error);
  return !error && of_packed >= of_file;
}

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

SiteStage::SiteStage(fs::path folder, fs::path stage, SiteFolderPtr old, StageKind kind)
    : folder_(std::move(folder)),
      stage_(std::move(stage)),
      old_(std::move(old)),
      kind_(kind),
      new_files_(stage_),
      kept_(old_->own.size()) {}

SiteStage::~SiteStage() {
  if (released_) return;
  if (is_twin() && match_twin(folder_, stage_, changed_)) return;
  std::error_code error;
  fs::remove_all(stage_, error);
}

Status SiteStage::put(const std::string& path, std::string_view bytes) {
  const std::optional<std::size_t> position = old_->own.position(path);
  const bool is_kept = position && holds(folder_ / path, bytes);
  if (is_kept) {
    note_kept(*position);
  } else if (Status written = write(path, bytes); !written) {
    return written;
  }
  return kind_.compress ? pack(path, bytes, is_kept) : core::success();
}

Status SiteStage::write(const std::string& path, std::string_view bytes) {
  {
    const std::lock_guard lock(mutex_);
    names_.push_back(path);
    if (is_twin()) changed_.insert(path);
    ++count_.written;
  }
  // A twin's file has a second name in the public folder: it is replaced, never written into.
  if (is_twin() && !remove_file(stage_ / path)) {
    return core::system_failure("replace", stage_ / path);
  }
  return new_files_.write(path, bytes);
}

Status SiteStage::pack(const std::string& path, std::string_view bytes, bool is_kept) {
  if (!is_packable(path, bytes.size())) return core::success();
  for (const PackedForm& form : kPackedForms) {
    const std::string name = path + std::string(form.ending);
    const std::optional<std::size_t> position = old_->own.position(name);
    if (is_kept && position && is_as_new(folder_ / name, folder_ / path)) {
      note_kept(*position);
      continue;
    }
    const std::string packed = form.pack(bytes);
    if (packed.size() >= bytes.size()) continue;
    if (Status written = write(name, packed); !written) return written;
  }
  return core::success();
}

bool SiteStage::keep(const std::string& path) {
  const std::optional<std::size_t> position = old_->own.position(path);
  if (!position) return false;
  if (kind_.compress && !keep_packed(path)) return false;
  note_kept(*position);
  return true;
}

// Forms that are not there are made: the file got no smaller by them, or somebody removed them.
bool SiteStage::keep_packed(const std::string& path) {
  std::vector<std::size_t> positions;
  for (const PackedForm& form : kPackedForms) {
    if (const auto position = old_->own.position(path + std::string(form.ending))) {
      positions.push_back(*position);
      continue;
    }
    const Result<std::string> bytes = core::read_file(folder_ / path);
    return bytes && pack(path, *bytes, true);
  }
  for (const std::size_t position : positions) note_kept(position);
  return true;
}

void SiteStage::note_kept(std::size_t position) {
  kept_[position] = 1;
}

std::vector<std::string> SiteStage::kept_names() const {
  std::vector<std::string> names;
  names.reserve(kept_.size());
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    if (kept_[i] != 0) names.push_back(old_->own[i]);
  }
  return names;
}

void SiteStage::keep_retired() {
  retired_ = retired_files(*old_, names_, kind_.compress);
  if (retired_.empty()) return;
  for (const std::string& path : retired_) note_kept(*old_->own.position(path));
  const auto end = static_cast<std::ptrdiff_t>(names_.size());
  names_.insert(names_.end(), retired_.begin(), retired_.end());
  std::inplace_merge(names_.begin(), names_.begin() + end, names_.end());
}

Status SiteStage::finish() {
  std::vector<std::string> written = std::exchange(names_, kept_names());
  std::sort(written.begin(), written.end());
  const auto end = static_cast<std::ptrdiff_t>(names_.size());
  count_.kept = static_cast<int>(end);
  names_.insert(names_.end(), std::move_iterator(written.begin()),
                std::move_iterator(written.end()));
  std::inplace_merge(names_.begin(), names_.begin() + end, names_.end());
  keep_retired();
  if (Status room = check_room(); !room) return room;
  const std::string manifest = this->manifest();
  is_new_ = count_.written > 0 || old_->manifest != manifest || old_->own.size() != names_.size();
  if (!is_new_) return core::success();
  return is_twin() ? finish_twin() : fill();
}

Status SiteStage::fill() {
  if (Status made = core::make_folders(stage_); !made) return made;
  for (const std::string& path : kept_names()) {
    if (Status linked = link_or_copy(folder_ / path, stage_ / path); !linked) return linked;
  }
  for (const std::string& path : old_->folders) {
    if (Status made = core::make_folders(stage_ / path); !made) return made;
  }
  for (const std::string& path : old_->foreign) {
    if (Status linked = link_or_copy(folder_ / path, stage_ / path); !linked) return linked;
  }
  return new_files_.write(kManifestName, manifest());
}

Status SiteStage::finish_twin() {
  // What others put into the public folder, took away or replaced since the twin was made.
  if (Status matched = match_twin(folder_, stage_, old_->foreign); !matched) return matched;
  for (const std::string& path : old_->folders) {
    if (Status made = core::make_folders(stage_ / path); !made) return made;
  }
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    const std::string& path = old_->own[i];
    if (kept_[i] != 0 || std::binary_search(names_.begin(), names_.end(), path)) continue;
    changed_.insert(path);
    if (!remove_file(stage_ / path)) return core::system_failure("remove", stage_ / path);
    remove_empty_parents(stage_, path);
  }
  changed_.insert(kManifestName);
  if (!remove_file(stage_ / kManifestName)) {
    return core::system_failure("replace", stage_ / kManifestName);
  }
  return new_files_.write(kManifestName, manifest());
}

std::string SiteStage::manifest() const {
  return manifest_text(names_, retired_);
}

// A foreign file may not stand where a page belongs, nor a page where a foreign file has its
// folder.
Status SiteStage::check_room() const {
  for (const std::string& name : old_->foreign) {
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
