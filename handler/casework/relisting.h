// After an update of the program: folds again the cases written by an older version, so that lists
// know as much about them as about new ones.
#pragma once

#include "handler/casework/services.h"

namespace handler::view {

// Folds every case again that a schema step marked; if there is none, this costs one index look-up.
// A case that cannot be folded, or whose site or policy cannot be read, is left for the next call.
core::Status relist_cases(Services& services);

}  // namespace handler::view
