// JPEG (ITU-T T.81, JFIF 1.02): takes over what a decoder needs, segment by segment.
#pragma once

#include <string_view>

#include "handler/files/answer.h"
#include "handler/files/cleaner/picture.h"

namespace handler::files {

// Keeps SOI, JFIF without its thumbnail, Adobe, tables, frame, scans and EOI. Everything else is
// left out: comments, EXIF but for its orientation, XMP, IPTC, colour profiles, and all that stands
// behind EOI, such as further pictures. Reads baseline, extended and progressive pictures, which
// are those that browsers show.
Outcome clean_jpeg(std::string_view bytes, const OrientationReader& orientation_of);

}  // namespace handler::files
