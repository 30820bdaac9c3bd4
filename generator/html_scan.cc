// Finds attributes: one pass over the text, tag by tag.
#include "generator/html_scan.h"

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

std::string decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [reference, character] : kReferences) {
      if (!text.starts_with(reference)) continue;
      out += character;
      text.remove_prefix(reference.size());
      found = true;
      break;
    }
    if (found) continue;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) {}

  std::vector<HtmlAttribute> scan() {
    while (skip_to("<")) {
      if (rest().starts_with("<!--")) {
        skip_past("-->");
      } else if (rest().size() > 1 && is_letter(rest()[1])) {
        read_tag();
      } else {
        ++at_;
      }
    }
    return std::move(found_);
  }

 private:
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

  std::string_view rest() const { return html_.substr(at_); }

  bool skip_to(std::string_view mark) {
    const std::size_t next = html_.find(mark, at_);
    at_ = next == std::string_view::npos ? html_.size() : next;
    return at_ < html_.size();
  }

  void skip_past(std::string_view mark) {
    if (skip_to(mark)) at_ += mark.size();
  }

  std::string_view read_until(std::string_view ends) {
    const std::size_t begin = at_;
    while (at_ < html_.size() && ends.find(html_[at_]) == std::string_view::npos) ++at_;
    return html_.substr(begin, at_ - begin);
  }

  void skip_spaces() {
    while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
  }

  void read_tag() {
    ++at_;
    const std::string tag(read_until(" \n\t\r/>"));
    for (skip_spaces(); at_ < html_.size() && html_[at_] != '>'; skip_spaces()) read_attribute(tag);
    if (tag == "script" || tag == "style") skip_to("</" + tag);
  }

  void read_attribute(const std::string& tag) {
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
    const auto [line, column] = place_of(begin);
    found_.push_back({tag, std::string(name), decoded(value), line, column});
  }

  // Reads a quoted or bare value; `begin` becomes the place of its first character.
  std::string_view read_value(std::size_t& begin) {
    if (at_ >= html_.size() || (html_[at_] != '"' && html_[at_] != '\'')) {
      return read_until(" \n\t\r>");
    }
    const char quote = html_[at_++];
    begin = at_;
    const std::string_view value = read_until(std::string_view(&quote, 1));
    if (at_ < html_.size()) ++at_;
    return value;
  }

  // Counts on from the last place that was asked for: attributes come in order.
  std::pair<int, int> place_of(std::size_t offset) {
    for (; counted_ < offset; ++counted_) {
      if (html_[counted_] != '\n') continue;
      ++line_;
      line_begin_ = counted_ + 1;
    }
    return {line_, static_cast<int>(offset - line_begin_) + 1};
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
  std::vector<HtmlAttribute> found_;
};

}  // namespace

std::vector<HtmlAttribute> html_attributes(std::string_view html) {
  return Scanner(html).scan();
}

}  // namespace generator
