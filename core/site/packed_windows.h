// The windows of a published site as they lie in its pack: connected already, so that a process for
// one request reads them without CSV, inheritance and checks.
#pragma once

#include <string>
#include <string_view>

#include "core/directory/window_tree.h"

namespace core {

// The piece's name.
inline constexpr std::string_view kWindowsPiece = "windows";

// Every field of every window but its place in a file, each with a zero byte behind it.
std::string windows_as_bytes(const WindowTree& windows);
WindowTree windows_from_bytes(std::string_view bytes);

}  // namespace core
