// The generator's commands as people and scripts type them.
#pragma once

#include <iosfwd>

#include "core/time/local_time.h"

namespace generator {

// Exit codes: 0 done, 1 the input has mistakes (all printed), 2 the world refused (disk,
// permissions), 64 wrong usage, 70 a bug of ours. Mistakes go to `err` as text, or to `out` with
// --format json. `clock` says today, unless --today does.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        core::Clock& clock);

}  // namespace generator
