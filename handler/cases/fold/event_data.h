// What an event's data says under a key: the one place that knows how texts, numbers, switches and
// times are written there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/time/local_time.h"

namespace handler::cases {

// "" or an empty list if there is none.
std::string text_in(const core::Json& data, std::string_view key);
std::vector<std::string> texts_in(const core::Json& data, std::string_view key);
// Written as true, 1 or "yes"; false if there is none.
bool switch_in(const core::Json& data, std::string_view key);
// Events of these types always hold it; without it the chain is not ours.
int number_in(const core::Json& data, std::string_view key);
core::Instant instant_in(const core::Json& data, std::string_view key);

}  // namespace handler::cases
