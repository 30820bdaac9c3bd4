// How connections look up the statements that they keep prepared.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace handler::store {

// Allows look-up of a statement without copying its text.
struct SqlHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>()(sql); }
};

}  // namespace handler::store
