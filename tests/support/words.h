// The text of a page without markup, so that tests compare wording and not tags.
#pragma once

#include <string>
#include <string_view>

namespace tests {

// "<li>全部待办<span>（3）</span></li>" -> "全部待办（3）\n". Blocks and cells end a line; elements
// within a phrase (a, strong, span ...) leave nothing.
std::string words_of(std::string_view html);

// How often a text holds a part.
std::size_t times(std::string_view text, std::string_view part);

}  // namespace tests
