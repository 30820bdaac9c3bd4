// Compares the names before and after each change, and looks for rows that used one.
#include "handler/publishing/directory/window_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace handler::publishing {
namespace {

using core::WindowColumn;

// In the order in which a row names the window above it.
constexpr std::array kNames = {WindowColumn::area, WindowColumn::name};

const std::string& value_after(const WindowEntry& entry, const WindowValues& values,
                               WindowColumn column) {
  const auto changed = values.find(column);
  return changed == values.end() ? entry.value(column) : changed->second;
}

bool is_renamed(const WindowEntry& entry, const WindowValues& values) {
  return std::ranges::any_of(kNames, [&](WindowColumn column) {
    return value_after(entry, values, column) != entry.value(column);
  });
}

// Villages are above no other window, so that the reader does not look for one by its name.
bool is_another_called(const std::vector<WindowEntry>& entries, const WindowEntry& entry,
                       const std::string& name) {
  return std::ranges::any_of(entries, [&](const WindowEntry& other) {
    if (other.id == entry.id || other.value(WindowColumn::level) == "village") return false;
    return std::ranges::any_of(kNames,
                               [&](WindowColumn column) { return other.value(column) == name; });
  });
}

// How rows name the window from now on: by its area or name if no other is called so.
std::string new_reference(const std::vector<WindowEntry>& entries, const WindowEntry& entry,
                          const WindowValues& values) {
  for (const WindowColumn column : kNames) {
    const std::string& name = value_after(entry, values, column);
    if (!name.empty() && !is_another_called(entries, entry, name)) return name;
  }
  return entry.id;
}

// Whether the row names the window by an area or name that it has no longer.
bool follows(const WindowEntry& row, const WindowEntry& entry, const WindowValues& values) {
  const std::string& written = row.value(WindowColumn::parent);
  if (row.parent != entry.id || written.empty() || written == entry.id) return false;
  return std::ranges::none_of(
      kNames, [&](WindowColumn column) { return value_after(entry, values, column) == written; });
}

}  // namespace

std::vector<WindowChange> with_what_names_bring(const std::vector<WindowEntry>& entries,
                                                const std::vector<WindowChange>& changes) {
  std::vector<WindowChange> all;
  for (const WindowChange& change : changes) {
    all.push_back(change);
    const WindowEntry* entry = find_entry(entries, change.id);
    if (entry == nullptr || !is_renamed(*entry, change.values)) continue;
    if (entry->value(WindowColumn::id).empty()) all.back().values[WindowColumn::id] = entry->id;
    const std::string reference = new_reference(entries, *entry, change.values);
    for (const WindowEntry& row : entries) {
      if (follows(row, *entry, change.values))
        all.push_back({row.id, {{WindowColumn::parent, reference}}});
    }
  }
  return all;
}

}  // namespace handler::publishing
