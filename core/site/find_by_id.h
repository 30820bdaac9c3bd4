// Finding things by their id in a list that is short enough to be walked.
#pragma once

#include <algorithm>
#include <string_view>

namespace core {

// The item with this id, or nullptr. Lists of windows are long and have their own index
// (WindowTree).
const auto* find_by_id(const auto& items, std::string_view id) {
  const auto found = std::ranges::find_if(items, [id](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace core
