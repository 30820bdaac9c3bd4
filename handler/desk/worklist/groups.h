// The groups of the worklist: the next actions, and the roles that take them.
#pragma once

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
};

// In page order; the first is the default.
std::span<const Group> groups();
const Group& group_named(std::string_view id);

// True if a role of this user may take the group's action under the published policy.
bool is_for(const Group& group, const Visit& visit);

// Adds the group's conditions to a filter.
void apply(const Group& group, core::Instant now, store::CaseFilter& filter);

}  // namespace handler::desk
