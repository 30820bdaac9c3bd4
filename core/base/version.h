// Which version of Bancheng this is; CMakeLists.txt says it, once.
#pragma once

#include <string_view>

namespace core {

// "0.1.0".
std::string_view version();

}  // namespace core
