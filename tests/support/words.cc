// Takes the markup off a page.
#include "tests/support/words.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace tests {

std::string words_of(std::string_view html) {
  constexpr std::string_view kInPhrases = " a abbr b br em small span strong summary time ";
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};
  std::string words;
  const auto end_line = [&words] {
    while (!words.empty() && words.back() == ' ') words.pop_back();
    if (!words.empty() && words.back() != '\n') words += '\n';
  };
  while (!html.empty()) {
    if (html[0] == '<') {
      const std::string_view tag = html.substr(1, html.find('>') - 1);
      std::string_view name = tag.substr(tag.starts_with('/') ? 1 : 0);
      name = name.substr(0, name.find_first_of(" \n/"));
      if (kInPhrases.find(" " + std::string(name) + " ") == std::string_view::npos) end_line();
      html.remove_prefix(std::min(tag.size() + 2, html.size()));
      continue;
    }
    std::size_t taken = 1;
    char character = html[0];
    for (const auto& [entity, meant] : kEntities) {
      if (html.starts_with(entity)) std::tie(taken, character) = std::pair(entity.size(), meant);
    }
    if (character == '\n') {
      end_line();
    } else {
      words += character;
    }
    html.remove_prefix(taken);
  }
  return words;
}

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace tests
