// Sentences about a case for staff: facts that the state alone does not show.
#pragma once

#include <string>
#include <vector>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// How often it was urged or bounced, for whom it waits and until when, who was told of it. For the
// page of the case and for papers.
std::vector<std::string> remarks_of(const Visit& visit, const OpenCase& open);

}  // namespace handler::desk
