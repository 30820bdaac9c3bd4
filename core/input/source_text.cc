// Maps byte offsets to lines and columns; indexes every byte, so that a file of one long line takes
// linear time.
#include "core/input/source_text.h"

#include <algorithm>

namespace core {
namespace {

bool starts_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

SourceText::SourceText(std::string file, std::string_view text)
    : file_(std::move(file)), text_(text), line_starts_{0} {
  character_index_.reserve(text.size() + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    character_index_.push_back(count);
    if (starts_character(text[i])) ++count;
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
  character_index_.push_back(count);
}

std::size_t SourceText::line_index(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(line_starts_, offset);
  return static_cast<std::size_t>(next - line_starts_.begin()) - 1;
}

std::size_t SourceText::line_start(std::size_t offset) const {
  return line_starts_[line_index(offset)];
}

std::size_t SourceText::line_end(std::size_t offset) const {
  const std::size_t line = line_index(offset);
  const std::size_t start = line_starts_[line];
  std::size_t end = line + 1 < line_starts_.size() ? line_starts_[line + 1] - 1 : text_.size();
  while (end > start && (text_[end - 1] == ' ' || text_[end - 1] == '\t' || text_[end - 1] == '\r'))
    --end;
  return end;
}

Span SourceText::span(std::size_t start, std::size_t end) const {
  start = std::min(start, text_.size());
  end = std::clamp(end, start, std::max(start, line_end(start)));
  const std::size_t line = line_index(start);
  const auto characters_in = [&](std::size_t from, std::size_t to) {
    return static_cast<int>(character_index_[to] - character_index_[from]);
  };
  return {file_, static_cast<int>(line) + 1, characters_in(line_starts_[line], start) + 1,
          std::max(characters_in(start, end), 1)};
}

std::size_t find_end_of_quoted(std::string_view text, std::size_t start) {
  const char quote = text[start];
  for (std::size_t i = start + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
      if (!doubled) return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

}  // namespace core
