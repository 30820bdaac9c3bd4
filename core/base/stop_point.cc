// Does nothing: only programs made for tests stop at a step (tests/support/stopping).
#include "core/base/stop_point.h"

namespace core {

void stop_point(std::string_view) {}

}  // namespace core
