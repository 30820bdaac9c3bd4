// Finds things by id, and their names, in lists that are short enough to search linearly.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace core {

// The item with this id, or nullptr. Lists of windows are long and have an index (WindowTree).
const auto* find_by_id(const auto& items, std::string_view id) {
  const auto found = std::ranges::find_if(items, [id](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

// The name of `thing`, or `fallback` for nullptr: a case may have the id of a thing that no longer
// exists.
std::string name_or(const auto* thing, std::string fallback) {
  return thing == nullptr ? std::move(fallback) : thing->name;
}

}  // namespace core
