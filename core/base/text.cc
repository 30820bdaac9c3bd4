// UTF-8 text by code points: forms limit and pages print characters, not bytes.
#include "core/base/text.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/check.h"

namespace core {
namespace {

constexpr std::array<const char*, 10> kDigits = {"零", "一", "二", "三", "四",
                                                 "五", "六", "七", "八", "九"};
constexpr std::array<const char*, 4> kUnits = {"千", "百", "十", ""};

struct Form {  // a row of RFC 3629 section 4; its first, ASCII, needs no decoding
  unsigned char lead_mask, lead_bits;
  std::size_t size;
  char32_t least;
};

constexpr std::array<Form, 3> kForms = {{
    {0xE0, 0xC0, 2, 0x80},
    {0xF0, 0xE0, 3, 0x800},
    {0xF8, 0xF0, 4, 0x10000},
}};

CodePoint decode_as(const Form& form, std::string_view bytes) {
  if (bytes.size() < form.size) return {};
  char32_t value =
      static_cast<unsigned char>(bytes[0]) & static_cast<unsigned char>(~form.lead_mask);
  for (std::size_t i = 1; i < form.size; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < form.least || surrogate || value > 0x10FFFF) return {};
  return {value, form.size};
}

// The first character; an ill-formed byte counts as one character.
std::string_view first_character(std::string_view text) {
  const CodePoint point = decode_character(text);
  return text.substr(0, point.size == 0 ? 1 : point.size);
}

bool is_line_end(char32_t c) {
  return c == '\r' || c == 0x2028 || c == 0x2029;
}

bool is_dropped_control(char32_t c) {
  const bool c0_or_c1 = c < 0x20 || (c >= 0x7F && c < 0xA0);
  return c0_or_c1 && c != '\t' && c != '\n';
}

bool is_direction_override(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_zero_width_blank(char32_t c) {
  return c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

bool is_mobile_number(std::string_view phone) {
  return phone.size() == 11 && phone[0] == '1' && std::ranges::all_of(phone, is_digit);
}

struct PointRange {
  char32_t first, last;
};

constexpr std::array<PointRange, 4> kChinese = {
    {{0x3005, 0x3005}, {0x3007, 0x3007}, {0x3400, 0x9FFF}, {0xF900, 0xFAFF}}};

constexpr std::array<PointRange, 14> kUnseen = {{{'\t', '\r'},
                                                 {' ', ' '},
                                                 {0x00A0, 0x00A0},
                                                 {0x00AD, 0x00AD},
                                                 {0x115F, 0x1160},
                                                 {0x1680, 0x1680},
                                                 {0x180E, 0x180E},
                                                 {0x2000, 0x200F},
                                                 {0x2028, 0x202F},
                                                 {0x205F, 0x206F},
                                                 {0x2800, 0x2800},
                                                 {0x3000, 0x3000},
                                                 {0x3164, 0x3164},
                                                 {0xFEFF, 0xFEFF}}};

template <std::size_t N>
bool is_in(const std::array<PointRange, N>& ranges, char32_t point) {
  return std::ranges::any_of(
      ranges, [point](PointRange range) { return point >= range.first && point <= range.last; });
}

// The last character; an ill-formed byte counts as one character.
std::string_view last_character(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  const std::string_view last = text.substr(at);
  return decode_character(last).size == last.size() ? last : text.substr(text.size() - 1);
}

bool is_unseen_character(std::string_view character) {
  const CodePoint point = decode_character(character);
  return point.size != 0 && is_unseen(point.value);
}

struct WidthRange {
  char32_t first, last;
  int columns;
};

// Unicode TR11, simplified: the characters that terminals draw two columns wide, and those that
// they draw on top of the one before.
constexpr std::array<WidthRange, 13> kWidths = {{
    {0x0300, 0x036F, 0},
    {0x200B, 0x200F, 0},
    {0xFE00, 0xFE0F, 0},
    {0x1100, 0x115F, 2},
    {0x2E80, 0x303E, 2},
    {0x3041, 0xA4CF, 2},
    {0xAC00, 0xD7A3, 2},
    {0xF900, 0xFAFF, 2},
    {0xFE30, 0xFE6F, 2},
    {0xFF00, 0xFF60, 2},
    {0xFFE0, 0xFFE6, 2},
    {0x1F300, 0x1FAFF, 2},
    {0x20000, 0x3FFFD, 2},
}};

}  // namespace

CodePoint decode_character(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x80) return {lead, 1};
  for (const Form& form : kForms)
    if ((lead & form.lead_mask) == form.lead_bits) return decode_as(form, bytes);
  return {};
}

std::size_t find_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = decode_character(bytes.substr(at));
    if (point.size == 0) return at;
    at += point.size;
  }
  return std::string_view::npos;
}

