// Reads a style sheet character by character, a script line by line.
#include "generator/build/lean_assets.h"

#include <algorithm>

#include "core/base/text.h"

namespace generator {
namespace {

constexpr std::string_view kBlanks = " \t\n";
// In a style sheet no blank before or after these says anything. Before ':' one does: "a :hover".
constexpr std::string_view kAlone = "{};,";

bool is_in(std::string_view set, char c) {
  return set.find(c) != std::string_view::npos;
}

// The length of a string with its quotes at the start of `css`, which may hold escaped quotes.
std::size_t string_length(std::string_view css) {
  std::size_t end = 1;
  while (end < css.size() && css[end] != css[0]) end += css[end] == '\\' ? 2 : 1;
  return std::min(end + 1, css.size());
}

// The length of the comment at the start of `css`; 0: there is none.
std::size_t comment_length(std::string_view css) {
  if (!css.starts_with("/*")) return 0;
  const std::size_t end = css.find("*/", 2);
  return end == std::string_view::npos ? css.size() : end + 2;
}

// Adds one character, or nothing for a blank that says nothing.
void add(std::string& out, char c) {
  const char before = out.empty() ? '{' : out.back();
  if (is_in(kBlanks, c)) {
    if (!is_in(kAlone, before) && before != ' ' && before != ':') out += ' ';
    return;
  }
  if (is_in(kAlone, c) && before == ' ') out.pop_back();
  if (c == '}' && !out.empty() && out.back() == ';') out.pop_back();
  out += c;
}

std::string lean_css(std::string_view css) {
  std::string out;
  out.reserve(css.size());
  while (!css.empty()) {
    std::size_t length = comment_length(css);
    if (length == 0 && is_in("\"'", css.front())) {
      length = string_length(css);
      out.append(css.substr(0, length));
    } else if (length == 0) {
      length = 1;
      add(out, css.front());
    }
    css.remove_prefix(length);
  }
  return out;
}

std::string lean_script(std::string_view script) {
  std::string out;
  out.reserve(script.size());
  while (!script.empty()) {
    std::string_view line = core::take_until(script, '\n');
    line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    if (line.empty() || line.starts_with("//")) continue;
    out.append(line).append(1, '\n');
  }
  return out;
}

}  // namespace

std::string lean_asset(std::string_view name, std::string_view bytes) {
  if (name.ends_with(".css")) return lean_css(bytes);
  if (name.ends_with(".js")) return lean_script(bytes);
  return std::string(bytes);
}

}  // namespace generator
