// Walks from each window up to the main one; a walk longer than there are windows goes in a circle.
#include "core/site/window_tree.h"

#include <fmt/format.h>

#include <algorithm>

namespace core {
namespace {

const Window* find_window(const std::vector<Window>& windows, std::string_view id) {
  const auto found = std::ranges::find(windows, id, &Window::id);
  return found == windows.end() ? nullptr : &*found;
}

// The window above, or nullptr for the main window and for a parent that does not exist.
const Window* above(const std::vector<Window>& windows, const Window& window) {
  if (!window.parent.empty()) return find_window(windows, window.parent);
  return &window == &windows.front() ? nullptr : &windows.front();
}

bool is_in_circle(const std::vector<Window>& windows, const Window& window) {
  const Window* at = above(windows, window);
  for (std::size_t i = 0; at != nullptr && i < windows.size(); ++i) {
    if (at == &window) return true;
    at = above(windows, *at);
  }
  return false;
}

// 0 for a city; districts and counties are of one rank.
int rank_of(std::string_view level) {
  if (level == "city") return 0;
  if (level == "town") return 2;
  return level == "village" ? 3 : 1;
}

}  // namespace

void check_window_tree(const std::vector<Window>& windows, const std::vector<Span>& parent_spans,
                       Diagnostics& diagnostics) {
  bool circle_reported = false;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const Window& window = windows[i];
    const Window* parent = above(windows, window);
    if (parent == nullptr) continue;
    if (is_in_circle(windows, window)) {
      if (!circle_reported) {
        diagnostics.error(parent_spans[i], "directory.window-circle",
                          fmt::format("the window '{}' is above itself", window.id),
                          "the main window, the first, has no parent");
      }
      circle_reported = true;
    } else if (!window.level.empty() && !parent->level.empty() &&
               rank_of(window.level) < rank_of(parent->level)) {
      diagnostics.error(window.parent.empty() ? window.span : parent_spans[i],
                        "directory.window-level",
                        fmt::format("a {} window cannot be below the {} window '{}'", window.level,
                                    parent->level, parent->id),
                        "the order is city, district or county, town, village");
    }
  }
}

void inherit(std::vector<Window>& windows, const std::optional<OfficeHours>& main_hours) {
  if (windows.empty()) return;
  if (!windows.front().hours) windows.front().hours = main_hours;
  for (Window& window : windows) {
    if (&window != &windows.front() && window.parent.empty()) window.parent = windows.front().id;
  }
  for (Window& window : windows) {
    for (const Window* at = above(windows, window); at != nullptr; at = above(windows, *at)) {
      if (window.phone.empty()) window.phone = at->phone;
      if (!window.hours) window.hours = at->hours;
    }
  }
}

}  // namespace core
