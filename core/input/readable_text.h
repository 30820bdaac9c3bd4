// The first check of every file that an author writes: UTF-8, no control characters, not too large.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/input/diagnostic.h"

namespace core {

// Removes a byte order mark: Windows Notepad begins UTF-8 files with one.
std::string_view without_byte_order_mark(std::string_view text);

// Byte offset of the first character that pages must not contain, or npos: control characters other
// than tab and line ends (feed readers refuse them), bidirectional controls (they make text read
// differently from how it is written), U+FFFE and U+FFFF. `text` must be valid UTF-8.
std::size_t find_unprintable(std::string_view text);

// True if `text` is well-formed UTF-8 of at most `limit` bytes without the characters that
// find_unprintable() finds. Otherwise reports the first offence: yaml.too-large, yaml.utf8 or
// yaml.syntax.
bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics);

}  // namespace core
