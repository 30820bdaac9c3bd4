// The words of a spreadsheet of windows, Chinese and English: names of columns, levels, signs and
// answers, as clerks write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  lacks
};
inline constexpr std::size_t kWindowColumnCount = 13;

// The column of a header, in either language; nothing if there is none of this name.
std::optional<WindowColumn> window_column(std::string_view header);
// Every header that is understood, for "did you mean".
std::vector<std::string> window_column_names();

// The YAML word for what stands in a cell ("镇级" -> "town"), or "" if it is not understood.
std::string_view level_word(std::string_view cell);
std::string_view sign_word(std::string_view cell);  // "桌面立牌" -> "desk"
std::string_view lack_word(std::string_view cell);  // "领导小组" -> "leading_group"
// What to write instead of a word that is not understood: the nearest, or all there are.
std::string level_hint(std::string_view cell);
std::string sign_hint(std::string_view cell);
std::string lack_hint(std::string_view cell);
std::optional<bool> yes_or_no(std::string_view cell);

// Hours with full-width digits, colons, dashes and commas in the form that office_hours_from_text
// reads: "９：００－１２：００、13:30~17:00" -> "09:00-12:00, 13:30-17:00".
std::string plain_hours(std::string_view cell);
// "2026/5/1" and "2026年5月1日" -> "2026-05-01"; anything else as it is.
std::string plain_date(std::string_view cell);
// The parts of a cell between ideographic or plain commas, semicolons and blanks.
std::vector<std::string> parts_of(std::string_view cell);

}  // namespace core
