// Tells whether a range contains a value, or an element with a member of that value.
#pragma once

#include <algorithm>
#include <functional>

namespace core {

// contains(ids, id); contains(rows, id, &Row::id). Takes the arguments of std::ranges::find.
template <typename Range, typename Value, typename Projection = std::identity>
constexpr bool contains(const Range& range, const Value& value, Projection projection = {}) {
  return std::ranges::find(range, value, projection) != std::ranges::end(range);
}

}  // namespace core
