// The groups of the worklist: the next actions, and the roles that take them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "handler/desk/visit.h"

namespace handler::desk {

// A named query to the store; its name in the texts is "desk.group.<id>".
struct Group {
  enum class What {
    marked,  // cases with the mark
    late,    // late cases with the mark
    ended,   // cases that owe nothing any more
    all,
  };
  std::string_view id;
  What what = What::marked;
  std::string_view mark;    // "" for ended and all
  std::string_view action;  // users who may take it see the group; "": all users who see cases
  // Only for this role, and only within its grants; a unit's cases are those that it holds.
  std::optional<core::Role> role = std::nullopt;
};

// In page order: first what waits for each role that acts on cases.
std::span<const Group> groups();
// Unknown ids: the default of this user.
const Group& group_named(std::string_view id, const Visit& visit);
// The group must exist.
const Group& known_group(std::string_view id);
// What waits for this user; all open cases if the user acts on none.
const Group& default_group(const Visit& visit);

// True if a role of this user may take the group's action under the published policy.
bool is_for(const Group& group, const Visit& visit);

// Adds the group's conditions to a filter. The filter of a group of a role must begin with the
// scope of that role (scope_of).
void apply(const Group& group, core::Instant now, store::CaseFilter& filter);

}  // namespace handler::desk
