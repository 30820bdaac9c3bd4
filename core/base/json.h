// The only home of nlohmann-json. Json sorts its keys, so dump() gives equal bytes for equal
// values.
#pragma once

#include <nlohmann/json.hpp>

namespace core {

using Json = nlohmann::json;

}  // namespace core
