// Writes new files without syncing each: thousands of atomic writes would take minutes.
#include "core/base/new_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "core/base/files.h"

namespace core {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kMode = 0644;

constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kFolderMode = 0755;

// Needed because the umask masks the mode given to open(). Reading the mode first is cheaper than
// setting one that is right already.
bool make_readable(int file) {
  struct stat made {};
  if (::fstat(file, &made) == 0 && (made.st_mode & 07777) == kMode) return true;
  return ::fchmod(file, kMode) == 0;
}

Status fill_readable(int file, std::string_view content, const fs::path& path) {
  const bool written = write_all(file, content) && make_readable(file);
  Failure failure = written ? Failure{} : system_failure("write", path);
  const bool closed = ::close(file) == 0;
  if (!written) return failure;
  if (!closed) return system_failure("write", path);
  return success();
}

}  // namespace

NewFiles::~NewFiles() {
  if (opened_ >= 0) ::close(opened_);
}

Status NewFiles::open_folder() {
  const std::lock_guard lock(mutex_);
  if (opened_ >= 0) return success();
  if (Status made = make_folders(folder_, kFolderMode); !made) return made;
  opened_ = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (opened_ < 0) return system_failure("open", folder_);
  return success();
}

// Makes the parent folder before it opens the file: most files are the first in their folder.
Result<int> NewFiles::open_new(const std::string& path) const {
  const std::size_t slash = path.rfind('/');
  if (slash != std::string::npos) {
    const std::string parent = path.substr(0, slash);
    if (::mkdirat(opened_, parent.c_str(), kFolderMode) == 0) {
      struct stat made {};
      const bool is_right = ::fstatat(opened_, parent.c_str(), &made, AT_SYMLINK_NOFOLLOW) == 0 &&
                            (made.st_mode & 07777) == kFolderMode;
      if (!is_right && ::fchmodat(opened_, parent.c_str(), kFolderMode, 0) != 0)
        return system_failure("set the mode of", folder_ / parent);
    } else if (errno == ENOENT) {
      if (Status made = make_folders(folder_ / parent, kFolderMode); !made) return made.failure();
    }
  }
  const int file = ::openat(opened_, path.c_str(), kFlags, kMode);
  if (file < 0) return system_failure("write", folder_ / path);
  return file;
}

Status NewFiles::write(const std::string& path, std::string_view content) {
  if (Status opened = open_folder(); !opened) return opened;
  const Result<int> file = open_new(path);
  if (!file) return file.failure();
  return fill_readable(*file, content, folder_ / path);
}

Status write_new_file(const fs::path& path, std::string_view content) {
  int file = ::open(path.c_str(), kFlags, kMode);
  if (file < 0 && errno == ENOENT) {
    if (Status made = make_folders(path.parent_path(), kFolderMode); !made) return made;
    file = ::open(path.c_str(), kFlags, kMode);
  }
  if (file < 0) return system_failure("write", path);
  return fill_readable(file, content, path);
}

Status sync_file_system(const fs::path& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0 || ::syncfs(opened) != 0) {
    Failure failure = system_failure("sync", folder);
    if (opened >= 0) ::close(opened);
    return failure;
  }
  ::close(opened);
  return success();
}

}  // namespace core
