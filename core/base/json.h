// The only home of nlohmann-json. Json sorts its keys, so dump() of the same value is always the
// same bytes.
#pragma once

#include <nlohmann/json.hpp>

namespace core {

using Json = nlohmann::json;

}  // namespace core
