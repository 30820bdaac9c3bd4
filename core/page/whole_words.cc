// Finds the elements of large type in the markup, and the words in the text of a page.
#include "core/page/whole_words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

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
constexpr std::string_view kEverywhere = "\u529e\u4e0d\u6210\u4e8b";
constexpr std::array<std::string_view, 3> kInLargeType = {kEverywhere, "\u70ed\u7ebf",
                                                          "\u662f\u4e0d\u662f"};
constexpr std::string_view kOpeningMark = "\u201c";
constexpr std::string_view kClosingMark = "\u201d";
constexpr std::string_view kBeforeWord = "<span class=\"whole\">";
constexpr std::string_view kAfterWord = "</span>";
constexpr std::size_t kNowhere = std::string_view::npos;

// Where the word begins in `text` from `at` on. Each character of a Chinese text begins with one of
// a few bytes, so looking for the word's first byte, as find() does, stops at every second
// character. The last byte of a character is rarer.
std::size_t place_of_word(std::string_view word, std::string_view text, std::size_t at) {
  constexpr std::size_t kLastByte = 2;
  for (at = text.find(word[kLastByte], at + kLastByte); at != kNowhere;
       at = text.find(word[kLastByte], at + 1)) {
    if (text.substr(at - kLastByte).starts_with(word)) return at - kLastByte;
  }
  return kNowhere;
}

struct Place {
  std::size_t at;
  std::string_view word;
};

// Where the words stand in a page, in order.
std::vector<Place> places_of_words(std::string_view page) {
  std::vector<Place> places;
  for (const std::string_view word : kInLargeType) {
    for (std::size_t at = place_of_word(word, page, 0); at != kNowhere;
         at = place_of_word(word, page, at + word.size()))
      places.push_back({at, word});
  }
  std::ranges::sort(places, {}, &Place::at);
  return places;
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

// The length of the element of `kinds` at the start of `markup`; 0: another tag stands there.
// Nearly all that are none of a kind differ in the second character of their name.
std::size_t element_at(std::string_view markup, const auto& kinds) {
  for (const auto& [opening, closing] : kinds) {
    if (markup.size() < 3 || markup[2] != opening[2] || !markup.starts_with(opening)) continue;
    const std::size_t end = markup.find(closing);
    return end == kNowhere ? 0 : end + closing.size();
  }
  return 0;
}

// Writes a page with its words marked, and knows which elements it is in.
class Walk {
 public:
  explicit Walk(std::string_view page) : page_(page), body_(page.find("<body")) {
    out_.reserve(page.size() + page.size() / 16);
  }

  // At a tag that may begin an element of either kind.
  void enter(std::size_t tag) {
    const std::string_view markup = page_.substr(tag);
    if (tag >= large_end_) large_end_ = tag + element_at(markup, kLargeType);
    if (tag >= bare_end_) bare_end_ = tag + element_at(markup, kBare);
  }

  // A word between this tag and the next one.
  void mark(const Place& place, std::size_t tag) {
    const bool is_meant = place.at < large_end_ || (place.word == kEverywhere && place.at >= body_);
    const std::size_t text = std::min(page_.find('>', tag), page_.size() - 1) + 1;
    if (!is_meant || place.at < bare_end_ || place.at < text) return;
    const std::size_t before = std::max(text, done_);
    const std::size_t begin =
        place.at - length_before_word(page_.substr(before, place.at - before));
    std::size_t end = place.at + place.word.size();
    if (page_.substr(end).starts_with(kClosingMark)) end += kClosingMark.size();
    out_.append(page_.substr(done_, begin - done_)).append(kBeforeWord);
    out_.append(page_.substr(begin, end - begin)).append(kAfterWord);
    done_ = end;
  }

  std::string finish() && { return std::move(out_.append(page_.substr(done_))); }

 private:
  std::string_view page_;
  std::size_t body_;           // kNowhere: only large type is looked at
  std::size_t large_end_ = 0;  // of the last element of large type
  std::size_t bare_end_ = 0;
  std::size_t done_ = 0;  // what is in `out_` already
  std::string out_;
};

// By the first character of its name, which rules out nearly all others.
bool may_begin_element(char name) {
  return name == 'h' || name == 's' || name == 't';
}

}  // namespace

std::string with_whole_words(std::string page) {
  const std::vector<Place> places = places_of_words(page);
  auto place = places.begin();
  Walk walk(page);
  std::size_t tag = page.find('<');
  while (place != places.end() && place->at < tag) ++place;  // stands before all tags
  while (place != places.end()) {
    if (may_begin_element(page[tag + 1])) walk.enter(tag);
    const std::size_t next = page.find('<', tag + 1);
    for (; place != places.end() && place->at < next; ++place) walk.mark(*place, tag);
    tag = next;
  }
  return std::move(walk).finish();
}

}  // namespace core
