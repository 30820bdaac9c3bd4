// The words of a rendered page without its markup, as a search shows and weighs them.
#pragma once

#include <string>
#include <string_view>

namespace generator {

struct MainText {
  std::string headings;  // a line each: h1 to h4
  std::string text;      // everything else; a line for each block
};

// What stands in the <main> of one of our own rendered pages. Drawings, lists of choices, scripts,
// styles and what only shows without JavaScript are left out. Thread-safe.
MainText main_text(std::string_view html);

}  // namespace generator
