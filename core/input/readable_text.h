// The first gate of every file that an author hands in: UTF-8, no control characters, of allowed
// size.
#pragma once

#include <cstddef>
#include <string>

#include "core/input/diagnostic.h"

namespace core {

// True if `text` is well-formed UTF-8 of at most `limit` bytes without control characters (tab, LF
// and CR are none). Otherwise reports the first offence: yaml.too-large, yaml.utf8 or yaml.syntax.
bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics);

}  // namespace core
