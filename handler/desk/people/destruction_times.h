// Until when data about a person is held, and where copies of it are: sentences for staff and for
// the sheet that the person takes home.
#pragma once

#include <string>

#include "handler/desk/casework/case_page.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// Until when what the case holds is kept: a sentence for each class, or why no day is known.
std::string when_destroyed(const Visit& visit, const OpenCase& open);

// That backups hold the same, and when the last one was made; that there is none on record.
std::string where_copies_are(const Visit& visit);

}  // namespace handler::desk
