// What the forms of units share: who may open them, and reading what was typed.
#pragma once

#include <string>
#include <string_view>

#include "core/directory/directory.h"
#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// 403 for editors who have not the whole site.
OpenedEditing open_units(const Visit& visit);

// The value of a key of units.yaml: name, type, deputy, liaison, phone, address.
const std::string& unit_value(const core::Unit& unit, std::string_view key);
// Sets what was typed; returns "phone", "long" or "no_name" if it cannot be kept, else "".
std::string set_unit_value(core::Unit& unit, std::string_view key, std::string_view typed);

}  // namespace handler::desk
