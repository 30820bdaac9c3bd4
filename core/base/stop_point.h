// Named steps at which a test lets a program die, as if the power failed there.
#pragma once

#include <string_view>

namespace core {

// In programs built with the unit tests: ends the process with SIGKILL if BANCHENG_STOP_AT names
// this step ("committed"), or names it and says the how-manieth time ("committed:3"). Everywhere
// else it does nothing.
void stop_point(std::string_view name);

}  // namespace core
