// Writes and links the files of one stage.
#include "generator/site_stage.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/files.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;
using core::Result;
using core::Status;

// Opens a new file; its folder is made when that turns out to be missing, which is once a folder.
Result<int> open_new(const fs::path& path) {
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int file = ::open(path.c_str(), flags, 0644);
  if (file < 0 && errno == ENOENT) {
    if (Status made = core::make_folders(path.parent_path()); !made) return made.failure();
    file = ::open(path.c_str(), flags, 0644);
  }
  if (file < 0) return core::system_failure("write", path);
  return file;
}

Status write_plainly(const fs::path& path, std::string_view bytes) {
  const Result<int> file = open_new(path);
  if (!file) return file.failure();
  while (!bytes.empty()) {
    const ssize_t done = ::write(*file, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      Failure failure = core::system_failure("write", path);
      ::close(*file);
      return failure;
    }
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  const bool readable = ::fchmod(*file, 0644) == 0;  // whatever the umask: a web server reads it
  if (::close(*file) != 0 || !readable) return core::system_failure("write", path);
  return core::success();
}

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

}  // namespace

SiteStage::SiteStage(fs::path folder, fs::path stage, SiteFolder old)
    : folder_(std::move(folder)), stage_(std::move(stage)), old_(std::move(old)) {}

SiteStage::~SiteStage() {
  std::error_code error;
  if (!released_) fs::remove_all(stage_, error);
}

Status SiteStage::put(const std::string& path, std::string_view bytes) {
  if (old_.own.contains(path) && holds(folder_ / path, bytes)) {
    keep(path);
    return core::success();
  }
  {
    const std::lock_guard lock(mutex_);
    names_.insert(path);
    ++count_.written;
  }
  return write_plainly(stage_ / path, bytes);
}

void SiteStage::keep(const std::string& path) {
  const std::lock_guard lock(mutex_);
  names_.insert(path);
  kept_.push_back(path);
  ++count_.kept;
}

Status SiteStage::finish() {
  if (Status room = check_room(); !room) return room;
  const std::string manifest = this->manifest();
  is_new_ = count_.written > 0 || old_.manifest != manifest || old_.own.size() != names_.size();
  if (!is_new_) return core::success();
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
  return write_plainly(stage_ / kManifestName, manifest);
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
    bool in_the_way = names_.contains(name);
    const auto below = names_.lower_bound(name + "/");
    if (below != names_.end() && below->starts_with(name + "/")) in_the_way = true;
    for (fs::path parent = fs::path(name).parent_path(); !parent.empty();
         parent = parent.parent_path()) {
      if (names_.contains(parent.generic_string())) in_the_way = true;
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
