// What a case is to the question of rights, and what of the worklist a person may see.
#pragma once

#include <optional>

#include "handler/cases/actions/grant.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// What of a site's cases a person's grants reach, as the store can ask for it: exactly what
// cases::allowed() would say of each, so that totals tell no more than the rows. Nothing if their
// roles see no case at all.
std::optional<store::CaseFilter> scope_of(const Visit& visit);

// The object of cases::allowed() for a row: its window with those above, its unit, whom it is
// about.
cases::Object object_of(const core::Site& site, const store::CaseRow& row);

// Whether the policy asks for attendance and this person may do that with it: "attend" or
// "attendance", about the site's main window.
bool may_in_attendance(const Visit& visit, std::string_view right);

}  // namespace handler::desk
