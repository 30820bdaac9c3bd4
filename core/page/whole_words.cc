// Finds the headings in the markup, and the words in their text.
#include "core/page/whole_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace core {
namespace {

// Elements of large type, with the tag that ends them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLargeType = {
    {{"<h1", "</h1>"},
     {"<h2", "</h2>"},
     {"<h3", "</h3>"},
     {"<h4", "</h4>"},
     {"<strong>", "</strong>"},
     {"<span class=\"masthead-window\"", "</span>"}}};

// "ban bu cheng shi", the window's concern; "rexian", hotline; "shi bu shi", whether it is.
constexpr std::array<std::string_view, 3> kWhole = {"\u529e\u4e0d\u6210\u4e8b", "\u70ed\u7ebf",
                                                    "\u662f\u4e0d\u662f"};
constexpr std::string_view kOpeningMark = "\u201c";
constexpr std::string_view kClosingMark = "\u201d";
constexpr std::string_view kBeforeWord = "<span class=\"whole\">";
constexpr std::string_view kAfterWord = "</span>";

// The word at the start of `text`; empty: there is none.
std::string_view word_at(std::string_view text) {
  for (const std::string_view word : kWhole) {
    if (text.starts_with(word)) return word;
  }
  return {};
}

// How much of the end of `before` belongs to the word that follows: a quotation mark, or a number
// and its blank.
std::size_t length_before_word(std::string_view before) {
  if (before.ends_with(kOpeningMark)) return kOpeningMark.size();
  std::size_t start = before.size();
  if (before.ends_with(' ')) --start;
  const std::size_t number_end = start;
  while (start > 0 && before[start - 1] >= '0' && before[start - 1] <= '9') --start;
  return start == number_end ? 0 : before.size() - start;
}

// `text` holds no tags.
void append_text(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view word = word_at(text.substr(at));
    if (word.empty()) {
      ++at;
      continue;
    }
    const std::string_view before = text.substr(done, at - done);
    const std::size_t begin = at - length_before_word(before);
    std::size_t end = at + word.size();
    if (text.substr(end).starts_with(kClosingMark)) end += kClosingMark.size();
    out.append(text.substr(done, begin - done)).append(kBeforeWord);
    out.append(text.substr(begin, end - begin)).append(kAfterWord);
    done = at = end;
  }
  out.append(text.substr(done));
}

// The markup of one element of large type.
void append_element(std::string& out, std::string_view element) {
  while (!element.empty()) {
    const std::string_view text = element.substr(0, element.find('<'));
    append_text(out, text);
    element.remove_prefix(text.size());
    const std::string_view tag =
        element.substr(0, std::min(element.find('>'), element.size() - 1) + 1);
    out.append(tag);
    element.remove_prefix(tag.size());
  }
}

// The length of the element of large type at the start of `markup`; 0: another tag stands there.
std::size_t large_type_at(std::string_view markup) {
  for (const auto& [opening, closing] : kLargeType) {
    if (!markup.starts_with(opening)) continue;
    const std::size_t end = markup.find(closing);
    return end == std::string_view::npos ? 0 : end + closing.size();
  }
  return 0;
}

}  // namespace

std::string with_whole_words(std::string page) {
  const std::string_view markup = page;
  std::string out;
  out.reserve(page.size() + page.size() / 16);
  std::size_t done = 0;
  for (std::size_t at = markup.find('<'); at != std::string_view::npos;) {
    const std::size_t length = large_type_at(markup.substr(at));
    if (length > 0) {
      out.append(markup.substr(done, at - done));
      append_element(out, markup.substr(at, length));
      done = at + length;
    }
    at = markup.find('<', at + std::max<std::size_t>(length, 1));
  }
  out.append(markup.substr(done));
  return out;
}

}  // namespace core
