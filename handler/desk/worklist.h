// The worklist: which cases wait for what, the most urgent first.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// ?group= picks what is waited for, ?search= a serial number or words that staff wrote, ?after= the
// next page.
web::Response show_worklist(const Visit& visit);

}  // namespace handler::desk
