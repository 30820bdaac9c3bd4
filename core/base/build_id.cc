// Returns the build id that CMake computes (cmake/build_id.cmake).
#include "core/base/build_id.h"

#include "build_id_words.h"

namespace core {

std::string_view build_id() {
  return BANCHENG_BUILD_ID;
}

}  // namespace core
