// The list of destroyed parts: a file beside the database, so that a backup that is older than a
// destruction is destroyed again when it is restored. It holds numbers alone and is kept longer
// than any backup.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace handler::store {

struct DestroyedPart {
  std::string site;
  std::int64_t case_id = 0;
  std::int64_t part_id = 0;

  auto operator<=>(const DestroyedPart&) const = default;
};

// DATA/destroyed.list
std::filesystem::path destroyed_list_of(const std::filesystem::path& data);

// Appends one line for each part ("demo 17 42;") and syncs the file, which is made (0600) if it is
// missing; run by root it belongs to the owner of the folder, whose own programs append to it too.
// Call it before parts are destroyed whose time is over: a part that is listed and still there is
// destroyed once more, never the reverse.
core::Status append_destroyed(const std::filesystem::path& data,
                              const std::vector<DestroyedPart>& parts);

// Appends those that the list does not name yet.
core::Status append_missing(const std::filesystem::path& data,
                            const std::vector<DestroyedPart>& parts);

// All parts of the list, each once; none if there is no file. `corrupt` names the first line that
// is not of this form, except a line that a power failure cut (an empty line or nothing follows
// it): that one is ignored; what to do is in the message.
core::Result<std::vector<DestroyedPart>> read_destroyed(const std::filesystem::path& file);

}  // namespace handler::store
