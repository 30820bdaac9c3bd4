// Checks a file's characters before it is parsed: yaml-cpp would take 0x04 for the end of the file
// and silently replace ill-formed bytes.
#include "core/input/readable_text.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/input/source_text.h"

namespace core {
namespace {

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

}  // namespace

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

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool is_readable_text(const std::string& file, const std::string& text, std::size_t limit,
                      Diagnostics& diagnostics) {
  if (text.size() > limit) {
    diagnostics.error({file, 0, 0, 1}, "yaml.too-large",
                      fmt::format("the file has {} bytes; at most {} are read", text.size(), limit),
                      "split the file");
    return false;
  }
  const std::size_t ill_formed = find_invalid_utf8(text);
  const std::size_t unprintable = find_unprintable(text);
  if (ill_formed == std::string::npos && unprintable == std::string::npos) return true;

  diagnostics.add_source(file, text);
  const SourceText source(file, text);
  if (ill_formed != std::string::npos) {
    diagnostics.error(source.span(ill_formed, ill_formed + 1), "yaml.utf8", "the file is not UTF-8",
                      "save it as UTF-8; it may be GBK");
  } else {
    diagnostics.error(source.span(unprintable, unprintable + 1), "yaml.syntax",
                      "a control character stands here, which no text may hold", "remove it");
  }
  return false;
}

}  // namespace core
