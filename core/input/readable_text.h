// The first gate of every file that an author hands in: UTF-8, no control characters, of allowed
// size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/input/diagnostic.h"

namespace core {

// Windows' own editor begins each UTF-8 file with one; it is no part of the text.
std::string_view without_byte_order_mark(std::string_view text);

// Byte offset of the first character that no page may hold, or npos: control characters but tab and
// line ends (feed readers refuse them), characters that turn the direction of what follows (what is
// read would not be what is written), U+FFFE and U+FFFF. `text` is valid UTF-8.
std::size_t find_unprintable(std::string_view text);

// True if `text` is well-formed UTF-8 of at most `limit` bytes and every page may hold all of it
// (find_unprintable). Otherwise reports the first offence: yaml.too-large, yaml.utf8 or
// yaml.syntax.
bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics);

}  // namespace core
