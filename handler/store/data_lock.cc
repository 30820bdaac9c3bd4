// Locks the folder with flock(), which needs no file of its own.
#include "handler/store/data_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "core/base/files.h"

namespace handler::store {
namespace {

core::Descriptor open_folder(const std::filesystem::path& data) {
  return core::Descriptor(::open(data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

}  // namespace

core::Result<DataLock> DataLock::share(const std::filesystem::path& data) {
  core::Descriptor folder = open_folder(data);
  if (folder.ok() && ::flock(folder.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return core::Failure{
        core::FailureCode::busy,
        "the data in " + data.string() + " are being restored: try again when that is done"};
  }
  return DataLock(std::move(folder));
}

core::Result<DataLock> DataLock::alone(const std::filesystem::path& data) {
  core::Descriptor folder = open_folder(data);
  if (!folder.ok()) return core::system_failure("open", data);
  if (::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) return DataLock(std::move(folder));
  if (errno != EWOULDBLOCK) return core::system_failure("lock", data);
  return core::Failure{
      core::FailureCode::busy,
      "another program uses the data in " + data.string() +
          ": stop the handler, the publisher and the timers first (systemctl stop bancheng "
          "bancheng-publish bancheng-tick.timer bancheng-backup.timer)"};
}

}  // namespace handler::store
