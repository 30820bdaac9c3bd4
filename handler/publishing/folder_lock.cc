// Locks the folder with flock().
#include "handler/publishing/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <utility>

#include "core/base/files.h"

namespace handler::publishing {

core::Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  core::Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.ok()) return core::system_failure("open", folder);
  if (::flock(opened.get(), LOCK_EX | LOCK_NB) == 0) return FolderLock(std::move(opened));
  if (errno != EWOULDBLOCK) return core::system_failure("lock", folder);
  return core::Failure{core::FailureCode::busy,
                       "another one works in " + folder.string() + ": wait for it to end"};
}

}  // namespace handler::publishing
