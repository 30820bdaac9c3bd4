// Recognises the ways in which days are written wrongly.
#include "core/time/written_day.h"

#include <charconv>
#include <optional>
#include <vector>

#include "core/base/text.h"
#include "core/input/typos.h"
#include "core/time/local_time.h"

namespace core {
namespace {

// Spreadsheets count days from here; the numbers of the years 2000 to 2079.
constexpr Day kSpreadsheetZero{std::chrono::year{1899} / 12 / 30};
constexpr int kFirstSpreadsheetDay = 36526;
constexpr int kLastSpreadsheetDay = 65745;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || failure != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

// "2025-02-29": the shape of a day, but February had 28.
std::optional<Sentence> missing_day(const std::string& iso) {
  const std::vector<std::string> parts = split(iso, '-');
  if (parts.size() != 3 || iso.size() != 10) return std::nullopt;
  const auto year = whole_number(parts[0]);
  const auto month = whole_number(parts[1]);
  const auto day = whole_number(parts[2]);
  if (!year || !month || !day) return std::nullopt;
  if (*month < 1 || *month > 12) return say("the months are 01 to 12");
  const std::chrono::year_month_day_last last = std::chrono::year{*year} /
                                                std::chrono::month{static_cast<unsigned>(*month)} /
                                                std::chrono::last;
  const auto count = static_cast<int>(unsigned{last.day()});
  if (*day >= 1 && *day <= count) return std::nullopt;  // of a year that is not believed
  return say("{month} has {count} days", {{"month", iso.substr(0, 7)}, {"count", count}});
}

// "45778": what a spreadsheet makes of 2025-05-01 in a column of numbers.
std::optional<Day> day_of_spreadsheet(std::string_view text) {
  const auto number = whole_number(text);
  if (!number || *number < kFirstSpreadsheetDay || *number > kLastSpreadsheetDay)
    return std::nullopt;
  return kSpreadsheetZero + std::chrono::days{*number};
}

}  // namespace

std::string plain_date(std::string_view text) {
  std::string plain = half_width(text);
  for (const std::string_view mark : {"年", "月", "/", "."}) replace_all(plain, mark, "-");
  for (const std::string_view mark : {"日", "号", " "}) replace_all(plain, mark, "");
  const std::vector<std::string> parts = split(plain, '-');
  if (parts.size() != 3) return std::string(text);
  std::string date = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    date += (parts[i].size() == 1 ? "-0" : "-") + parts[i];
  }
  return date;
}

WrongDay wrong_day(std::string_view text) {
  const std::string shown = shortened(text, kShownCharacters);
  const std::string plain = plain_date(text);
  if (day_from_iso(plain))
    return {say("'{text}' is not a date", {{"text", shown}}),
            say("write it as {day}", {{"day", plain}})};
  if (std::optional<Sentence> reason = missing_day(plain))
    return {say("there is no day {text}", {{"text", shown}}), *std::move(reason)};
  if (const std::optional<Day> day = day_of_spreadsheet(half_width(text)))
    return {say("'{text}' is a day that a spreadsheet turned into a number", {{"text", shown}}),
            say("it means {day}: format the column as text and type the day again",
                {{"day", to_iso(*day)}})};
  return {say("'{text}' is not a date", {{"text", shown}}),
          typing_hint(text, say("write it as 2026-05-01"))};
}

}  // namespace core
