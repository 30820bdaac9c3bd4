// Extracts the text between <main> and </main> in one pass.
#include "generator/search/main_text.h"

#include <array>
#include <utility>

#include "core/base/contains.h"
#include "core/input/html_scan.h"

namespace generator {
namespace {

constexpr std::array<std::string_view, 7> kLeftOut = {"svg",      "select", "script",  "style",
                                                      "template", "form",   "noscript"};
// Tags that may be inside a word; all other tags separate words.
constexpr std::array<std::string_view, 10> kInline = {"a",   "span",  "strong", "em",   "b",
                                                      "wbr", "small", "mark",   "abbr", "time"};

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '4';
}

class Reader {
 public:
  Reader(std::string_view html, bool splits) : html_(html), splits_(splits) {}

  SplitText read() {
    while (html_.next()) {
      if (html_.kind() == core::HtmlScanner::Kind::text) {
        here() += core::decoded_value(html_.words());
      } else if (html_.kind() != core::HtmlScanner::Kind::comment) {
        read_tag(html_.words(), html_.kind() == core::HtmlScanner::Kind::end_tag);
      }
    }
    return std::move(found_);
  }

 private:
  std::string& here() {
    MainText& text = in_part_ ? found_.parts.back().text : found_.own;
    return in_heading_ ? text.headings : text.text;
  }

  void begin_part() {
    for (const core::HtmlAttribute& attribute : html_.attributes()) {
      if (attribute.name != "aria-labelledby") continue;
      found_.parts.push_back({core::decoded_value(attribute.value), {}});
      in_part_ = true;
    }
  }

  void read_tag(std::string_view name, bool is_end) {
    if (!is_end && core::contains(kLeftOut, name)) html_.skip_element();
    if (core::contains(kInline, name)) return;
    here() += '\n';
    if (splits_ && name == "section") {
      in_part_ = false;
      if (!is_end) begin_part();
    }
    if (is_heading(name)) in_heading_ = !is_end;
  }

  core::HtmlScanner html_;
  bool splits_;
  bool in_heading_ = false;
  bool in_part_ = false;
  SplitText found_;
};

SplitText read_main(std::string_view html, bool splits) {
  const std::size_t begin = html.find("<main");
  if (begin == std::string_view::npos) return {};
  html.remove_prefix(begin);
  return Reader(html.substr(0, html.find("</main>")), splits).read();
}

}  // namespace

MainText main_text(std::string_view html) {
  return read_main(html, false).own;
}

SplitText split_text(std::string_view html) {
  return read_main(html, true);
}

}  // namespace generator
