// The conditions for merging one case into another.
#pragma once

#include <string>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// "" if `duplicate` may be merged into `main`, else the code of the mistake in the field that names
// the main case:
// "same_case"
// "unknown_case"          it belongs to another site
// "case_is_over"
// "case_is_merged"
// "case_is_restricted"    only one of them is, or they are about different units
// "case_is_younger"       the older case stays, because its clock started first
// "case_is_not_accepted"  the duplicate is accepted: its reporter would lose a promise
// Pure.
std::string merge_mistake(const Case& duplicate, const Case& main);

}  // namespace handler::cases
