// Makes styles and scripts smaller for publication: comments and indentation are for readers of the
// source. What a page costs on its first visit is half style sheet.
#pragma once

#include <string>
#include <string_view>

namespace generator {

// The bytes to publish of a file of static/: of .css without comments and needless blanks, of .js
// without comment lines and indentation; any other file as it is. Strings keep every blank. A
// script must not have a template literal or a block comment: both count as code. Pure.
std::string lean_asset(std::string_view name, std::string_view bytes);

}  // namespace generator
