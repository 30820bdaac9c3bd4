// Locks the folder with flock().
#include "handler/publishing/content_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <utility>

#include "core/base/files.h"

namespace handler::publishing {

core::Result<ContentLock> ContentLock::take(const std::filesystem::path& content) {
  core::Descriptor folder(::open(content.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.ok()) return core::system_failure("open", content);
  if (::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) return ContentLock(std::move(folder));
  if (errno != EWOULDBLOCK) return core::system_failure("lock", content);
  return core::Failure{core::FailureCode::busy,
                       "another publisher works on " + content.string() + ": wait for it to end"};
}

}  // namespace handler::publishing
