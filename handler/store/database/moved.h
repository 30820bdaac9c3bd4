// Which of two databases holds the data: one that they were moved away from, and one that they have
// not wholly arrived in, are used by no program.
#pragma once

#include <string>
#include <string_view>

#include "handler/store/database/database.h"

namespace handler::store {

namespace facts {
inline constexpr std::string_view kMovedTo =
    "moved_to";  // where the data went: "postgresql MOVE TIME", or "sqlite MOVE TIME"
inline constexpr std::string_view kArriving =
    "arriving";  // the move that brings the data, in hex, until they are gone at their old place
}  // namespace facts

// Throws Refused with `misconfigured` and what to do if the data were moved away from this
// database, or if their move into it was not finished. Inside a transaction of the caller or
// outside; the tables are those of this program.
void check_is_home(Database& database);

// What the fact kMovedTo says, in words for an operator.
struct MovedTo {
  std::string name;  // "PostgreSQL" or "SQLite"
  std::string time;  // ISO
};
MovedTo moved_to_from(std::string_view fact);

}  // namespace handler::store
