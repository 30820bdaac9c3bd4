// Which build of the programs this is, also between two releases.
#pragma once

#include <string_view>

namespace core {

// "0.1.0+3f9a1c22b0d4": the release, and a hash of the sources that decide what a template is
// filled with. Generator and handler of one build agree.
std::string_view build_id();

}  // namespace core
