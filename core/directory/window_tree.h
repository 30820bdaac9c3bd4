// A site's windows as a tree, with fast lookup by id, of the window above and of those below, for
// any number of windows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/out_of_line.h"
#include "core/directory/window.h"

namespace core {

// An immutable value; copies share nothing. Thread-safe. Pointers and references are valid as long
// as the tree they came from.
class WindowTree {
 public:
  BANCHENG_DECLARE_COPYING(WindowTree);
  // The first window is the main window. A parent that is not in the list counts as none. No window
  // may be above itself (connect_windows refuses that).
  WindowTree(std::vector<Window> windows);  // NOLINT: a list of windows is a tree

  bool empty() const { return windows_.empty(); }
  std::size_t size() const { return windows_.size(); }
  auto begin() const { return windows_.begin(); }
  auto end() const { return windows_.end(); }
  const Window& front() const { return windows_.front(); }
  const Window& operator[](std::size_t index) const { return windows_[index]; }
  const std::vector<Window>& list() const { return windows_; }

  // nullptr if no window has this id.
  const Window* find(std::string_view id) const;
  // The window above one of this tree; nullptr for the main window.
  const Window* above(const Window& window) const;
  // The indexes of the windows directly below, in file order.
  std::span<const std::uint32_t> below(const Window& window) const;
  // The ids of a window and of all windows below it, at any depth; empty if no window has this id.
  std::vector<std::string> ids_from(std::string_view id) const;

 private:
  void index_ids();
  void index_tree();
  std::size_t index_of(const Window& window) const;

  std::vector<Window> windows_;
  std::vector<std::uint32_t> by_id_;        // indexes, sorted by id
  std::vector<std::uint32_t> above_;        // per window: its parent, or itself
  std::vector<std::uint32_t> below_;        // children of the first window, of the second ...
  std::vector<std::uint32_t> below_start_;  // where each one's children begin; one more
};

// 0 for a city; districts and counties have the same rank.
int rank_of(std::string_view level);

}  // namespace core
