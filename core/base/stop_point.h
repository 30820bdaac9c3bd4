// Named steps at which a test can kill a program, as a power failure would.
#pragma once

#include <string_view>

namespace core {

// Only in the programs that tests kill (tests/support/stopping): kills the process with SIGKILL if
// BANCHENG_STOP_AT names this step ("committed"), or names it with a count ("committed:3": at the
// third call). In all other programs it does nothing.
void stop_point(std::string_view name);

}  // namespace core
