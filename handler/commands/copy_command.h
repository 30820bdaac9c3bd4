// The command copy: moves the data of a folder to PostgreSQL, and back.
#pragma once

#include <iosfwd>
#include <string>

#include "handler/runtime.h"

namespace handler {

struct CopyChoices {
  std::string to;  // "postgresql" | "sqlite"
};

// Prints what was moved, the heads, what is left at the old place, and what to do next. Which
// database programs use is said by the settings alone, before and afterwards. Throws core::Refused
// as backup/move.h says.
void copy_data(const RuntimeOptions& runtime, const CopyChoices& choices, std::ostream& out);

}  // namespace handler
