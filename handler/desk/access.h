// The scope of a user in the worklist, and the object of a case for the check of rights.
#pragma once

#include <optional>

#include "handler/cases/actions/grant.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The cases of the site that the user's grants cover, as a store filter. It selects exactly the
// cases that cases::allowed() would allow, so totals tell no more than the rows. nullopt if the
// user's roles see no case at all. With `role`: only what the grants of this role cover.
std::optional<store::CaseFilter> scope_of(const Visit& visit,
                                          std::optional<core::Role> role = std::nullopt);

// The object of cases::allowed() for a row: its window with the windows above, its unit, and the
// unit it is about.
cases::Object object_of(const core::Site& site, const store::CaseRow& row);

// Whether the policy asks for attendance and this person may do that with it: "attend" or
// "attendance", about the site's main window.
bool may_in_attendance(const Visit& visit, std::string_view right);

}  // namespace handler::desk
