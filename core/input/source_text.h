// Where things are in one text: turns byte offsets into spans that count lines and characters
// from 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// Keeps references: `text` must outlive it. `text` is valid UTF-8 up to every offset asked for.
// Thread-safe.
class SourceText {
 public:
  SourceText(std::string file, std::string_view text);

  std::string_view text() const { return text_; }
  // From `start` to `end`, or to the end of that line if `end` is further; offsets beyond the text
  // are its end.
  Span span(std::size_t start, std::size_t end) const;
  // Offset of the first byte of the line that holds `offset`.
  std::size_t line_start(std::size_t offset) const;
  // Offset behind the last visible character of that line.
  std::size_t line_end(std::size_t offset) const;

 private:
  std::size_t line_index(std::size_t offset) const;

  std::string file_;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::uint32_t> character_index_;  // for each byte, and the end: characters before it
};

// Offset behind the quote that closes the YAML text opened by the quote at `start`, or npos.
std::size_t find_end_of_quoted(std::string_view text, std::size_t start);

}  // namespace core
