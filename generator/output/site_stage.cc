// Writes and links the files of one stage.
#include "generator/output/site_stage.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/files.h"
#include "generator/output/compress.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;
using core::Status;

// Makes a hard link. If that is not possible (file system without links, file of another owner),
// makes a copy with the same mtime.
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

}  // namespace

bool is_as_new(const fs::path& packed, const fs::path& file) {
  std::error_code error;
  const fs::file_time_type of_packed = fs::last_write_time(packed, error);
  if (error) return false;
  const fs::file_time_type of_file = fs::last_write_time(file, error);
  return !error && of_packed >= of_file;
}

SiteStage::SiteStage(fs::path folder, fs::path stage, SiteFolder old, bool compress)
    : folder_(std::move(folder)),
      stage_(std::move(stage)),
      old_(std::move(old)),
      compress_(compress),
      new_files_(stage_) {}

SiteStage::~SiteStage() {
  if (released_) return;
  std::error_code error;
  fs::remove_all(stage_, error);
}

Status SiteStage::put(const std::string& path, std::string_view bytes) {
  const bool is_kept = old_.own.contains(path) && holds(folder_ / path, bytes);
  note(path, is_kept);
  if (!is_kept) {
    if (Status written = new_files_.write(path, bytes); !written) return written;
  }
  return compress_ ? pack(path, bytes, is_kept) : core::success();
}

void SiteStage::note(const std::string& path, bool is_kept) {
  const std::lock_guard lock(mutex_);
  names_.insert(path);
  if (is_kept) kept_.push_back(path);
  ++(is_kept ? count_.kept : count_.written);
}

Status SiteStage::pack(const std::string& path, std::string_view bytes, bool is_kept) {
  if (!is_packable(path, bytes.size())) return core::success();
  for (const PackedForm& form : kPackedForms) {
    const std::string name = path + std::string(form.ending);
    if (is_kept && old_.own.contains(name) && is_as_new(folder_ / name, folder_ / path)) {
      note(name, true);
      continue;
    }
    const std::string packed = form.pack(bytes);
    if (packed.size() >= bytes.size()) continue;
    note(name, false);
    if (Status written = new_files_.write(name, packed); !written) return written;
  }
  return core::success();
}

Status SiteStage::finish() {
  const std::set<std::string> retired = retired_files(old_, names_, compress_);
  names_.insert(retired.begin(), retired.end());
  kept_.insert(kept_.end(), retired.begin(), retired.end());
  if (Status room = check_room(); !room) return room;
  const std::string manifest = manifest_text(names_, retired);
  is_new_ = count_.written > 0 || old_.manifest != manifest;
  return is_new_ ? fill(manifest) : core::success();
}

Status SiteStage::fill(const std::string& manifest) {
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
  if (manifest == old_.manifest)
    return link_or_copy(folder_ / kManifestName, stage_ / kManifestName);
  return new_files_.write(kManifestName, manifest);
}

// A foreign file must not be where a page or its folder belongs, nor a page where a foreign file
// has its folder.
Status SiteStage::check_room() const {
  for (const std::string& name : old_.foreign) {
    const auto below = names_.lower_bound(name + "/");
    bool in_the_way =
        names_.contains(name) || (below != names_.end() && below->starts_with(name + "/"));
    for (fs::path parent = fs::path(name).parent_path(); !parent.empty();
         parent = parent.parent_path()) {
      in_the_way = in_the_way || names_.contains(parent.generic_string());
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
