// The generator's command line.
#pragma once

#include <iosfwd>

#include "core/time/local_time.h"

namespace generator {

// Runs one command. Exit codes: 0 done, 1 the input has mistakes (all printed), 2 a failure of the
// outside world (disk, permissions), 64 wrong usage, 70 a bug of ours. Mistakes are printed to
// `err` as text, or to `out` with --format json. `clock` gives today's date unless --today does.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        core::Clock& clock);

}  // namespace generator
