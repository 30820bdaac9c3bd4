// Keeps a few words on one line: a browser would break the window's name in two.
#pragma once

#include <string>

namespace core {

// A finished page, with `<span class="whole">` around the word of the window's name wherever the
// body has it, except in choices of a list, typed text and drawings. In large type (headings,
// choices, the name at the head) also around the other words of kInLargeType. Quotation marks and a
// number before a word belong to it. A page without a body has large type only. Pure.
std::string with_whole_words(std::string page);

}  // namespace core
