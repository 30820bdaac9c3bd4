// Inspects and cleans one file in memory. Pure but for the libraries that it asks.
#pragma once

#include <string_view>

#include "handler/files/answer.h"
#include "handler/files/cleaner/content_type.h"

namespace handler::files {

// The file as it may be kept, or why not. The type is decided by content: libmagic and our own walk
// through the file must agree. A picture is taken over only if exiv2 finds nothing in the result
// but an orientation. Never decodes pixels. Throws std::bad_alloc. Not thread-safe. Call
// prepare_metadata() before.
Outcome inspect(std::string_view bytes, const ContentTypes& types);

}  // namespace handler::files
