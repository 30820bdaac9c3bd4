// Quotes cells, and escapes those that spreadsheets would evaluate.
#include "handler/desk/paper/csv.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace handler::desk {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 11> kDangerous = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
// Spreadsheets keep fifteen digits of a number, and show twelve as 3.7E+11.
constexpr std::size_t kMostDigits = 11;

struct Range {
  char32_t first;
  char32_t last;
};
// Blanks, marks without a width and controls: a spreadsheet may drop them before it looks for a
// formula.
constexpr std::array<Range, 12> kUnseen = {{{0x00, 0x20},
                                            {0x7F, 0xA0},
                                            {0xAD, 0xAD},
                                            {0x034F, 0x034F},
                                            {0x061C, 0x061C},
                                            {0x115F, 0x1160},
                                            {0x1680, 0x1680},
                                            {0x180B, 0x180E},
                                            {0x2000, 0x200F},
                                            {0x2028, 0x206F},
                                            {0x3000, 0x3000},
                                            {0xFEFF, 0xFEFF}}};

std::string_view past_unseen(std::string_view cell) {
  while (!cell.empty()) {
    const core::CodePoint first = core::decode_character(cell);
    const bool unseen = std::ranges::any_of(kUnseen, [&](const Range& range) {
      return first.size > 0 && first.value >= range.first && first.value <= range.last;
    });
    if (!unseen) return cell;
    cell.remove_prefix(first.size);
  }
  return cell;
}

bool is_long_number(std::string_view cell) {
  return cell.size() > kMostDigits && std::ranges::all_of(cell, core::is_digit);
}

std::string defused(const std::string& cell) {
  const std::string_view seen = past_unseen(cell);
  const bool runs = std::ranges::any_of(kDangerous, [&](std::string_view begin) {
    return cell.starts_with(begin) || seen.starts_with(begin);
  });
  return runs || is_long_number(cell) ? "'" + cell : cell;
}

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

}  // namespace

std::string csv(const std::vector<CsvRow>& rows) {
  std::string text(kByteOrderMark);
  for (const CsvRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ",") + quoted(defused(row[i]));
    }
    text += "\r\n";
  }
  return text;
}

web::Response csv_file(const std::string& name, const std::vector<CsvRow>& rows) {
  web::Response response = web::plain(200, csv(rows));
  response.set_header("Content-Type", "text/csv; charset=utf-8");
  response.set_header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

}  // namespace handler::desk
