// What the records of a database file say, before anything is restored from it or beside it: holds
// that are younger than a backup are not in it.
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace handler::store {

struct HeldCase {
  std::string site;
  std::int64_t case_id = 0;

  auto operator<=>(const HeldCase&) const = default;
};

// The newest event of a case that set or lifted a hold.
struct HoldState {
  std::int64_t seq = 0;
  bool is_held = false;

  bool operator==(const HoldState&) const = default;
};

// Of each case that was ever on hold.
using Holds = std::map<HeldCase, HoldState>;

// Reads them without a change to the file or to its folder; the file may be of an older program.
// Fails as open_sqlite_to_look() does, and with `corrupt` if the file is damaged or not one of
// ours.
core::Result<Holds> holds_in(const std::filesystem::path& database);

// Those of `cases` that the file has no event of. Fails as holds_in().
core::Result<std::vector<HeldCase>> missing_in(const std::filesystem::path& database,
                                               const std::vector<HeldCase>& cases);

// Adds what `others` know later.
void add_newer(Holds& holds, const Holds& others);

}  // namespace handler::store
