// PDF (ISO 32000): not changed, only seen to be whole and nothing else.
#pragma once

#include <string_view>

#include "handler/files/answer.h"

namespace handler::files {

// Demands "%PDF-1." or "%PDF-2." as the very first bytes, and "startxref" and "%%EOF" at the end,
// behind which only blanks, line ends and zeros may stand: so no other type of file can be hung in
// front of it or behind it.
Outcome check_pdf(std::string_view bytes);

}  // namespace handler::files
