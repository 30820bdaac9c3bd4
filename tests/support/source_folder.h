// Where the tree stands that the tests were built from, for tests that read its content and
// templates.
#pragma once

#include <filesystem>

namespace tests {

inline const std::filesystem::path kSourceFolder = BANCHENG_SOURCE_DIR;

}  // namespace tests
