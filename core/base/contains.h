// Asks whether a range holds a value, or an element whose member is that value.
#pragma once

#include <algorithm>
#include <functional>

namespace core {

// contains(ids, id); contains(rows, id, &Row::id). Takes what std::ranges::find takes.
template <typename Range, typename Value, typename Projection = std::identity>
constexpr bool contains(const Range& range, const Value& value, Projection projection = {}) {
  return std::ranges::find(range, value, projection) != std::ranges::end(range);
}

}  // namespace core
