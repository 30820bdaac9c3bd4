// The rules for plain scalars are those of yaml-cpp 0.7 and of YAML 1.1 and 1.2 together: what one
// of them would read differently is put in quotes.
#include "core/editing/yaml_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "core/input/source_text.h"

namespace core {
namespace {

constexpr std::array<std::string_view, 2> kNull = {"~", "null"};
constexpr std::array<std::string_view, 8> kTruth = {"y",    "yes",   "n",  "no",
                                                    "true", "false", "on", "off"};
constexpr std::string_view kDigits = "0123456789";

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

bool looks_like_number(std::string_view text) {
  text = without_sign(text);
  const std::string low = ascii_lower(text);
  if (low == ".inf" || low == ".nan") return true;
  if (low.starts_with("0x") && low.size() > 2)
    return low.find_first_not_of("0123456789abcdef_", 2) == std::string::npos;
  if (low.starts_with("0o") || low.starts_with("0b"))
    return low.size() > 2 && low.find_first_not_of("01234567_", 2) == std::string::npos;
  const std::size_t first = low.find_first_of(kDigits);
  if (first > 1 || (first == 1 && low[0] != '.')) return false;
  if (low.find_first_not_of("0123456789._,e+-") != std::string::npos) return false;
  // A sign stands only behind the 'e' of an exponent, so that telephone numbers are texts.
  const std::size_t exponent = low.find('e');
  const std::string_view mantissa = std::string_view(low).substr(0, exponent);
  if (mantissa.find_first_of("+-") != std::string_view::npos) return false;
  if (exponent == std::string::npos) return true;
  const std::string_view power = without_sign(std::string_view(low).substr(exponent + 1));
  return power.find_first_not_of(kDigits) == std::string_view::npos;
}

// Digits in groups with ':' between them, as in 12:30, or a date with or without a time.
bool looks_like_time(std::string_view text) {
  const std::string_view rest = without_sign(text);
  if (rest.empty() || !is_digit(rest[0])) return false;
  const bool groups = rest.find(':') != std::string_view::npos &&
                      rest.find_first_not_of("0123456789:._") == std::string_view::npos;
  if (groups) return true;
  const std::size_t year = text.find('-');
  if (year != 4 || text.find_first_not_of(kDigits) != 4) return false;
  const std::size_t month = text.find_first_not_of(kDigits, 5);
  if (month == std::string_view::npos || month == 5 || month > 7 || text[month] != '-')
    return false;
  const std::size_t day = std::min(text.find_first_not_of(kDigits, month + 1), text.size());
  if (day == month + 1 || day > month + 3) return false;
  return day == text.size() || std::string_view("tT \t").find(text[day]) != std::string_view::npos;
}

// Characters without a shape: zero width, marks of direction, unusual line ends.
bool is_unseen(char32_t c) {
  return (c >= 0x200B && c <= 0x200F && c != 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x2060 ||
         c == 0xFEFF || c == 0x00AD || c == '\r';
}

bool has_unseen(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = decode_character(text);
    if (is_unseen(point.value)) return true;
    text.remove_prefix(std::max<std::size_t>(point.size, 1));
  }
  return false;
}

bool has_blank_end(std::string_view text) {
  for (const std::string_view blank : {" ", "\t", "\u3000", "\u00A0"})
    if (text.starts_with(blank) || text.ends_with(blank)) return true;
  return false;
}

bool is_sign_at_start(std::string_view text, bool in_flow) {
  constexpr std::string_view kNever = ",[]{}#&*!|>'\"%@`";
  if (kNever.find(text[0]) != std::string_view::npos) return true;
  if (in_flow && (text[0] == '?' || text[0] == ':' || text == "-")) return true;
  const bool alone = text.size() == 1 || text[1] == ' ';
  return alone && std::string_view("-?:").find(text[0]) != std::string_view::npos;
}

std::string escape_of(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\t') return "\\t";
  if (c == '\r') return "\\r";
  if (c == '"') return "\\\"";
  if (c == '\\') return "\\\\";
  return is_unseen(c) ? fmt::format("\\u{:04X}", static_cast<unsigned>(c)) : "";
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

// '>' joins lines, so each line end of the text needs an empty line; it leaves lines alone that
// begin with a blank.
bool can_be_folded(const std::vector<std::string_view>& lines) {
  return std::ranges::none_of(lines, [](std::string_view line) {
    return line.empty() || line.starts_with(' ') || line.starts_with('\t') || line.ends_with(' ');
  });
}

}  // namespace

YamlLooks looks_of(std::string_view text) {
  const std::string low = ascii_lower(text);
  if (text.empty() || std::ranges::find(kNull, low) != kNull.end()) return YamlLooks::null;
  if (std::ranges::find(kTruth, low) != kTruth.end()) return YamlLooks::truth;
  if (looks_like_number(text)) return YamlLooks::number;
  return looks_like_time(text) ? YamlLooks::time : YamlLooks::text;
}

bool can_be_plain(std::string_view text, bool in_flow) {
  if (looks_of(text) == YamlLooks::null || text == "<<" || text == "=") return false;
  if (has_blank_end(text) || has_unseen(text) || is_sign_at_start(text, in_flow)) return false;
  if (text.starts_with("---") || text.starts_with("...")) return false;
  if (text.find_first_of("\n\t") != std::string_view::npos) return false;
  if (text.find(": ") != std::string_view::npos || text.ends_with(':')) return false;
  if (text.find(" #") != std::string_view::npos) return false;
  return !in_flow || text.find_first_of(",?[]{}") == std::string_view::npos;
}

bool can_be_single_quoted(std::string_view text) {
  return text.find_first_of("\n\t") == std::string_view::npos && !has_unseen(text);
}

bool can_be_block_text(std::string_view text) {
  if (text.empty() || text.ends_with("\n\n") || has_unseen(text)) return false;
  if (std::string_view(" \t\n").find(text[0]) != std::string_view::npos) return false;
  return std::ranges::all_of(lines_of(text), [](std::string_view line) {
    return line.empty() || line.find_first_not_of(" \t") != std::string_view::npos;
  });
}

std::string single_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

std::string double_quoted(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const CodePoint point = decode_character(text);
    const std::size_t size = std::max<std::size_t>(point.size, 1);
    const std::string escape = escape_of(point.value);
    result += escape.empty() ? std::string(text.substr(0, size)) : escape;
    text.remove_prefix(size);
  }
  return result + "\"";
}

std::string scalar_in_words(std::string_view text, bool in_flow, YamlLooks plain_looks,
                            YamlStyle old) {
  const bool was_quoted = old == YamlStyle::single_quoted || old == YamlStyle::double_quoted;
  const YamlLooks looks = looks_of(text);
  const bool same_to_all = looks == YamlLooks::text || looks == plain_looks;
  if (!was_quoted && same_to_all && can_be_plain(text, in_flow)) return std::string(text);
  if (old == YamlStyle::single_quoted && can_be_single_quoted(text)) return single_quoted(text);
  // New quotes are double; a text that would need escapes there gets single ones.
  const bool escapes = text.find_first_of("\"\\") != std::string_view::npos;
  if (!was_quoted && escapes && can_be_single_quoted(text)) return single_quoted(text);
  return double_quoted(text);
}

BlockText block_text(std::string_view text, std::size_t column, bool folded) {
  BlockText block;
  const bool ends_line = text.ends_with('\n');
  if (ends_line) text.remove_suffix(1);
  const std::vector<std::string_view> lines = lines_of(text);
  folded = folded && can_be_folded(lines);
  block.header = folded ? ">" : "|";
  if (!ends_line) block.header += '-';
  const std::string indent(column, ' ');
  for (const std::string_view line : lines) {
    if (folded && !block.lines.empty()) block.lines.emplace_back();
    block.lines.push_back(line.empty() ? std::string() : indent + std::string(line));
  }
  return block;
}

}  // namespace core
