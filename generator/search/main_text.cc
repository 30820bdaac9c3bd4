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
  explicit Reader(std::string_view html) : html_(html) {}

  MainText read() {
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
  std::string& here() { return in_heading_ ? found_.headings : found_.text; }

  void read_tag(std::string_view name, bool is_end) {
    if (!is_end && core::contains(kLeftOut, name)) html_.skip_element();
    if (core::contains(kInline, name)) return;
    here() += '\n';
    if (is_heading(name)) in_heading_ = !is_end;
  }

  core::HtmlScanner html_;
  bool in_heading_ = false;
  MainText found_;
};

}  // namespace

MainText main_text(std::string_view html) {
  const std::size_t begin = html.find("<main");
  if (begin == std::string_view::npos) return {};
  html.remove_prefix(begin);
  return Reader(html.substr(0, html.find("</main>"))).read();
}

}  // namespace generator
