// Reads, writes and removes single files below a site's folder.
#include "handler/publishing/content_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/base/files.h"
#include "core/base/text.h"

namespace handler::publishing {
namespace {

namespace fs = std::filesystem;
using core::Failure;
using core::FailureCode;

Failure not_safe(const fs::path& path) {
  return {FailureCode::refused, path.string() + " is no file that may be published"};
}

// Every folder on the way, and the file itself, is what it looks like.
core::Status check_way(const fs::path& folder, const std::string& path) {
  if (!is_safe_path(path)) return not_safe(folder / path);
  fs::path at = folder;
  for (const fs::path& part : fs::path(path)) {
    at /= part;
    std::error_code ignored;
    if (fs::is_symlink(fs::symlink_status(at, ignored))) return not_safe(at);
  }
  return core::success();
}

// What a file of ours replaces, or the folder that it comes into.
struct Owner {
  unsigned mode = 0644;
  uid_t user = 0;
  gid_t group = 0;
};

Owner owner_of(const fs::path& file, const fs::path& folder) {
  struct stat there {};
  if (::lstat(file.c_str(), &there) == 0)
    return {there.st_mode & 0777U, there.st_uid, there.st_gid};
  const bool found = ::stat(folder.c_str(), &there) == 0;
  return found ? Owner{0644, there.st_uid, there.st_gid} : Owner{0644, ::geteuid(), ::getegid()};
}

// Where this account may not give a file away, the file stays its own: content that several
// accounts write is shared by a group, which the folder's mode gives on.
void give_away(const fs::path& path, const Owner& owner) {
  struct stat made {};
  if (::lstat(path.c_str(), &made) != 0) return;
  if (made.st_uid == owner.user && made.st_gid == owner.group) return;
  if (::lchown(path.c_str(), owner.user, owner.group) != 0) [[maybe_unused]]
    const int group = ::lchown(path.c_str(), static_cast<uid_t>(-1), owner.group);
}

core::Status remove_file(const fs::path& folder, const fs::path& file) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT) return core::system_failure("remove", file);
  fs::path above = file.parent_path();
  const bool is_inner = above != folder;
  if (is_inner && (::rmdir(above.c_str()) == 0 || errno == ENOENT)) above = above.parent_path();
  return core::sync_folder(above);
}

}  // namespace

bool is_safe_path(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) return false;
  for (const std::string& part : core::split(path, '/'))
    if (part.empty() || part.starts_with('.')) return false;
  return true;
}

core::Result<std::optional<std::string>> standing_file(const fs::path& folder,
                                                       const std::string& path) {
  if (const core::Status safe = check_way(folder, path); !safe) return safe.failure();
  core::Result<std::string> bytes = core::read_file(folder / path);
  if (bytes) return std::optional<std::string>(*std::move(bytes));
  if (bytes.failure().code == FailureCode::not_found) return std::optional<std::string>();
  return bytes.failure();
}

core::Status put_file(const fs::path& folder, const std::string& path,
                      const std::optional<std::string>& bytes) {
  if (core::Status safe = check_way(folder, path); !safe) return safe;
  const fs::path file = folder / path;
  core::remove_unfinished(file.parent_path(),
                          [&](const std::string& name) { return name == file.filename(); });
  if (!bytes) return remove_file(folder, file);
  const Owner owner = owner_of(file, folder);
  std::error_code ignored;
  const bool is_new_folder = !fs::exists(file.parent_path(), ignored);
  if (core::Status made = core::make_folders(file.parent_path()); !made) return made;
  if (is_new_folder) give_away(file.parent_path(), owner);
  if (core::Status written = core::write_file_atomically(file, *bytes, owner.mode); !written)
    return written;
  give_away(file, owner);
  return core::success();
}

}  // namespace handler::publishing
