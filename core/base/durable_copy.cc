// Copies block by block, then syncs the file and every folder that was made.
#include "core/base/durable_copy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/descriptor.h"
#include "core/base/files.h"

namespace core {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 1U << 18;

Status copy_bytes(int from, int to, const fs::path& source, const fs::path& target) {
  const auto block = std::make_unique<char[]>(kBlock);
  for (;;) {
    const ssize_t count = ::read(from, block.get(), kBlock);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("read", source);
    if (count == 0) return success();
    if (!write_all(to, {block.get(), static_cast<std::size_t>(count)}))
      return system_failure("write", target);
  }
}

Status fill_and_sync(int from, Descriptor& to, unsigned mode, const fs::path& source,
                     const fs::path& target) {
  if (Status copied = copy_bytes(from, to.get(), source, target); !copied) return copied;
  if (::fchmod(to.get(), mode) != 0 || ::fsync(to.get()) != 0 || to.close() != 0)
    return system_failure("write", target);
  return success();
}

// The folders of the copy that hold its files, the deepest last.
std::set<fs::path> folders_for(const fs::path& to, const std::vector<std::string>& files) {
  std::set<fs::path> folders = {to};
  for (const std::string& file : files) {
    for (fs::path folder = fs::path(file).parent_path(); !folder.empty();
         folder = folder.parent_path())
      folders.insert(to / folder);
  }
  return folders;
}

}  // namespace

Status write_and_sync(int file, std::string_view bytes, const fs::path& path) {
  if (!write_all(file, bytes)) return system_failure("write", path);
  if (::fsync(file) != 0) return system_failure("sync", path);
  return success();
}

Status copy_durably(const fs::path& from, const fs::path& to, unsigned mode) {
  const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat there {};
  if (!source.ok() || ::fstat(source.get(), &there) != 0) return system_failure("read", from);
  if (!S_ISREG(there.st_mode)) {
    return Failure{FailureCode::invalid,
                   "cannot copy " + from.string() + ": it is not a regular file"};
  }
  Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!target.ok()) return system_failure("make", to);
  Status done = fill_and_sync(source.get(), target, mode, from, to);
  if (!done) ::unlink(to.c_str());
  return done;
}

Result<std::uintmax_t> copy_tree_durably(const fs::path& from, const fs::path& to) {
  const Result<std::vector<std::string>> files = list_tree(from);
  if (!files) return files.failure();
  const std::set<fs::path> folders = folders_for(to, *files);
  for (const fs::path& folder : folders)
    if (const Status made = make_folders(folder, 0700); !made) return made.failure();
  std::uintmax_t bytes = 0;
  for (const std::string& file : *files) {
    if (const Status copied = copy_durably(from / file, to / file); !copied)
      return copied.failure();
    std::error_code ignored;
    bytes += fs::file_size(to / file, ignored);
  }
  for (const fs::path& folder : folders)
    if (const Status synced = sync_folder(folder); !synced) return synced.failure();
  return bytes;
}

Result<std::uintmax_t> bytes_of_tree(const fs::path& folder) {
  const Result<std::vector<std::string>> files = list_tree(folder);
  if (!files) return files.failure();
  std::uintmax_t bytes = 0;
  for (const std::string& file : *files) {
    std::error_code gone;  // a file that a build just removed counts nothing
    const std::uintmax_t size = fs::file_size(folder / file, gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace core
