// Gives up root's rights, groups first.
#include "core/settings/folder_owner.h"

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/files.h"

namespace core {

Status act_as_owner_of(const std::filesystem::path& folder) {
  struct stat there {};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &there) != 0 || there.st_uid == 0)
    return success();
  const bool done = ::setgroups(1, &there.st_gid) == 0 && ::setgid(there.st_gid) == 0 &&
                    ::setuid(there.st_uid) == 0;
  if (done) return success();
  return Failure{FailureCode::no_access, "the system refuses to act as the owner of " +
                                             folder.string() + ": run the command as that user"};
}

Status give_to_owner_of(const std::filesystem::path& folder, const std::filesystem::path& path) {
  if (::geteuid() != 0 || !is_there(path)) return success();
  struct stat owner {};
  if (::stat(folder.c_str(), &owner) == 0 &&
      ::lchown(path.c_str(), owner.st_uid, owner.st_gid) == 0)
    return success();
  return system_failure("give to the owner of its folder", path);
}

}  // namespace core
