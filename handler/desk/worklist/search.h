// Search by a typed number: a serial number, ticket number or phone number.
#pragma once

#include <string>
#include <vector>

#include "handler/desk/visit.h"

namespace handler::desk {

// The cases with this number that the user may see, newest first. By phone only cases whose
// identity the user may see, because otherwise a phone number would reveal a confidential reporter.
// Failures come from the store.
core::Result<std::vector<store::CaseRow>> find_by_number(const Visit& visit,
                                                         const std::string& typed);

}  // namespace handler::desk
