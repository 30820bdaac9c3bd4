// Parses and prints time limits in the forms of YAML and of pages.
#include "core/time/time_limit.h"

#include <fmt/format.h>

#include <array>

#include "core/base/ascii.h"

namespace core {
namespace {

constexpr int kMostWorkdays = 999;

struct Word {
  TimeLimit::Kind kind;
  std::string_view text;
  std::string_view chinese;
};

constexpr std::array kWords = {
    Word{TimeLimit::Kind::on_the_spot, "on_the_spot", "当场"},
    Word{TimeLimit::Kind::at_once, "at_once", "立即"},
    Word{TimeLimit::Kind::same_workday, "same_workday", "当日"},
    Word{TimeLimit::Kind::case_by_case, "case_by_case", "逐件确定"},
};

const Word* word_for(TimeLimit::Kind kind) {
  for (const auto& word : kWords) {
    if (word.kind == kind) return &word;
  }
  return nullptr;
}

// A number of one to three digits; nothing for any other text.
std::optional<int> short_number(std::string_view text) {
  return text.size() <= 3 ? number_from_digits(text) : std::nullopt;
}

// "3" -> 300, "0.5" -> 50, "0.25" -> 25; "010", ".5", "1." and a third decimal are nothing.
std::optional<int> hundredths_from_text(std::string_view text) {
  const auto point = text.find('.');
  const auto whole_text = text.substr(0, point);
  const auto whole = short_number(whole_text);
  if (!whole || *whole > kMostWorkdays) return std::nullopt;
  if (whole_text.size() > 1 && whole_text.front() == '0') return std::nullopt;
  if (point == std::string_view::npos) return *whole * 100;
  const auto decimals = text.substr(point + 1);
  const auto part = short_number(decimals);
  if (!part || decimals.size() > 2) return std::nullopt;
  return *whole * 100 + (decimals.size() == 1 ? *part * 10 : *part);
}

// 300 -> "3", 50 -> "0.5", 25 -> "0.25".
std::string decimal(int hundredths) {
  const int part = hundredths % 100;
  if (part == 0) return fmt::format("{}", hundredths / 100);
  if (part % 10 == 0) return fmt::format("{}.{}", hundredths / 100, part / 10);
  return fmt::format("{}.{:02}", hundredths / 100, part);
}

// The Chinese word if there is one ("半", "四分之一"); otherwise the number.
std::string fraction_or_number(int hundredths) {
  if (hundredths == 25) return "四分之一";
  if (hundredths == 50) return "半";
  if (hundredths == 75) return "四分之三";
  return decimal(hundredths);
}

}  // namespace

std::optional<TimeLimit> time_limit_from_text(std::string_view text) {
  for (const auto& word : kWords) {
    if (text == word.text) return TimeLimit{.kind = word.kind};
  }
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto unit = text.substr(blank + 1);
  if (unit != "workday" && unit != "workdays") return std::nullopt;
  const auto hundredths = hundredths_from_text(text.substr(0, blank));
  if (!hundredths || *hundredths == 0) return std::nullopt;
  return TimeLimit{.kind = TimeLimit::Kind::workdays, .hundredths = *hundredths};
}

std::string to_text(const TimeLimit& limit) {
  if (const auto* word = word_for(limit.kind)) return std::string(word->text);
  return decimal(limit.hundredths) + (limit.hundredths > 100 ? " workdays" : " workday");
}

std::string chinese_limit(const TimeLimit& limit) {
  if (const auto* word = word_for(limit.kind)) return std::string(word->chinese);
  return fraction_or_number(limit.hundredths) + "个工作日";
}

}  // namespace core
