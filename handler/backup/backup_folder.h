// The folder of one backup: its name, what it says of itself, and which of many are kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/copy_check.h"

namespace handler::backup {

// The parts of a backup, by name.
inline constexpr std::string_view kDatabase = "bancheng.sqlite";
inline constexpr std::string_view kManifest = "manifest.json";
inline constexpr std::string_view kDestroyed = "destroyed.list";
inline constexpr std::string_view kPublished = "published";
inline constexpr std::string_view kContent = "content";

// What a backup says of itself, written last: a folder without it is no backup.
struct Manifest {
  std::string made_at;                           // ISO
  std::string program;                           // build that made it
  std::uintmax_t bytes = 0;                      // of the database
  store::CopyContent content;                    // read from the copy
  std::map<std::string, std::string> published;  // site -> version
  bool has_content = false;
  std::uint64_t findings = 0;  // of verification in the copy
  bool doubtful = false;       // some of them cannot be repaired, so it is no copy to rely on

  bool operator==(const Manifest&) const = default;
};

// Whether there is such a file or folder. Unlike for core::is_there(), a link that leads nowhere is
// none.
bool is_reachable(const std::filesystem::path& path);

std::string to_text(const Manifest& manifest);
// `corrupt` if it is missing, or not one of ours.
core::Result<Manifest> read_manifest(const std::filesystem::path& backup);

// "bancheng-2026-11-29T0300Z" (UTC); the second of a minute ends with "-2".
std::string name_of(core::Instant made, int number);

// A folder with the name and the manifest of a backup.
struct Made {
  std::filesystem::path folder;
  std::string minute;  // of its name
  int number = 1;
  Manifest manifest;
  bool whole = false;  // not doubtful, and its database has the size that the manifest says
};

// The backups in a place, the newest first. Folders of other names and folders without a manifest
// are none.
core::Result<std::vector<Made>> backups_in(const std::filesystem::path& place);

// Folders with the name of a backup whose manifest is damaged or missing: they count as none, so
// none of them is ever removed. None of a place that cannot be read.
std::vector<std::filesystem::path> unknown_in(const std::filesystem::path& place);

// One more than the highest number of those that were made in the same minute as `made`.
int next_number(const std::vector<Made>& backups, core::Instant made);

// Removes the backups older than the newest `keep` whole ones, and of those that are not whole all
// but the newest `keep`: a backup without doubt never goes for a doubtful one. `made` is the
// newest: one with a later name was made while the clock was wrong, counts as none and stays until
// its time comes, so that it never costs a good one. A folder that holds anything that a backup
// does not is left alone. Returns the removed folders.
core::Result<std::vector<std::filesystem::path>> remove_old(const std::filesystem::path& place,
                                                            int keep,
                                                            const std::filesystem::path& made);

}  // namespace handler::backup
