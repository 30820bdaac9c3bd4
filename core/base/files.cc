// Reads and writes files and folders over POSIX: an atomic write needs fsync of the file, rename,
// and fsync of its folder.
#include "core/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/descriptor.h"

namespace core {
namespace {

namespace fs = std::filesystem;

struct ErrnoMeaning {
  int number;
  FailureCode code;
};

constexpr std::array kMeanings = {
    ErrnoMeaning{ENOSPC, FailureCode::disk_full},  ErrnoMeaning{EDQUOT, FailureCode::disk_full},
    ErrnoMeaning{EACCES, FailureCode::no_access},  ErrnoMeaning{EPERM, FailureCode::no_access},
    ErrnoMeaning{EROFS, FailureCode::no_access},   ErrnoMeaning{ENOENT, FailureCode::not_found},
    ErrnoMeaning{ENOTDIR, FailureCode::not_found}, ErrnoMeaning{EEXIST, FailureCode::conflict},
    ErrnoMeaning{EBUSY, FailureCode::busy},        ErrnoMeaning{EAGAIN, FailureCode::busy},
};

Failure failure_of(int number, std::string_view what, const fs::path& path) {
  Failure failure;
  for (const ErrnoMeaning& meaning : kMeanings)
    if (meaning.number == number) failure.code = meaning.code;
  failure.message =
      fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(number));
  return failure;
}

// What desktops and offices leave in folders that they show. The only list of these.
constexpr std::array<std::string_view, 6> kLeftByDesktops = {
    "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "@eadir", "$recycle.bin"};

// A name with a dot in front, an open document's lock ("~$plan.docx"), an editor's copy
// ("a.yaml~").
bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') ||
         contains(kLeftByDesktops, ascii_lower(name));
}

Result<std::string> read_open_file(int file, const fs::path& path, std::size_t limit) {
  std::string content;
  std::array<char, 1u << 16> block;
  for (;;) {
    const ssize_t count = ::read(file, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("read", path);
    if (count == 0) return content;
    content.append(block.data(), static_cast<std::size_t>(count));
    if (content.size() > limit)
      return Failure{FailureCode::invalid, fmt::format("cannot read {}: it has more than {} bytes",
                                                       path.string(), limit)};
  }
}

// fchmod() sets the mode, because the umask masks the mode given to open().
bool fill(Descriptor& file, std::string_view content, unsigned mode) {
  return write_all(file.get(), content) && ::fchmod(file.get(), mode) == 0 &&
         ::fsync(file.get()) == 0 && file.close() == 0;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// Reads the mode first: that is cheaper than setting it, and usually it is right already.
Status set_folder_mode(const fs::path& folder, unsigned mode) {
  struct stat made {};
  if (::stat(folder.c_str(), &made) == 0 && (made.st_mode & 07777) == mode) return success();
  if (::chmod(folder.c_str(), mode) != 0) return system_failure("set the mode of", folder);
  return success();
}

}  // namespace

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(file, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Without this a crash may undo the rename although the file's content is safe.
Status sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.ok() || ::fsync(opened.get()) != 0) return system_failure("sync", folder);
  return success();
}

Failure system_failure(std::string_view what, const fs::path& path) {
  return failure_of(errno, what, path);
}

Result<std::string> read_file(const fs::path& path, std::size_t limit) {
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.ok()) return system_failure("read", path);
  struct stat there {};
  if (::fstat(file.get(), &there) != 0) return system_failure("read", path);
  if (!S_ISREG(there.st_mode))
    return Failure{FailureCode::invalid,
                   fmt::format("cannot read {}: it is not a regular file", path.string())};
  return read_open_file(file.get(), path, limit);
}

Status write_file_atomically(const fs::path& path, std::string_view content, unsigned mode) {
  const fs::path folder = folder_of(path);
  std::string beside = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
  Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));
  if (!file.ok()) return system_failure("write", path);
  if (!fill(file, content, mode) || ::rename(beside.c_str(), path.c_str()) != 0) {
    Failure failure = system_failure("write", path);
    ::unlink(beside.c_str());
    return failure;
  }
  return sync_folder(folder);
}

Status append_to_file(const fs::path& path, std::string_view content, unsigned mode) {
  Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!file.ok() || !write_all(file.get(), content) || ::fsync(file.get()) != 0 ||
      file.close() != 0)
    return system_failure("append to", path);
  return sync_folder(folder_of(path));
}

void remove_unfinished(const fs::path& folder,
                       const std::function<bool(const std::string& name)>& is_ours) {
  constexpr std::size_t kRandom = 6;  // what mkostemp() fills in
  std::vector<fs::path> left;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const std::size_t dot = name.rfind('.');
    if (!name.starts_with('.') || dot < 2 || name.size() - dot - 1 != kRandom) continue;
    if (is_ours(name.substr(1, dot - 1))) left.push_back(entry->path());
  }
  for (const fs::path& path : left) {
    if (fs::is_regular_file(fs::symlink_status(path, error))) fs::remove(path, error);
  }
}

Result<bool> write_file_if_changed(const fs::path& path, std::string_view content) {
  const Result<std::string> present = read_file(path, content.size());
  if (present.ok() && *present == content) return false;
  const Status written = write_file_atomically(path, content);
  if (!written.ok()) return written.failure();
  return true;
}

Result<std::vector<std::string>> list_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!is_hidden(entry->path())) names.push_back(entry->path().filename().string());
  }
  if (error) return failure_of(error.value(), "list", folder);
  std::ranges::sort(names);
  return names;
}

Result<std::vector<std::string>> list_tree(const fs::path& folder) {
  std::error_code error;
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::file_status status = entry->symlink_status(error);
    if (error) break;
    if (is_hidden(entry->path())) {
      if (fs::is_directory(status)) entry.disable_recursion_pending();
    } else if (fs::is_regular_file(status)) {
      files.push_back(entry->path().lexically_relative(folder).generic_string());
    }
  }
  if (error) return failure_of(error.value(), "list", folder);
  std::ranges::sort(files);
  return files;
}

// Starts with the deepest folder: usually only that one is missing, and a large site needs one for
// each page.
Status make_folders(const fs::path& folder, unsigned mode) {
  if (folder.empty() || folder == "/" || folder == ".") return success();
  if (!folder.has_filename()) return make_folders(folder.parent_path(), mode);
  int result = ::mkdir(folder.c_str(), mode);
  if (result != 0 && errno == ENOENT) {
    if (Status above = make_folders(folder.parent_path(), mode); !above) return above;
    result = ::mkdir(folder.c_str(), mode);
  }
  if (result == 0) return set_folder_mode(folder, mode);
  const int why = errno;
  struct stat there {};
  if (::stat(folder.c_str(), &there) == 0 && S_ISDIR(there.st_mode)) return success();
  return failure_of(why, "make folder", folder);
}

}  // namespace core
