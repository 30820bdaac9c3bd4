// What a number that somebody typed means: a serial number, a reporter's number or a phone.
#pragma once

#include <string>
#include <vector>

#include "handler/desk/visit.h"

namespace handler::desk {

// The cases that the number names, of those the person may see, newest first. By phone only those
// whose reporter they may know: else a phone number would tell who stayed confidential. Failures
// are the store's.
core::Result<std::vector<store::CaseRow>> find_by_number(const Visit& visit,
                                                         const std::string& typed);

}  // namespace handler::desk
