// WebP (RFC 9649): takes over what a decoder needs, chunk by chunk.
#pragma once

#include <string_view>

#include "handler/files/answer.h"
#include "handler/files/cleaner/picture.h"

namespace handler::files {

// Keeps VP8X, ALPH, VP8, VP8L, ANIM and ANMF, with flags that say what is there. Everything else is
// left out, the orientation of EXIF excepted; so is all that stands behind the length that the file
// names. The pictures of an animation together may have as many pixels as one picture.
Outcome clean_webp(std::string_view bytes, const OrientationReader& orientation_of);

}  // namespace handler::files
