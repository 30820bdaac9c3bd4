// Tells administrators and dispatchers of cases and accounts whose unit or window is gone.
#pragma once

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// STRANDED_WORDS for those who can put it right; nothing if nothing hangs on what is gone, or if
// that cannot be read.
void add_stranded(core::TemplateData& data, const Visit& visit);

}  // namespace handler::desk
