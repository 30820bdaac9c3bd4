// Whether the disks have room for a backup before it begins.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

#include "core/base/result.h"

namespace handler::backup {

// A disk as the system shows it now.
struct Disk {
  std::uintmax_t free = 0;  // bytes that a program without privileges may still write
  dev_t device = 0;
};

core::Result<Disk> disk_of(const std::filesystem::path& folder);

// What a backup writes, in bytes.
struct Needs {
  std::uintmax_t copy = 0;  // at the place of the backups
  std::uintmax_t log =
      0;  // beside the database: its write-ahead log cannot be emptied while the copy is made
};

// `disk_full` names the folder, what it has and what it needs. If both folders are on one disk, it
// needs the sum. A little more than the needs must be free, so that a backup never fills a disk.
core::Status check_space(const Needs& needs, const std::filesystem::path& place,
                         const Disk& at_place, const std::filesystem::path& data,
                         const Disk& at_data);

}  // namespace handler::backup
