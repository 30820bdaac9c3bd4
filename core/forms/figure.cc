// Reads digits, or Chinese numerals up to ninety-nine, in front of a measure word. The Chinese
// words are escaped, because they are input to recognise, not text to show.
#include "core/forms/figure.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"

namespace core {
namespace {

// Times, trips, rounds: 次趟回遍.
constexpr std::array<std::string_view, 4> kMeasures = {"\u6b21", "\u8d9f", "\u56de", "\u904d"};
constexpr std::string_view kTen = "\u5341";
constexpr std::string_view kPair = "\u4e24";  // two, in front of a measure word
// 零 to 九.
constexpr std::array<std::string_view, 10> kNumeralsFromZero = {
    "\u96f6", "\u4e00", "\u4e8c", "\u4e09", "\u56db",
    "\u4e94", "\u516d", "\u4e03", "\u516b", "\u4e5d"};
constexpr int kLargestFigure = 99;

std::optional<int> one_numeral(const std::string& character) {
  if (character == kPair) return 2;
  const auto found = std::ranges::find(kNumeralsFromZero, character);
  if (found == kNumeralsFromZero.end()) return std::nullopt;
  return static_cast<int>(found - kNumeralsFromZero.begin());
}

// 三, 十, 十二, 二十, 二十三: at most one numeral on each side of ten.
std::optional<int> in_numerals(const std::vector<std::string>& letters) {
  const auto ten = std::ranges::find(letters, kTen);
  if (ten == letters.end()) {
    return letters.size() == 1 ? one_numeral(letters.front()) : std::nullopt;
  }
  const auto before = ten - letters.begin();
  const auto behind = letters.end() - ten - 1;
  if (before > 1 || behind > 1) return std::nullopt;
  const std::optional<int> tens = before == 0 ? 1 : one_numeral(letters.front());
  const std::optional<int> ones = behind == 0 ? 0 : one_numeral(letters.back());
  if (!tens || !ones || *tens == 0) return std::nullopt;
  return *tens * 10 + *ones;
}

std::optional<int> in_digits(const std::string& text) {
  constexpr std::size_t kMostDigits = 4;
  const bool plain = !text.empty() && text.size() <= kMostDigits &&
                     text.find_first_not_of("0123456789") == std::string::npos;
  if (!plain || std::stoi(text) > kLargestFigure) return std::nullopt;
  return std::stoi(text);
}

}  // namespace

std::optional<int> figure_in(std::string_view typed) {
  std::vector<std::string> letters = characters(trimmed(half_width(typed)));
  if (!letters.empty() && contains(kMeasures, letters.back())) letters.pop_back();
  const std::string text = trimmed(joined(letters, ""));
  if (const std::optional<int> figure = in_digits(text)) return figure;
  return in_numerals(characters(text));
}

}  // namespace core
