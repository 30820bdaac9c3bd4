// The numbers that a database has given to cases and parts so far: a database that takes its place
// goes on beyond them, so that one number never means two things in copies that lie side by side.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace handler::store {

class Database;

// The last ones that were given; 0: none yet.
struct LastIds {
  std::int64_t cases = 0;
  std::int64_t parts = 0;

  bool operator==(const LastIds&) const = default;
};

// As the fact kPassedOver keeps them: "7 70". Anything else reads as none.
std::string text_of(const LastIds& ids);
LastIds last_ids_from(const std::string& text);

// The higher ones of both.
LastIds highest(const LastIds& one, const LastIds& other);

// What pass_over() has recorded in this database.
LastIds passed_over_in(Database& database);

// Reads them without a change to the file or to its folder; the file may be of an older program.
// Fails as open_sqlite_to_look() does, and with `corrupt` if the file is damaged or not one of
// ours.
core::Result<LastIds> last_ids_in(const std::filesystem::path& database);

}  // namespace handler::store
