// Unnamed files by O_TMPFILE, or by removing the name at once where a file system lacks it.
#include "core/base/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "core/base/files.h"

namespace core {
namespace {

Descriptor open_unnamed(const std::filesystem::path& folder) {
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.ok() || (errno != EOPNOTSUPP && errno != EISDIR)) return file;
  std::string path = (folder / ".spool.XXXXXX").string();
  Descriptor named(::mkostemp(path.data(), O_CLOEXEC));
  if (named.ok()) ::unlink(path.c_str());
  return named;
}

}  // namespace

Result<Spool> Spool::make(const std::filesystem::path& folder) {
  Descriptor file = open_unnamed(folder);
  if (!file.ok()) return system_failure("make a file in", folder);
  return Spool(std::move(file));
}

Status Spool::append(std::string_view bytes) {
  if (!write_all(file_.get(), bytes)) return system_failure("write to", "a spooled file");
  size_ += bytes.size();
  return success();
}

Result<std::string> Spool::read(std::uint64_t offset, std::size_t count) const {
  std::string bytes(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got =
        ::pread(file_.get(), bytes.data() + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("read", "a spooled file");
    if (got == 0) return Failure{FailureCode::corrupt, "a spooled file is shorter than it was"};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace core
