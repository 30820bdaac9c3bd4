// Opens with openat2 (RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS); kernels or sandboxes without it get a
// walk with O_NOFOLLOW.
#include "handler/transport/safe_open.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/descriptor.h"
#include "core/base/text.h"

namespace handler::transport {
namespace {

constexpr int kReadFlags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

int open_in_kernel(int folder, const char* relative) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(kReadFlags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(::syscall(SYS_openat2, folder, relative, &how, sizeof how));
}

core::Descriptor open_step_by_step(core::Descriptor folder, const std::string& relative) {
  for (const std::string& segment : core::split(relative, '/')) {
    if (segment.empty() || segment == "." || segment == "..") return core::Descriptor(-1);
    folder = core::Descriptor(::openat(folder.get(), segment.c_str(), kReadFlags));
    if (!folder.ok()) return folder;
  }
  return folder;
}

core::Descriptor open_relative(core::Descriptor folder, const std::string& relative, Way way) {
  if (relative.empty()) return folder;
  if (way == Way::steps) return open_step_by_step(std::move(folder), relative);
  const int number = open_in_kernel(folder.get(), relative.c_str());
  const bool is_unknown = number < 0 && (errno == ENOSYS || errno == EPERM || errno == EINVAL);
  if (!is_unknown) return core::Descriptor(number);
  return open_step_by_step(std::move(folder), relative);
}

}  // namespace

std::optional<OpenedPath> open_safely(const std::filesystem::path& folder,
                                      const std::string& relative, Way way) {
  if (relative.find('\0') != std::string::npos) return std::nullopt;
  core::Descriptor root(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.ok()) return std::nullopt;
  core::Descriptor file = open_relative(std::move(root), relative, way);
  struct stat status {};
  if (!file.ok() || ::fstat(file.get(), &status) != 0) return std::nullopt;
  OpenedPath found;
  found.is_folder = S_ISDIR(status.st_mode);
  if (!found.is_folder && !S_ISREG(status.st_mode)) return std::nullopt;
  found.size = static_cast<std::uint64_t>(status.st_size);
  found.changed_nanoseconds = status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
  found.file = std::make_shared<const core::Descriptor>(std::move(file));
  return found;
}

}  // namespace handler::transport
