// The text of a rendered page without its markup, as the search shows and weighs it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace generator {

struct MainText {
  std::string headings;  // h1 to h4, one per line
  std::string text;      // everything else, one line per block
};

// A section of a page that its heading names: <section aria-labelledby="ID">.
struct PagePart {
  std::string id;
  MainText text;  // its heading and the rest, to the end of the section
};

struct SplitText {
  MainText own;  // what is in no part
  std::vector<PagePart> parts;
};

// The text in the <main> of one of our own rendered pages. Leaves out drawings, lists of choices,
// scripts, styles, and content for browsers without JavaScript. Thread-safe.
MainText main_text(std::string_view html);

// The same, cut into its parts.
SplitText split_text(std::string_view html);

}  // namespace generator
