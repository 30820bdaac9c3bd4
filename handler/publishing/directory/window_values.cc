// One function a column; what is not judged here is a line.
#include "handler/publishing/directory/window_values.h"

#include <algorithm>
#include <utility>

#include "core/reading/phone.h"
#include "core/time/work_time.h"
#include "core/time/written_day.h"

namespace handler::publishing {
namespace {

using core::WindowColumn;

constexpr std::size_t kLongestLine = 200;  // characters

TypedValue typed_phones(const std::string& line) {
  const std::vector<std::string> phones = core::published_phones(core::half_width(line));
  if (phones.empty()) return {line, "phone"};
  return {core::joined(phones, ", "), ""};
}

TypedValue hours_of(const std::string& line) {
  const auto hours = core::office_hours_from_text(core::plain_hours(line));
  if (!hours) return {line, "hours"};
  return {core::to_text(*hours), ""};
}

TypedValue set_up_of(const std::string& line) {
  if (const std::optional<bool> answer = core::yes_or_no(line)) return {*answer ? "" : "false", ""};
  const std::optional<core::Day> day = core::day_from_iso(core::plain_date(line));
  if (!day) return {line, "date"};
  return {core::to_iso(*day), ""};
}

TypedValue lacks_of(const std::string& line) {
  std::vector<std::string> words;
  for (const std::string& part : core::parts_of(line)) {
    const std::string_view word = core::window_word(core::WindowWords::lacks, part);
    if (word.empty()) return {line, "word"};
    words.emplace_back(word);
  }
  return {core::joined(words, ", "), ""};
}

}  // namespace

TypedValue typed_line(std::string_view typed) {
  std::string line = core::cleaned(typed);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  line = core::trimmed(line);
  const bool is_long = core::character_count(line) > kLongestLine;
  return {std::move(line), is_long ? "long" : ""};
}

TypedValue typed_value(WindowColumn column, std::string_view typed) {
  TypedValue line = typed_line(typed);
  if (line.value.empty() || !line.mistake.empty()) return line;
  switch (column) {
    case WindowColumn::phone:
      return typed_phones(line.value);
    case WindowColumn::hours:
      return hours_of(line.value);
    case WindowColumn::set_up:
      return set_up_of(line.value);
    case WindowColumn::lacks:
      return lacks_of(line.value);
    default:
      return line;
  }
}

TypedValue typed_phone(std::string_view typed) {
  TypedValue line = typed_line(typed);
  if (line.value.empty() || !line.mistake.empty()) return line;
  std::string phone = core::trimmed(core::half_width(line.value));
  const bool is_phone = core::is_published_phone(phone);
  return {std::move(phone), is_phone ? "" : "phone"};
}

}  // namespace handler::publishing
