// Until when data about a person is held, and where copies of it are: sentences for staff and for
// the sheet that the person takes home.
#pragma once

#include <string>

#include "handler/cases/fold/case.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// When everything that is held in the case will be destroyed, in one or two sentences.
std::string when_destroyed(const Visit& visit, const cases::Case& folded);

// That backups hold the same, and when the last one was made; that there is none on record.
std::string where_copies_are(const Visit& visit);

// True if a hold keeps the case from being destroyed.
bool is_on_hold(const cases::Case& folded);

}  // namespace handler::desk
