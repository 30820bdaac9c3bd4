// Checks characters before a file is parsed: yaml-cpp would take 0x04 for the end of the file and
// silently replace ill-formed bytes. Maps byte offsets to lines and columns; indexes every byte, so
// that a file of one long line takes linear time.
#include "core/input/source_text.h"

#include <algorithm>

#include "core/base/text.h"

namespace core {
namespace {

bool starts_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// A range of characters that share all bytes but the last.
struct ByteRange {
  std::string_view lead;
  unsigned char first, last;
};

constexpr ByteRange kUnprintable[] = {
    {"\xC2", 0x80, 0x9F},      // C1 control characters
    {"\xE2\x80", 0xAA, 0xAE},  // U+202A to U+202E
    {"\xE2\x81", 0xA6, 0xA9},  // U+2066 to U+2069
    {"\xEF\xBF", 0xBE, 0xBF},  // U+FFFE, U+FFFF
};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7F || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

// Nearly every byte of a file: neither a control character nor the first byte of a range above.
bool is_surely_printable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF;
}

bool begins_with(std::string_view text, const ByteRange& range) {
  if (!text.starts_with(range.lead) || text.size() == range.lead.size()) return false;
  const auto last = static_cast<unsigned char>(text[range.lead.size()]);
  return last >= range.first && last <= range.last;
}

// Programs of old Macs, and some tables, end lines with CR alone; YAML would see one long line.
bool has_line_ends(const std::string& file, std::string_view text, Diagnostics& diagnostics) {
  const std::size_t first = text.find('\r');
  if (first == std::string_view::npos || first + 1 == text.size()) return true;
  if (text.find('\n') != std::string_view::npos) return true;
  diagnostics.error({file, 0, 0, 1}, "yaml.line-ends",
                    say("the lines of the file end with CR alone"),
                    say("save it with the line ends of Windows (CR LF) or Unix (LF)"));
  return false;
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

std::size_t find_unprintable(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_surely_printable(text[at])) continue;
    if (is_control(text[at])) return at;
    for (const ByteRange& range : kUnprintable) {
      if (begins_with(text.substr(at), range)) return at;
    }
  }
  return std::string_view::npos;
}

bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  // Without a mark every ASCII character has a zero beside it.
  return bytes.size() >= 4 && ((bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0) ||
                               (bytes[1] == 0 && bytes[0] != 0 && bytes[3] == 0));
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics) {
  if (text.size() > limit) {
    diagnostics.error({file, 0, 0, 1}, "yaml.too-large",
                      say("the file has {count} bytes; at most {limit} are read",
                          {{"count", text.size()}, {"limit", limit}}),
                      say("split the file"));
    return false;
  }
  if (is_utf16(text)) {
    diagnostics.error({file, 0, 0, 1}, "yaml.utf8", say("the file is UTF-16, not UTF-8"),
                      say("save it as UTF-8, not as 'Unicode'"));
    return false;
  }
  const std::size_t ill_formed = find_invalid_utf8(text);
  const std::size_t unprintable = find_unprintable(text);
  if (ill_formed == std::string::npos && unprintable == std::string::npos)
    return has_line_ends(file, text, diagnostics);

  diagnostics.add_source(file, text);
  const SourceText source(file, text);
  if (ill_formed != std::string::npos) {
    diagnostics.error(source.span(ill_formed, ill_formed + 1), "yaml.utf8",
                      say("the file is not UTF-8"), say("save it as UTF-8; it may be GBK"));
  } else {
    diagnostics.error(source.span(unprintable, unprintable + 1), "yaml.syntax",
                      say("a control character stands here, which no text may hold"),
                      say("remove it"));
  }
  return false;
}

}  // namespace core
