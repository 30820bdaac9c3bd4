// The text of a file that an author wrote: the first check (UTF-8, no control characters, not too
// large), and spans that count its lines and characters from 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// Keeps a view: `text` must outlive it, and must be valid UTF-8 up to every offset asked for.
// Thread-safe.
class SourceText {
 public:
  SourceText(std::string file, std::string_view text);

  std::string_view text() const { return text_; }
  // The span from `start` to `end`, but not beyond the last visible character of the line of
  // `start`. Offsets beyond the text count as its end.
  Span span(std::size_t start, std::size_t end) const;
  // Offset of the first byte of the line that holds `offset`.
  std::size_t line_start(std::size_t offset) const;
  // Offset after the last visible character of that line.
  std::size_t line_end(std::size_t offset) const;

 private:
  std::size_t line_index(std::size_t offset) const;

  std::string file_;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::uint32_t> character_index_;  // per byte, and for the end: characters before it
};

// Offset after the quote that closes the YAML text opened by the quote at `start`, or npos.
std::size_t find_end_of_quoted(std::string_view text, std::size_t start);

// Whether the bytes are UTF-16, in which Windows Notepad saves what it calls "Unicode". Pure.
bool is_utf16(std::string_view bytes);

// Removes a byte order mark: Windows Notepad begins UTF-8 files with one.
std::string_view without_byte_order_mark(std::string_view text);

// Byte offset of the first character that pages must not contain, or npos: control characters other
// than tab and line ends (feed readers refuse them), bidirectional controls (they make text read
// differently from how it is written), U+FFFE and U+FFFF. `text` must be valid UTF-8.
std::size_t find_unprintable(std::string_view text);

// True if `text` is well-formed UTF-8 of at most `limit` bytes without the characters that
// find_unprintable() finds, with lines that end as programs expect. Otherwise reports the first
// offence: yaml.too-large, yaml.utf8, yaml.line-ends or yaml.syntax.
bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics);

}  // namespace core
