// The text of a rendered page without its markup, as the search shows and weighs it.
#pragma once

#include <string>
#include <string_view>

namespace generator {

struct MainText {
  std::string headings;  // h1 to h4, one per line
  std::string text;      // everything else, one line per block
};

// The text in the <main> of one of our own rendered pages. Leaves out drawings, lists of choices,
// scripts, styles, and content for browsers without JavaScript. Thread-safe.
MainText main_text(std::string_view html);

}  // namespace generator
