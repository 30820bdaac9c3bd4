// Named steps at which a test can kill a program, as a power failure would.
#pragma once

#include <string_view>

namespace core {

// Only in programs built with the unit tests: kills the process with SIGKILL if BANCHENG_STOP_AT
// names this step ("committed"), or names it with a count ("committed:3": at the third call). In
// other builds it does nothing.
void stop_point(std::string_view name);

}  // namespace core
