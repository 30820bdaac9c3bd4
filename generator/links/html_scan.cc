// Finds attributes: one pass over the text, tag by tag.
#include "generator/links/html_scan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace generator {
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

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

bool TagScanner::next() {
  while (skip_to("<")) {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      skip_past("-->");
    } else if (rest.size() > 1 && is_letter(rest[1])) {
      read_tag();
      return true;
    } else {
      ++at_;
    }
  }
  return false;
}

bool TagScanner::skip_to(std::string_view mark) {
  const std::size_t next = html_.find(mark, at_);
  at_ = next == std::string_view::npos ? html_.size() : next;
  return at_ < html_.size();
}

void TagScanner::skip_past(std::string_view mark) {
  if (skip_to(mark)) at_ += mark.size();
}

std::string_view TagScanner::read_until(std::string_view ends) {
  const std::size_t begin = at_;
  while (at_ < html_.size() && ends.find(html_[at_]) == std::string_view::npos) ++at_;
  return html_.substr(begin, at_ - begin);
}

void TagScanner::skip_spaces() {
  while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
}

void TagScanner::read_tag() {
  ++at_;
  attributes_.clear();
  tag_ = read_until(" \n\t\r/>");
  for (skip_spaces(); at_ < html_.size() && html_[at_] != '>'; skip_spaces()) read_attribute();
  if (tag_ == "script") skip_to("</script");
  if (tag_ == "style") skip_to("</style");
}

void TagScanner::read_attribute() {
  const std::string_view name = read_until("= \n\t\r/>");
  std::string_view value;
  std::size_t begin = at_;
  if (at_ < html_.size() && html_[at_] == '=') {
    ++at_;
    begin = at_;
    value = read_value(begin);
  } else if (name.empty()) {
    ++at_;
    return;
  }
  attributes_.push_back({name, value, begin});
}

// Reads a quoted or bare value; `begin` becomes the place of its first character.
std::string_view TagScanner::read_value(std::size_t& begin) {
  if (at_ >= html_.size() || (html_[at_] != '"' && html_[at_] != '\'')) {
    return read_until(" \n\t\r>");
  }
  const char quote = html_[at_++];
  begin = at_;
  const std::size_t end = std::min(html_.find(quote, at_), html_.size());
  at_ = std::min(end + 1, html_.size());
  return html_.substr(begin, end - begin);
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

}  // namespace generator
