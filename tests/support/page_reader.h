// What a page says and asks, so that tests do not depend on its markup.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tests {

// The words of the first <h1>; "" if there is none.
std::string heading_of(std::string_view html);

// The words of the first link to this address; "" if there is none.
std::string link_to(std::string_view html, std::string_view address);

// True if the page has a field of this name that is not hidden.
bool asks_for(std::string_view html, std::string_view name);

// What stands in the field of this name, or which of its options is chosen. Hidden fields do not
// count. "" if the field is empty or does not exist.
std::string filled_in(std::string_view html, std::string_view name);

// What a browser would send from the form with this action if nothing was typed, without the
// button; nothing if the page has no such form.
std::vector<std::pair<std::string, std::string>> form_on(std::string_view html,
                                                         std::string_view action);

}  // namespace tests
