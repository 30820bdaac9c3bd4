// Breaks Chinese text into lines: greedy filling between the places where a break is allowed.
#include "generator/line_break.h"

#include <algorithm>

#include "core/base/text.h"

namespace generator {
namespace {

constexpr std::string_view kNeverFirst = "，。、；：！？”’）》」』】〉…—·,.;:!?)%";
constexpr std::string_view kNeverLast = "“‘（《「『【〈(";
constexpr double kNarrow = 0.6;

bool is_ascii(const std::string& character) {
  return character.size() == 1;
}

bool is_word(const std::string& character) {
  if (!is_ascii(character)) return false;
  const char c = character.front();
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '-';
}

bool is_digit(const std::string& character) {
  return is_ascii(character) && character.front() >= '0' && character.front() <= '9';
}

bool may_break(const std::string& before, const std::string& after) {
  if (kNeverFirst.find(after) != std::string_view::npos) return false;
  if (kNeverLast.find(before) != std::string_view::npos) return false;
  if (is_word(before) && is_word(after)) return false;
  return !(is_digit(before) && !is_ascii(after));
}

double width_of(const std::string& character) {
  return is_ascii(character) ? kNarrow : 1.0;
}

using Lines = std::vector<std::vector<std::string>>;

// End of the line that begins at `begin`: the last allowed break within `most`, or, where there is
// none, the first one.
std::size_t line_end(const std::vector<std::string>& text, std::size_t begin, double most) {
  double width = 0;
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size(); ++at) {
    width += width_of(text[at]);
    if (width > most && end > begin) return end;
    if (at + 1 == text.size() || may_break(text[at], text[at + 1])) end = at + 1;
  }
  return end;
}

Lines filled(const std::vector<std::string>& text, double most) {
  Lines lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = line_end(text, begin, most);
    lines.emplace_back(text.begin() + static_cast<std::ptrdiff_t>(begin),
                       text.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  return lines;
}

// One character, with or without its mark.
bool looks_lost(const std::vector<std::string>& line) {
  return std::count_if(line.begin(), line.end(), [](const std::string& character) {
           return kNeverFirst.find(character) == std::string_view::npos;
         }) <= 1;
}

// The filling with the fullest lines whose last line is not lost, if one of the same length exists.
Lines balanced(const std::vector<std::string>& text, double most) {
  Lines lines = filled(text, most);
  if (lines.size() < 2 || !looks_lost(lines.back())) return lines;
  for (int narrower = 1; narrower <= 3; ++narrower) {
    Lines other = filled(text, most - narrower);
    if (other.size() == lines.size() && !looks_lost(other.back())) return other;
  }
  return lines;
}

}  // namespace

double text_width(std::string_view text) {
  double width = 0;
  for (const std::string& character : core::characters(text)) width += width_of(character);
  return width;
}

std::vector<std::string> wrap(std::string_view text, double most) {
  std::vector<std::string> lines;
  for (const std::vector<std::string>& line : balanced(core::characters(text), most)) {
    lines.push_back(core::trimmed(core::joined(line, "")));
  }
  return lines;
}

}  // namespace generator
