// Compares what is free with what will be written.
#include "handler/backup/space.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "core/base/files.h"

namespace handler::backup {
namespace {

constexpr std::uintmax_t kMebibyte = 1U << 20;
constexpr std::uintmax_t kSpare = 16 * kMebibyte;

core::Status has_room(std::uintmax_t needed, const Disk& disk,
                      const std::filesystem::path& folder) {
  if (disk.free >= needed + kSpare) return core::success();
  return core::Failure{
      core::FailureCode::disk_full,
      fmt::format("the disk of {} has {} MB free and the copy needs {} MB: free space there first",
                  folder.string(), disk.free / kMebibyte, (needed + kSpare) / kMebibyte + 1)};
}

}  // namespace

core::Result<Disk> disk_of(const std::filesystem::path& folder) {
  struct statvfs space {};
  struct stat there {};
  if (::statvfs(folder.c_str(), &space) != 0 || ::stat(folder.c_str(), &there) != 0)
    return core::system_failure("look at the disk of", folder);
  return Disk{static_cast<std::uintmax_t>(space.f_bavail) * space.f_frsize, there.st_dev};
}

core::Status check_space(const Needs& needs, const std::filesystem::path& place,
                         const Disk& at_place, const std::filesystem::path& data,
                         const Disk& at_data) {
  if (at_place.device == at_data.device) return has_room(needs.copy + needs.log, at_place, place);
  if (core::Status room = has_room(needs.copy, at_place, place); !room) return room;
  return has_room(needs.log, at_data, data);
}

}  // namespace handler::backup