bool is_valid_utf8(std::string_view bytes) {
  return find_invalid_utf8(bytes) == std::string_view::npos;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_character(text).size());
  return count;
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    all.emplace_back(first_character(text));
    text.remove_prefix(all.back().size());
  }
  return all;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);  // a character has at least one byte
  const std::vector<std::string> all = characters(text);
  if (all.size() <= limit) return std::string(text);
  std::string result;
  for (std::size_t i = 0; i + 1 < limit; ++i) result += all[i];
  return limit == 0 ? result : result + "…";
}

bool is_chinese(char32_t point) {
  return (point >= 0x20000 && point <= 0x3FFFF) || is_in(kChinese, point);
}

bool is_unseen(char32_t point) {
  return is_in(kUnseen, point);
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_unseen_character(first_character(text)))
    text.remove_prefix(first_character(text).size());
  while (!text.empty() && is_unseen_character(last_character(text)))
    text.remove_suffix(last_character(text).size());
  return std::string(text);
}

std::string cleaned(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const CodePoint point = decode_character(text);
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    if (point.value == '\r' && text.starts_with('\n')) continue;
    if (is_line_end(point.value)) {
      result += '\n';
    } else if (point.size != 0 && !is_dropped_control(point.value) &&
               !is_direction_override(point.value) && !is_zero_width_blank(point.value)) {
      result += character;
    }
  }
  return result;
}

std::string half_width(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char32_t c = decode_character(text).value;
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    if (c == 0x3000) {
      result += ' ';
    } else if (c >= 0xFF01 && c <= 0xFF5E) {
      result += static_cast<char>(c - 0xFEE0);
    } else {
      result += character;
    }
  }
  return result;
}

std::string masked_name(std::string_view name) {
  const std::vector<std::string> all = characters(unpadded(name));
  if (all.size() < 2) return std::string(all.size(), '*');
  return all[0] + std::string(all.size() - 1, '*');
}

std::string masked_phone(std::string_view phone) {
  std::string result(phone);
  if (is_mobile_number(phone)) return result.replace(3, 4, "****");
  int left = 4;
  for (std::size_t i = result.size(); i-- > 0 && left > 0;) {
    if (!is_digit(result[i])) continue;
    result[i] = '*';
    --left;
  }
  return result;
}

std::string chinese_number(int number) {
  BANCHENG_CHECK(number >= 0 && number <= 9999);
  if (number == 0) return kDigits[0];
  std::string result;
  bool gap = false;
  int unit = 1000;
  for (const char* unit_name : kUnits) {
    const auto digit = static_cast<std::size_t>(number / unit % 10);
    unit /= 10;
    if (digit == 0) {
      gap = !result.empty();
      continue;
    }
    if (gap) result += kDigits[0];
    gap = false;
    result += std::string(kDigits[digit]) + unit_name;
  }
  // 12 is 十二, not 一十二; but 112 is 一百一十二.
  return number >= 10 && number < 20 ? result.substr(std::string_view("一").size()) : result;
}

std::string unpadded(std::string_view name) {
  const std::string bare = trimmed(name);
  std::string joined;
  for (std::string_view rest = bare; !rest.empty();) {
    const CodePoint point = decode_character(rest);
    const std::string_view character = first_character(rest);
    rest.remove_prefix(character.size());
    const bool is_blank = is_unseen(point.value) && point.value != '\n';
    if (is_chinese(point.value)) joined += character;
    if (!is_chinese(point.value) && !is_blank) return bare;
  }
  return joined;
}

int display_columns(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const CodePoint point = decode_character(text);
    text.remove_prefix(point.size == 0 ? 1 : point.size);
    int width = 1;
    for (const WidthRange& range : kWidths)
      if (point.value >= range.first && point.value <= range.last) width = range.columns;
    columns += width;
  }
  return columns;
}

std::string_view take_until(std::string_view& rest, char end) {
  const std::size_t size = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(std::min(size + 1, rest.size()));
  return taken;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += separator;
    result += parts[i];
  }
  return result;
}

}  // namespace core
