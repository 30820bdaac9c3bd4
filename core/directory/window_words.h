// The Chinese and English words in a spreadsheet of windows: names of columns, levels, signs and
// answers, as clerks write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/sentence.h"

namespace core {

// Columns in the order of the documentation.
enum class WindowColumn {
  id,
  area,
  name,
  level,
  parent,
  hall,
  place,
  address,
  phone,
  hours,
  sign,
  set_up,
  lacks,
  passed_over  // running numbers and remarks, which no page shows
};

// The column for a header in either language; nothing if the header is unknown. Blanks and line
// ends in it, and a remark in brackets at its end, change nothing: "电　话（座机）".
std::optional<WindowColumn> window_column(std::string_view header);
// All known headers, for "did you mean".
std::vector<std::string> window_column_names();

// In the order of WindowColumn.
inline constexpr WindowColumn kWindowColumns[] = {
    WindowColumn::id,     WindowColumn::area,  WindowColumn::name,  WindowColumn::level,
    WindowColumn::parent, WindowColumn::hall,  WindowColumn::place, WindowColumn::address,
    WindowColumn::phone,  WindowColumn::hours, WindowColumn::sign,  WindowColumn::set_up,
    WindowColumn::lacks};

// The key of windows.yaml, which is the English header too.
std::string_view window_key(WindowColumn column);
// The first of the headers in a language.
std::string_view window_header(WindowColumn column, bool chinese);
// What a cell holds for a value of windows.yaml, in a spreadsheet with headers in that language:
// "false" -> "否", "office, sign" -> two words with a mark between. Other values stay.
std::string window_cell(WindowColumn column, const std::string& value, bool chinese);

// The columns whose cells hold words.
enum class WindowWords { levels, signs, lacks };
// The YAML word for a cell ("镇级" -> "town", "桌面立牌" -> "desk"); "" if it is unknown.
std::string_view window_word(WindowWords words, std::string_view cell);
// The hint for an unknown word: the nearest word, or all words.
Sentence window_word_hint(WindowWords words, std::string_view cell);
std::optional<bool> yes_or_no(std::string_view cell);
// Whether a text begins as remarks and sums below a table do ("注：", "合计").
bool begins_remark(std::string_view cell);

// Converts hours with full-width digits, colons, dashes and commas to the form that
// office_hours_from_text() reads: "９：００－１２：００、13:30~17:00" -> "09:00-12:00,
// 13:30-17:00".
std::string plain_hours(std::string_view cell);
// The parts of a cell between ideographic or ASCII commas, semicolons and blanks.
std::vector<std::string> parts_of(std::string_view cell);

}  // namespace core
