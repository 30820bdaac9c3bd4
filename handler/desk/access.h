// What a case is to the question of rights, and what of the worklist a person may see.
#pragma once

#include <optional>

#include "handler/desk/visit.h"

namespace handler::desk {

// What of a site's cases a person's grants reach, as the store can ask for it.
struct Scope {
  store::CaseFilter filter;
  // Every case in the filter is theirs to see. Otherwise (grants of different shapes on one person)
  // it holds others too: its numbers are not for showing, and its rows must pass allowed().
  bool exact = true;
};

// Nothing if their roles see no case at all. Decided by cases::allowed() alone; rows are checked
// with it all the same.
std::optional<Scope> scope_of(const Visit& visit);

// The object of cases::allowed() for a row: its window with those above, its unit, whom it is
// about.
cases::Object object_of(const core::Site& site, const store::CaseRow& row);

}  // namespace handler::desk
