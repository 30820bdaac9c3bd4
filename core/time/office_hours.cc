// Parses and prints office hours in the one form that people and YAML use: "09:00-12:00,
// 13:30-17:00".
#include "core/time/office_hours.h"

namespace core {
namespace {

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<Opening> opening_from_text(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = minute_from_text(without_blanks(text.substr(0, dash)));
  const auto to = minute_from_text(without_blanks(text.substr(dash + 1)));
  if (!from || !to || *from >= *to) return std::nullopt;
  return Opening{*from, *to};
}

}  // namespace

MinuteOfDay OfficeHours::minutes_a_day() const {
  MinuteOfDay sum{};
  for (const auto& opening : openings) sum += opening.to - opening.from;
  return sum;
}

OfficeHours assumed_office_hours() {
  using std::chrono::hours;
  using std::chrono::minutes;
  return {.openings = {{hours{9}, hours{12}}, {hours{13} + minutes{30}, hours{17}}},
          .published = false};
}

std::optional<OfficeHours> office_hours_from_text(const std::string& text) {
  OfficeHours hours{.published = true};
  std::string_view rest = text;
  while (true) {
    const auto comma = rest.find(',');
    const auto opening = opening_from_text(without_blanks(rest.substr(0, comma)));
    if (!opening) return std::nullopt;
    if (!hours.openings.empty() && opening->from < hours.closing()) return std::nullopt;
    hours.openings.push_back(*opening);
    if (comma == std::string_view::npos) return hours;
    rest.remove_prefix(comma + 1);
  }
}

std::string to_text(const OfficeHours& hours) {
  std::string text;
  for (const auto& opening : hours.openings) {
    if (!text.empty()) text += ", ";
    text += to_text(opening.from) + "-" + to_text(opening.to);
  }
  return text;
}

}  // namespace core
