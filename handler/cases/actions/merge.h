// When two cases may become one: what a merge asks of both.
#pragma once

#include <string>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// "" if `duplicate` may be merged into `main`, else the code of the mistake in the field that names
// the main case: "same_case", "unknown_case" (another site's), "case_is_over", "case_is_merged",
// "case_is_restricted" (only one of them is, or they are about different units), "case_is_younger"
// (the clock of the older one stands, so the older one stays) or "case_is_not_accepted" (the
// duplicate is: its reporter would lose a promise). Pure.
std::string merge_mistake(const Case& duplicate, const Case& main);

}  // namespace handler::cases
