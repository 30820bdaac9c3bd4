// A picture taken apart: what every container of pixels gives.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "handler/files/answer.h"

namespace handler::files {

// Reads the orientation, 1 to 8, of a block of EXIF ("II*" or "MM*" are its first bytes); 1 if it
// has none.
using OrientationReader = std::function<int(std::string_view exif)>;

// Whether a decoder may be given a picture of this size. Both sides are at least 1.
constexpr bool is_small_enough(std::uint32_t width, std::uint32_t height) {
  return width <= std::uint32_t{kMostSide} && height <= std::uint32_t{kMostSide} &&
         std::uint64_t{width} * height <= std::uint64_t{kMostPixels};
}

// A block of EXIF that says the orientation (2 to 8) and nothing else: 26 bytes.
std::string exif_of(int orientation);

// The bytes without a "Exif\0\0" in front, which JPEG demands and some programs write into WebP
// too.
std::string_view without_exif_mark(std::string_view block);

}  // namespace handler::files
