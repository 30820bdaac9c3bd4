// What must hold between the paper forms and the rest of their site.
#pragma once

#include "core/site/site.h"

namespace core {

// Checks references to other files: documents, clocks, tiers and kinds.
void check_paper_forms(const Site& site, Diagnostics& diagnostics);

}  // namespace core
