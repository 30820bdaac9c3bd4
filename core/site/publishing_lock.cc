// Locks the folder itself with flock(), which leaves no file behind and ends with the process.
#include "core/site/publishing_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "core/base/files.h"

namespace core {
namespace {

bool lock(int folder, int how) {
  int result = 0;
  do {
    result = ::flock(folder, how);
  } while (result != 0 && errno == EINTR);
  return result == 0;
}

}  // namespace

Result<PublishingLock> PublishingLock::take(const std::filesystem::path& published_root,
                                            const std::function<void()>& waits) {
  if (const Status made = make_folders(published_root); !made) return made.failure();
  Descriptor folder(::open(published_root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.ok()) return system_failure("open", published_root);
  if (lock(folder.get(), LOCK_EX | LOCK_NB)) return PublishingLock(std::move(folder));
  if (errno != EWOULDBLOCK) return system_failure("lock", published_root);
  if (waits) waits();
  if (!lock(folder.get(), LOCK_EX)) return system_failure("lock", published_root);
  return PublishingLock(std::move(folder));
}

}  // namespace core
