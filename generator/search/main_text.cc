// One pass over the markup between <main> and </main>.
#include "generator/search/main_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/contains.h"
#include "generator/links/html_scan.h"

namespace generator {
namespace {

constexpr std::array<std::string_view, 7> kLeftOut = {"svg",      "select", "script",  "style",
                                                      "template", "form",   "noscript"};
// Words on both sides of such a tag may be one word.
constexpr std::array<std::string_view, 10> kInline = {"a",   "span",  "strong", "em",   "b",
                                                      "wbr", "small", "mark",   "abbr", "time"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return core::contains(names, name);
}

bool is_heading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '4';
}

class Reader {
 public:
  explicit Reader(std::string_view html) : rest_(html) {}

  MainText read() {
    while (!rest_.empty()) {
      const std::size_t tag = std::min(rest_.find('<'), rest_.size());
      add(rest_.substr(0, tag));
      rest_.remove_prefix(tag);
      if (!rest_.empty()) read_tag();
    }
    return std::move(found_);
  }

 private:
  std::string& here() { return in_heading_ ? found_.headings : found_.text; }

  void add(std::string_view words) {
    if (words.empty()) return;
    if (words.find('&') == std::string_view::npos) {
      here() += words;
    } else {
      here() += decoded_value(words);
    }
  }

  void read_tag() {
    const std::size_t end = std::min(rest_.find('>'), rest_.size() - 1);
    std::string_view name = rest_.substr(1, end - 1);
    const bool is_end = name.starts_with('/');
    if (is_end) name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" \n\t\r/"));
    rest_.remove_prefix(end + 1);
    if (!is_end && is_one_of(kLeftOut, name)) skip_past_end_of(name);
    if (is_one_of(kInline, name)) return;
    here() += '\n';
    if (is_heading(name)) in_heading_ = !is_end;
  }

  void skip_past_end_of(std::string_view name) {
    const std::string end_tag = "</" + std::string(name) + ">";
    const std::size_t end = rest_.find(end_tag);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + end_tag.size());
  }

  std::string_view rest_;
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
