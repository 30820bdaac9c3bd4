// Finds the elements of large type in the markup, and the words in the text of a page.
#include "core/page/whole_words.h"

#include <string.h>  // memmem, in POSIX since 2024

#include <algorithm>
#include <array>
#include <span>
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

// What of a body holds no elements, or no lines of text.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kBare = {
    {{"<select", "</select>"},
     {"<textarea", "</textarea>"},
     {"<script", "</script>"},
     {"<style", "</style>"},
     {"<svg", "</svg>"}}};

// "ban bu cheng shi", the window's concern; "rexian", hotline; "shi bu shi", whether it is.
constexpr std::array<std::string_view, 3> kInLargeType = {"\u529e\u4e0d\u6210\u4e8b",
                                                          "\u70ed\u7ebf", "\u662f\u4e0d\u662f"};
constexpr std::array<std::string_view, 1> kEverywhere = {kInLargeType.front()};
using Words = std::span<const std::string_view>;
constexpr std::string_view kOpeningMark = "\u201c";
constexpr std::string_view kClosingMark = "\u201d";
constexpr std::string_view kBeforeWord = "<span class=\"whole\">";
constexpr std::string_view kAfterWord = "</span>";

// Where the word begins in `text` from `at` on; npos: it does not. Each character of a Chinese text
// begins with one of a few bytes, so looking for the word's first byte, as find() does, stops at
// every second character; memmem() goes on by the length of the word.
std::size_t place_of_word(std::string_view word, std::string_view text, std::size_t at = 0) {
  const std::string_view rest = text.substr(at);
  const void* found = ::memmem(rest.data(), rest.size(), word.data(), word.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// The first of the words in `text` from `at` on: where it begins, and the word; at the end of the
// text if there is none.
std::pair<std::size_t, std::string_view> next_word(std::string_view text, std::size_t at,
                                                   Words words) {
  std::pair<std::size_t, std::string_view> next{text.size(), {}};
  for (const std::string_view word : words) {
    const std::size_t found = place_of_word(word, text, at);  // npos is behind every place
    if (found < next.first) next = {found, word};
  }
  return next;
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
void append_text(std::string& out, std::string_view text, Words words) {
  std::size_t done = 0;
  while (true) {
    const auto [at, word] = next_word(text, done, words);
    if (word.empty()) break;
    const std::string_view before = text.substr(done, at - done);
    const std::size_t begin = at - length_before_word(before);
    std::size_t end = at + word.size();
    if (text.substr(end).starts_with(kClosingMark)) end += kClosingMark.size();
    out.append(text.substr(done, begin - done)).append(kBeforeWord);
    out.append(text.substr(begin, end - begin)).append(kAfterWord);
    done = end;
  }
  out.append(text.substr(done));
}

// The length of the element of `kinds` at the start of `markup`; 0: another tag stands there.
std::size_t element_at(std::string_view markup, const auto& kinds) {
  for (const auto& [opening, closing] : kinds) {
    if (!markup.starts_with(opening)) continue;
    const std::size_t end = markup.find(closing);
    return end == std::string_view::npos ? 0 : end + closing.size();
  }
  return 0;
}

// Nearly all tags that are none of a kind are told by the first character of their name.
bool may_be_large(std::string_view tag) {
  return tag.size() > 1 && (tag[1] == 'h' || tag[1] == 's');
}

bool may_be_bare(std::string_view tag) {
  return tag.size() > 1 && (tag[1] == 's' || tag[1] == 't');
}

std::size_t tag_at(std::string_view markup) {
  return std::min(markup.find('>'), markup.size() - 1) + 1;
}

void append_markup(std::string& out, std::string_view markup, Words words) {
  while (!markup.empty()) {
    const std::string_view text = markup.substr(0, markup.find('<'));
    append_text(out, text, words);
    markup.remove_prefix(text.size());
    if (markup.empty()) return;
    const std::size_t bare = may_be_bare(markup) ? element_at(markup, kBare) : 0;
    const std::string_view as_is = markup.substr(0, bare > 0 ? bare : tag_at(markup));
    out.append(as_is);
    markup.remove_prefix(as_is.size());
  }
}

// What stands between elements of large type; the body of the page begins at `body`, or before.
void append_between(std::string& out, std::string_view markup, std::size_t body) {
  const std::string_view head = markup.substr(0, body);
  out.append(head);
  markup.remove_prefix(head.size());
  if (place_of_word(kEverywhere.front(), markup) == std::string_view::npos)
    out.append(markup);
  else
    append_markup(out, markup, kEverywhere);
}

}  // namespace

std::string with_whole_words(std::string page) {
  const std::string_view markup = page;
  const std::size_t body = std::min(markup.find("<body"), markup.size());
  std::string out;
  out.reserve(page.size() + page.size() / 16);
  std::size_t done = 0;
  const auto append_until = [&](std::size_t end) {
    append_between(out, markup.substr(done, end - done), body > done ? body - done : 0);
  };
  for (std::size_t at = markup.find('<'); at != std::string_view::npos;) {
    const std::string_view tag = markup.substr(at);
    const std::size_t length = may_be_large(tag) ? element_at(tag, kLargeType) : 0;
    if (length > 0) {
      append_until(at);
      append_markup(out, markup.substr(at, length), kInLargeType);
      done = at + length;
    }
    at = markup.find('<', at + std::max<std::size_t>(length, 1));
  }
  append_until(markup.size());
  return out;
}

}  // namespace core
