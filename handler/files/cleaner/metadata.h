// What pictures say about themselves besides their pixels, read with exiv2.
#pragma once

#include <string_view>

namespace handler::files {

// Makes exiv2 silent and ready; nothing is loaded later. Call it before threads and before the
// sandbox.
void prepare_metadata();

// The orientation in a block of EXIF, 1 to 8; 1 if it has none or cannot be read.
int orientation_of(std::string_view exif);

// Whether exiv2 finds anything in the picture but an orientation: EXIF, IPTC, XMP, a comment, a
// colour profile or a smaller picture. Also true if it cannot read the picture.
bool says_more_than_orientation(std::string_view picture);

}  // namespace handler::files
