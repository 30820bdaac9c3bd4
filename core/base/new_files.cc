// Plain writes and one sync, where thousands of atomic ones would take minutes.
#include "core/base/new_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "core/base/files.h"

namespace core {
namespace {

namespace fs = std::filesystem;

// The folder is made when it turns out to be missing, which is once a folder.
Result<int> open_new(const fs::path& path) {
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int file = ::open(path.c_str(), flags, 0644);
  if (file < 0 && errno == ENOENT) {
    if (Status made = make_folders(path.parent_path()); !made) return made.failure();
    file = ::open(path.c_str(), flags, 0644);
  }
  if (file < 0) return system_failure("write", path);
  return file;
}

}  // namespace

Status write_new_file(const fs::path& path, std::string_view content) {
  const Result<int> file = open_new(path);
  if (!file) return file.failure();
  while (!content.empty()) {
    const ssize_t done = ::write(*file, content.data(), content.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      Failure failure = system_failure("write", path);
      ::close(*file);
      return failure;
    }
    content.remove_prefix(static_cast<std::size_t>(done));
  }
  const bool readable = ::fchmod(*file, 0644) == 0;  // open() obeys the umask
  if (::close(*file) != 0 || !readable) return system_failure("write", path);
  return success();
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
