// UTF-8 text as people read it: validity, length in characters, masking, Chinese numerals.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0: ill-formed
};

// The first character of a text that is not empty.
CodePoint decode_character(std::string_view bytes);

// True if `bytes` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
// U+10FFFF).
bool is_valid_utf8(std::string_view bytes);

// Byte offset of the first ill-formed sequence, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

// Number of code points of valid UTF-8 (an ill-formed byte counts as one).
std::size_t character_count(std::string_view text);

// The characters of valid UTF-8, one string each (an ill-formed byte is one).
std::vector<std::string> characters(std::string_view text);

// At most `limit` characters; "…" marks a cut.
std::string shortened(std::string_view text, std::size_t limit);

// How many characters of a wrong text a message shows.
inline constexpr std::size_t kShownCharacters = 40;

// Chinese characters (ideographs of all planes, U+3005, U+3007).
bool is_chinese(char32_t point);

// A blank of any width, or a character that shows nothing, such as U+00A0, U+200B or U+3000.
bool is_unseen(char32_t point);

// Removes what is_unseen() at both ends: a text of such characters alone becomes empty.
std::string trimmed(std::string_view text);

// Removes C0/C1 control characters other than tab and newline, bidirectional overrides, zero-width
// blanks (U+200B, U+2060, U+FEFF), which copying leaves behind, and ill-formed bytes; CRLF, CR,
// U+2028 and U+2029 become LF. All text typed by citizens and staff passes through this before it
// is stored.
std::string cleaned(std::string_view text);

// Full-width digits, letters and ASCII punctuation (U+FF01..U+FF5E, U+3000) become ASCII, for phone
// numbers typed with an IME.
std::string half_width(std::string_view text);

// "张三" -> "张*", "欧阳小明" -> "欧***": keeps the first character, as is most usual in China. A
// name of one character -> "*". Of an unpadded name.
std::string masked_name(std::string_view name);

// "13812341234" -> "138****1234". Of other numbers the last four digits are masked: "0539-1234567"
// -> "0539-123****".
std::string masked_phone(std::string_view phone);

// 1 -> "一", 12 -> "十二", 105 -> "一百零五"; 0 to 9999.
std::string chinese_number(int number);

// A name without the blanks by which papers pad it: "王　芳" -> "王芳", however many and wide they
// are. Names with other characters ("Li Na", "古丽·艾山") keep those within; so do several lines.
// Two spellings are one name if this makes them equal.
std::string unpadded(std::string_view name);

// Columns a terminal needs for the text: Chinese characters take two, combining marks none.
int display_columns(std::string_view text);

// Takes what stands before the next `end` off the front, and `end` too; all of it if there is none.
std::string_view take_until(std::string_view& rest, char end);

// The parts between separators; "" -> {""}, "a,,b" -> {"a", "", "b"}.
std::vector<std::string> split(std::string_view text, char separator);
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace core
