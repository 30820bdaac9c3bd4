// What a person typed into a field of one line.
#pragma once

#include <string>

#include "handler/desk/visit.h"

namespace handler::desk {

// A field as one line without blanks at the ends; "" if it is missing.
std::string typed_line(const Visit& visit, const std::string& name);

}  // namespace handler::desk
