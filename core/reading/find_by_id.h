// Finding things by their id in a list that is short enough to be walked, and their names.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace core {

// The item with this id, or nullptr. Lists of windows are long and have their own index
// (WindowTree).
const auto* find_by_id(const auto& items, std::string_view id) {
  const auto found = std::ranges::find_if(items, [id](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

// The name of what was looked for, or `fallback`: a case may name by its id what is gone since.
std::string name_or(const auto* thing, std::string fallback) {
  return thing == nullptr ? std::move(fallback) : thing->name;
}

}  // namespace core
