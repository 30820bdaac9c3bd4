// Reads values from an event's data: the encoding of texts, numbers, switches and times is known
// only here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/time/local_time.h"

namespace handler::cases {

// "" or an empty list if the key is missing.
std::string text_in(const core::Json& data, std::string_view key);
std::vector<std::string> texts_in(const core::Json& data, std::string_view key);
// True if the value is true, 1 or "yes"; false if the key is missing.
bool switch_in(const core::Json& data, std::string_view key);
// The event's type guarantees the key; a missing value means that the chain is corrupt.
int number_in(const core::Json& data, std::string_view key);
core::Instant instant_in(const core::Json& data, std::string_view key);

}  // namespace handler::cases
