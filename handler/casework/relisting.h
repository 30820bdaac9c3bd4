// After an update of the program: cases that an older one wrote are folded again, so that lists
// know of them what they know of new ones.
#pragma once

#include "handler/casework/services.h"

namespace handler::view {

// Folds every case again that a step of the schema left so; when none is left this is one look into
// an index. A case that cannot be folded, or whose site or policy cannot be read, stays as it
// is until the next time.
core::Status relist_cases(Services& services);

}  // namespace handler::view
