// A table of the characters that copying and input methods leave around digits.
#include "core/base/plain_spelling.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace core {
namespace {

struct Spelling {
  char32_t first, last;
  std::string_view meant;
};

// Characters as they are after half_width().
constexpr std::array<Spelling, 31> kSpellings = {{
    {0x09, 0x0D, " "},      {0x27, 0x27, "\""},
    {0x60, 0x60, "\""},     {0x85, 0x85, " "},
    {0xA0, 0xA0, " "},      {0xAB, 0xAB, "\""},
    {0xAD, 0xAD, ""},  // a soft hyphen
    {0xB4, 0xB4, "\""},     {0xB7, 0xB7, "."},
    {0xBB, 0xBB, "\""},     {0x2000, 0x200A, " "},
    {0x200B, 0x200F, ""},  // zero width, and left-to-right marks
    {0x2010, 0x2015, "-"},  {0x2018, 0x201F, "\""},
    {0x2022, 0x2022, "."},  {0x2027, 0x2027, "."},
    {0x2028, 0x2029, " "},  {0x202A, 0x202E, ""},  // phones put these around a copied number
    {0x202F, 0x202F, " "},  {0x205F, 0x205F, " "},
    {0x2060, 0x206F, ""},   {0x20E3, 0x20E3, ""},  // a keycap drawn around a digit
    {0x2212, 0x2212, "-"},  {0x2219, 0x2219, "."},
    {0x22C5, 0x22C5, "."},  {0x3002, 0x3002, "."},
    {0x300C, 0x300F, "\""}, {0x30FB, 0x30FB, "."},
    {0xFE00, 0xFE0F, ""},   {0xFEFF, 0xFEFF, ""},
    {0xFF61, 0xFF65, "."},
}};

// Most of what is read: ASCII that the table does not name.
bool stays(char c) {
  return c >= ' ' && c <= '~' && c != '\'' && c != '`';
}

}  // namespace

std::string plain_character(std::string_view character) {
  std::string narrow = half_width(character);
  if (narrow.empty()) return narrow;
  const CodePoint point = decode_character(narrow);
  if (point.size == 0) return narrow;
  for (const Spelling& spelling : kSpellings) {
    if (point.value >= spelling.first && point.value <= spelling.last)
      return std::string(spelling.meant);
  }
  return narrow;
}

std::string plain_spelling(std::string_view typed) {
  if (std::ranges::all_of(typed, stays)) return std::string(typed);
  std::string plain;
  for (const std::string& character : characters(typed)) plain += plain_character(character);
  return plain;
}

std::string digits_in(std::string_view typed) {
  std::string digits = plain_spelling(typed);
  std::erase_if(digits, [](char c) { return !is_digit(c); });
  return digits;
}

}  // namespace core
