// PNG (ISO/IEC 15948): takes over what a decoder needs, chunk by chunk.
#pragma once

#include <string_view>

#include "handler/files/answer.h"
#include "handler/files/cleaner/picture.h"

namespace handler::files {

// Keeps IHDR, PLTE, tRNS, gAMA, cHRM, sRGB, IDAT and IEND, whose checksums must be right.
// Everything else is left out without being inflated, the orientation of EXIF excepted; so is all
// that stands behind IEND. An animation keeps its first picture.
Outcome clean_png(std::string_view bytes, const OrientationReader& orientation_of);

}  // namespace handler::files
