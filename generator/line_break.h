// Breaks Chinese text into lines of a box: no closing mark begins a line, no opening mark ends one
// (GB/T 15834).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace generator {

// Width of valid UTF-8 text in em: ideographs and full-width marks 1, Latin letters and digits 0.6
// (a little more than common fonts need, so that a box is never too small).
double text_width(std::string_view text);

// Lines of at most `most` em. Numbers and words stay whole, and so does a number with its measure
// word ("3个"); a last line of one character is avoided where the same number of lines
// allows it. Empty text: no line.
std::vector<std::string> wrap(std::string_view text, double most);

}  // namespace generator
