// The rule for the names of staff, the same at the desk and on the command line.
#pragma once

#include <string>
#include <string_view>

namespace handler::desk {

// The name as it is kept: without what no person types (core::cleaned), blanks around it and the
// padding of a Chinese name.
std::string person_name(std::string_view typed);

// Whether a name from person_name() is one line of 1 to 40 characters.
bool is_person_name(std::string_view name);

}  // namespace handler::desk
