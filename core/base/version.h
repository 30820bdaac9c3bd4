// The version of Bancheng, which is set once, in CMakeLists.txt.
#pragma once

#include <string_view>

namespace core {

// "0.1.0".
std::string_view version();

}  // namespace core
