// Prints the source line under a diagnostic; counts display columns, because full-width characters
// take two.
#include "core/input/source_excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/base/text.h"

namespace core {
namespace {

constexpr std::size_t kWidestLine = 100;  // characters shown of one line
constexpr std::size_t kKeptBefore = 50;   // of these, how many before the mistake
constexpr std::string_view kCut = "...";

// One printable string per character: a tab becomes a space; control characters and ill-formed
// bytes become a replacement mark.
std::vector<std::string> printable_characters(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string> all = characters(line);
  for (std::string& character : all) {
    if (character == "\t") {
      character = " ";
    } else if (cleaned(character).empty()) {
      character = "\uFFFD";
    }
  }
  return all;
}

int columns_between(const std::vector<std::string>& all, std::size_t from, std::size_t to) {
  int columns = 0;
  for (std::size_t i = from; i < to; ++i) columns += display_columns(all[i]);
  return columns;
}

struct Window {
  std::size_t first, last;  // characters shown, last excluded
};

Window window_around(std::size_t place, std::size_t size) {
  if (size <= kWidestLine) return {0, size};
  const std::size_t wanted = place > kKeptBefore ? place - kKeptBefore : 0;
  const std::size_t first = std::min(wanted, size - kWidestLine);
  return {first, first + kWidestLine};
}

}  // namespace

std::string source_excerpt(std::string_view line, const Span& span, std::string_view hint) {
  const std::vector<std::string> all = printable_characters(line);
  const std::size_t place =
      std::min(static_cast<std::size_t>(std::max(span.column, 1) - 1), all.size());
  const Window shown = window_around(place, all.size());
  const std::size_t end =
      std::min(place + static_cast<std::size_t>(std::max(span.length, 1)), shown.last);

  std::string text(shown.first > 0 ? kCut : "");
  const int indent = display_columns(text) + columns_between(all, shown.first, place);
  for (std::size_t i = shown.first; i < shown.last; ++i) text += all[i];
  if (shown.last < all.size()) text += kCut;
  const int marked = std::max(columns_between(all, place, end), 1);
  const std::string carets = "^" + std::string(static_cast<std::size_t>(marked - 1), '~');
  return fmt::format("{:5} | {}\n      | {:{}}{}{}{}\n", span.line, text, "", indent, carets,
                     hint.empty() ? "" : " ", hint);
}

}  // namespace core
