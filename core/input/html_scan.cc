// Finds tags, attributes, texts and comments in one pass.
#include "core/input/html_scan.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.h"

namespace core {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kReferences = {{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&#39;", "'"},
    {"&#x27;", "'"},
}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr std::string_view kBetweenAttributes = " \n\t\r\f/";
constexpr std::string_view kTagNameEnds = " \n\t\r\f/>";

}  // namespace

bool HtmlScanner::next() {
  if (at_ >= html_.size()) return false;
  start_ = at_;
  is_complete_ = true;
  if (!begins_markup(at_)) {
    read_text();
  } else if (html_[at_ + 1] == '!') {
    read_comment();
  } else {
    read_tag();
  }
  return true;
}

bool HtmlScanner::begins_markup(std::size_t at) const {
  const std::string_view rest = html_.substr(at, 4);
  if (!rest.starts_with('<')) return false;
  const std::size_t name = rest.starts_with("</") ? 2 : 1;
  return rest == "<!--" || (rest.size() > name && is_letter(rest[name]));
}

void HtmlScanner::read_text() {
  kind_ = Kind::text;
  do {
    at_ = std::min(html_.find('<', at_ + 1), html_.size());
  } while (at_ < html_.size() && !begins_markup(at_));
  words_ = html_.substr(start_, at_ - start_);
}

void HtmlScanner::read_comment() {
  kind_ = Kind::comment;
  // As browsers end it: "<!-->" and "<!--->" are whole comments, and "--!>" ends one too.
  for (const std::string_view whole : {"<!-->", "<!--->"}) {
    if (!html_.substr(at_).starts_with(whole)) continue;
    at_ += whole.size();
    return;
  }
  const std::size_t usual = html_.find("-->", at_ + 4);
  const std::size_t odd = html_.find("--!>", at_ + 4);
  is_complete_ = std::min(usual, odd) != std::string_view::npos;
  if (!is_complete_) {
    at_ = html_.size();
  } else {
    at_ = usual < odd ? usual + 3 : odd + 4;
  }
}

void HtmlScanner::read_tag() {
  kind_ = html_[at_ + 1] == '/' ? Kind::end_tag : Kind::start_tag;
  at_ += kind_ == Kind::end_tag ? 2 : 1;
  attributes_.clear();
  words_ = read_until(kTagNameEnds);
  for (skip_spaces(kBetweenAttributes); at_ < html_.size() && html_[at_] != '>';
       skip_spaces(kBetweenAttributes)) {
    read_attribute();
  }
  is_complete_ = at_ < html_.size();
  at_ += is_complete_ ? 1 : 0;
  if (kind_ != Kind::start_tag) return;
  if (equal_in_any_case(words_, "script") || equal_in_any_case(words_, "style")) skip_content();
}

// Goes to the first end tag of the element, in any case.
void HtmlScanner::skip_content() {
  const auto ends_here = [this] {
    const std::string_view tag = html_.substr(at_ + 2, words_.size() + 1);
    return equal_in_any_case(tag.substr(0, words_.size()), words_) &&
           (tag.size() == words_.size() || kTagNameEnds.find(tag.back()) != std::string_view::npos);
  };
  const auto find = [this](std::size_t from) {
    return std::min(html_.find("</", from), html_.size());
  };
  at_ = find(at_);
  while (at_ < html_.size() && !ends_here()) at_ = find(at_ + 2);
}

void HtmlScanner::read_attribute() {
  HtmlAttribute attribute{.start = at_};
  attribute.name = read_until("= \n\t\r\f/>");
  attribute.value_start = at_;
  skip_spaces();
  if (at_ < html_.size() && html_[at_] == '=') {
    ++at_;
    skip_spaces();
    read_value(attribute);
  }
  attributes_.push_back(attribute);
}

void HtmlScanner::read_value(HtmlAttribute& attribute) {
  attribute.value_start = at_;
  attribute.has_quotes = at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'');
  if (!attribute.has_quotes) {
    attribute.value = read_until(" \n\t\r\f>");
    return;
  }
  attribute.value_start = ++at_;
  attribute.value = read_until(html_.substr(at_ - 1, 1));
  at_ = std::min(at_ + 1, html_.size());
}

std::string_view HtmlScanner::read_until(std::string_view ends) {
  const std::size_t begin = at_;
  at_ = std::min(html_.find_first_of(ends, at_), html_.size());
  return html_.substr(begin, at_ - begin);
}

void HtmlScanner::skip_spaces(std::string_view spaces) {
  at_ = std::min(html_.find_first_not_of(spaces, at_), html_.size());
}

void HtmlScanner::skip_element() {
  const std::string end_tag = "</" + std::string(words_) + ">";
  const std::size_t end = html_.find(end_tag, at_);
  at_ = end == std::string_view::npos ? html_.size() : end + end_tag.size();
}

std::string decoded_value(std::string_view value) {
  std::string out;
  while (!value.empty()) {
    const std::size_t plain = std::min(value.find('&'), value.size());
    out += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    const auto found = std::ranges::find_if(
        kReferences, [&](const auto& reference) { return value.starts_with(reference.first); });
    const bool known = found != kReferences.end();
    out += known ? found->second : value.substr(0, 1);
    value.remove_prefix(known ? found->first.size() : 1);
  }
  return out;
}

LineColumn place_of(std::string_view text, std::size_t offset) {
  LineColumn place;
  const std::string_view before = text.substr(0, offset);
  place.line += static_cast<int>(std::ranges::count(before, '\n'));
  const std::size_t line_end = before.rfind('\n');
  const std::size_t begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  place.column += static_cast<int>(offset - begin);
  return place;
}

}  // namespace core
