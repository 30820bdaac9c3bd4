// Keeps a few words of headings on one line: a browser that balances a heading would break the
// window's name in two.
#pragma once

#include <string>

namespace core {

// A finished page, with `<span class="whole">` around each such word of its headings, of choices
// and of the window's name at the head: the words of kWhole with their quotation marks, and a
// number before them. Other text stays as it is. Pure.
std::string with_whole_words(std::string page);

}  // namespace core
