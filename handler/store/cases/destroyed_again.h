// Destroys parts that a restored backup still holds although they were destroyed after it was made.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace handler::store {

class Database;

// The case that a part belongs to.
struct PartsOwner {
  std::string site;
  std::int64_t case_id = 0;

  auto operator<=>(const PartsOwner&) const = default;
};

// In the caller's transaction. Parts that are not there or destroyed already are passed over. What
// was derived from the texts goes with them: traces, words of search; and the chunks of files, with
// what they count in the row of their case. New cases and parts get ids beyond all of these, so
// that the list never names a part that came later. Call Destructions::forget_destroyed()
// afterwards. Returns the number of destroyed parts.
std::int64_t destroy_parts_again(Database& database,
                                 const std::map<PartsOwner, std::vector<std::int64_t>>& listed);

// New rows of `table` get numbers beyond `last`.
void pass_over_ids(Database& database, const std::string& table, std::int64_t last);

}  // namespace handler::store
