// Looks for a numeral before each "workday". The few Chinese words it needs are escaped, because
// they are input to recognise, not text to show.
#include "core/reading/typed_numbers.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"

namespace core {
namespace {

constexpr std::array<std::string_view, 3> kWorkday = {"\u5de5", "\u4f5c", "\u65e5"};  // 工作日
constexpr std::string_view kMeasureWord = "\u4e2a";                                   // 个
constexpr std::array<std::string_view, 16> kNumerals = {
    "\u4e00", "\u4e8c", "\u4e09", "\u56db",
    "\u4e94", "\u516d", "\u4e03", "\u516b",  // 一 to 八
    "\u4e5d", "\u5341", "\u767e", "\u4e24",
    "\u534a", "\u96f6", ".",      "\uff0e"};  // 九十百两半零
// Words that turn "one" into an ordinal or distributive: the next, the last, every, the first.
constexpr std::array<std::string_view, 4> kNoCount = {"\u4e0b", "\u4e0a", "\u6bcf",
                                                      "\u7b2c"};  // 下上每第

bool is_numeral(const std::string& character) {
  const std::string narrow = half_width(character);
  return (narrow.size() == 1 && narrow[0] >= '0' && narrow[0] <= '9') ||
         contains(kNumerals, character);
}

bool is_blank(const std::string& character) {
  return trimmed(character).empty();
}

// Index of the first character of the number that ends before `end`; `end` if there is none.
std::size_t start_of_number(const std::vector<std::string>& text, std::size_t end) {
  std::size_t at = end;
  while (at > 0 && is_blank(text[at - 1])) --at;
  if (at > 0 && text[at - 1] == kMeasureWord) --at;
  while (at > 0 && is_blank(text[at - 1])) --at;
  const std::size_t after_number = at;
  while (at > 0 && is_numeral(text[at - 1])) --at;
  if (at == after_number) return end;
  return at > 0 && contains(kNoCount, text[at - 1]) ? end : at;
}

std::size_t bytes_between(const std::vector<std::string>& text, std::size_t from, std::size_t to) {
  std::size_t bytes = 0;
  for (std::size_t i = from; i < to; ++i) bytes += text[i].size();
  return bytes;
}

}  // namespace

std::optional<TypedNumber> find_typed_workdays(std::string_view text) {
  if (text.find(kWorkday.front()) == std::string_view::npos) return std::nullopt;  // nearly always
  const std::vector<std::string> letters = characters(text);
  for (std::size_t at = 0; at + kWorkday.size() <= letters.size(); ++at) {
    if (!std::equal(kWorkday.begin(), kWorkday.end(), letters.begin() + static_cast<long>(at)))
      continue;
    const std::size_t start = start_of_number(letters, at);
    if (start == at) continue;
    return TypedNumber{bytes_between(letters, 0, start),
                       bytes_between(letters, start, at + kWorkday.size())};
  }
  return std::nullopt;
}

}  // namespace core
