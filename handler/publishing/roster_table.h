// A pasted table as entries of a roster.
#pragma once

#include <string_view>
#include <vector>

#include "core/directory/directory.h"
#include "handler/publishing/pasted_table.h"

namespace handler::publishing {

// The longest role, name and post or unit, in characters.
inline constexpr std::size_t kLongestRole = 20;
inline constexpr std::size_t kLongestPerson = 40;
inline constexpr std::size_t kLongestPost = 100;

struct RosterTable {
  std::vector<core::RosterEntry> entries;  // without span
  std::vector<TableMistake> mistakes;      // all of them; then the entries are of no use
};

// Understands a row of headings; without one the columns are role, name, post. A column of numbers
// in front is left out. An empty role is that of the row above, as in merged cells. A second cell
// that is too long for a name is a unit, if the row has no more cells. Codes of mistakes: empty,
// no_role, nobody, too_many, role_long, name_long, post_long. Pure.
RosterTable read_roster_table(std::string_view pasted);

}  // namespace handler::publishing
