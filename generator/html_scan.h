// Finds the attributes of our own rendered pages: enough HTML for checking links, not a parser for
// the world's HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace generator {

struct HtmlAttribute {
  std::string tag;    // as written: "a"
  std::string name;   // "href"
  std::string value;  // with character references and nothing else decoded
  int line = 0;       // of the value, from 1
  int column = 0;     // in bytes of the line, from 1
};

// All attributes of all start tags in order. Comments and the content of script and style are
// skipped.
std::vector<HtmlAttribute> html_attributes(std::string_view html);

}  // namespace generator
