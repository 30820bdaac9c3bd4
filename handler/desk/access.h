// What a case is to the question of rights, and what of the worklist a person may see.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// The object of cases::allowed() for a row: its window with those above, its unit, whom it is
// about.
cases::Object object_of(const core::Site& site, const store::CaseRow& row);

// The narrowest filter that still holds everything the person may see; rows are checked with
// allowed() all the same.
store::CaseFilter scope_of(const Visit& visit);

}  // namespace handler::desk
