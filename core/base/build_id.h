// Identifies the version of the programs, and their build also between two releases.
#pragma once

#include <string_view>

namespace core {

// "0.1.0+3f9a1c22b0d4": the release, which is set once, in CMakeLists.txt, and a hash of the
// sources that decide how templates are filled. A generator and a handler of the same build return
// the same id.
std::string_view build_id();

}  // namespace core
