// The only home of nlohmann-json. Json sorts its keys, so dump() gives equal bytes for equal
// values.
#pragma once

#include <nlohmann/json.hpp>

// Compiled once, in json.cc: else each of a hundred files compiles its parser and writer anew.
extern template class nlohmann::basic_json<>;
extern template class nlohmann::detail::serializer<nlohmann::json>;

namespace core {

using Json = nlohmann::json;

}  // namespace core
