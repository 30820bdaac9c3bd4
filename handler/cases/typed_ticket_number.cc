// Looks at each run of digits: groups of them make a number only as they are, whole.
#include "handler/cases/typed_ticket_number.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/plain_spelling.h"
#include "core/base/text.h"
#include "handler/cases/ticket_number.h"

namespace handler::cases {
namespace {

// Groups of digits with nothing but separators between them.
struct Run {
  std::vector<std::string> groups;
  bool after_letter = false;  // as the serial number's after its prefix

  std::string digits() const { return core::joined(groups, ""); }
};

// What may stand between the groups of one number.
bool is_separator(std::string_view character) {
  constexpr std::string_view kListComma = "\u3001";
  constexpr std::string_view kMarks = " -.,/_\"";
  return character == kListComma ||
         (character.size() == 1 && kMarks.find(character[0]) != std::string_view::npos);
}

bool is_letter(char c) {
  const char lower = core::ascii_lower(c);
  return lower >= 'a' && lower <= 'z';
}

std::vector<Run> runs_in(std::string_view typed) {
  std::vector<Run> runs;
  char before = ' ';  // the last character that is no separator; ' ' for a Chinese one
  bool in_group = false;
  for (const std::string& character : core::characters(core::plain_spelling(typed))) {
    const char c = character.size() == 1 ? character[0] : ' ';
    if (core::is_digit(c)) {
      const bool starts = !core::is_digit(before);
      if (starts) runs.push_back({.groups = {}, .after_letter = is_letter(before)});
      if (starts || !in_group) runs.back().groups.emplace_back();
      runs.back().groups.back() += c;
    }
    in_group = core::is_digit(c);
    if (!is_separator(character)) before = c;
  }
  return runs;
}

enum class Shape { printed, any };  // printed: in one piece, or four digits four times

bool has_shape(const Run& run, std::size_t from, std::size_t to, Shape shape) {
  const bool fours = std::all_of(run.groups.begin() + static_cast<std::ptrdiff_t>(from),
                                 run.groups.begin() + static_cast<std::ptrdiff_t>(to),
                                 [](const std::string& group) { return group.size() == 4; });
  return shape == Shape::any || to - from == 1 || (to - from == 4 && fours);
}

// The numbers of 16 digits that neighbouring groups make; none shares a group with another.
std::vector<std::string> numbers_in(const Run& run, Shape shape,
                                    bool (*is_meant)(std::string_view)) {
  std::vector<std::string> numbers;
  for (std::size_t from = 0; from < run.groups.size();) {
    std::string digits;
    std::size_t to = from;
    while (to < run.groups.size() && digits.size() < kTicketDigits) digits += run.groups[to++];
    const bool fits = digits.size() == kTicketDigits && has_shape(run, from, to, shape);
    if (fits && is_meant(digits)) {
      numbers.push_back(digits);
      from = to;
    } else {
      ++from;
    }
  }
  return numbers;
}

bool is_any(std::string_view /*digits*/) {
  return true;
}

// The good numbers of a run. A run of 16 digits is one number; of a longer one, which begins or
// ends with a date or a phone, that part which looks like a printed number, if there is one.
std::vector<std::string> good_numbers_in(const Run& run) {
  if (run.digits().size() == kTicketDigits) {
    return is_ticket_number(run.digits()) ? std::vector{run.digits()} : std::vector<std::string>{};
  }
  std::vector<std::string> numbers = numbers_in(run, Shape::printed, is_ticket_number);
  return numbers.empty() ? numbers_in(run, Shape::any, is_ticket_number) : numbers;
}

bool holds_sixteen(const Run& run) {
  return run.digits().size() == kTicketDigits || !numbers_in(run, Shape::printed, is_any).empty();
}

// "2026-0042" or "20260042" behind the letters of the prefix.
bool is_serial(const Run& run) {
  const std::string digits = run.digits();
  const bool parts =
      run.groups.size() == 1 || (run.groups.size() == 2 && run.groups.front().size() == 4);
  return run.after_letter && parts && digits.starts_with("20") && digits.size() >= 8 &&
         digits.size() <= 10;
}

ParsedNumber without_number(const std::vector<Run>& runs) {
  if (runs.empty()) return {};
  if (std::ranges::any_of(runs, holds_sixteen)) return {.check = NumberCheck::wrong_check_digit};
  const Run& longest =
      *std::ranges::max_element(runs, {}, [](const Run& run) { return run.digits().size(); });
  if (is_serial(longest)) return {.check = NumberCheck::serial_number};
  return {.check = NumberCheck::wrong_length, .digits_typed = longest.digits().size()};
}

}  // namespace

ParsedNumber parse_ticket_number(std::string_view typed) {
  const std::vector<Run> runs = runs_in(typed);
  std::vector<std::string> good;
  for (const Run& run : runs) {
    for (std::string& number : good_numbers_in(run))
      if (!core::contains(good, number)) good.push_back(std::move(number));
  }
  if (good.empty()) return without_number(runs);
  if (good.size() > 1) return {.check = NumberCheck::several};
  return {.check = NumberCheck::good, .number = std::move(good.front())};
}

}  // namespace handler::cases
