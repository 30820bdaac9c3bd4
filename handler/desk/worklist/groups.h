// The groups of the worklist: what must be done next, and who would do it.
#pragma once

#include <span>
#include <string_view>

#include "handler/desk/visit.h"

namespace handler::desk {

// One question to the store, under a name: "desk.group.<id>" in the texts.
struct Group {
  enum class What {
    marked,  // cases with the mark
    late,    // of those with the mark, what is late
    ended,   // cases that owe nothing any more
    all,
  };
  std::string_view id;
  What what = What::marked;
  std::string_view mark;    // "" for ended and all
  std::string_view action;  // whoever may take it sees the group; "": whoever sees cases
};

// In the order of the page; the first is shown when nothing is chosen.
std::span<const Group> groups();
const Group& group_named(std::string_view id);

// Whether a role of this person may take the group's action on some case, under the published
// policy.
bool is_for(const Group& group, const Visit& visit);

// Puts what the group asks for into a filter.
void apply(const Group& group, core::Instant now, store::CaseFilter& filter);

}  // namespace handler::desk
