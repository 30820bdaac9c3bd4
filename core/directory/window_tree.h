// A site's windows as a tree: each below another, found by id, with those above and below it, at
// any number of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/directory/window.h"

namespace core {

// Immutable, a value; copies keep nothing of each other. Thread-safe. Pointers and references are
// good as long as the tree they came from.
class WindowTree {
 public:
  WindowTree() = default;
  // The first is the main window. A parent that is not in the list counts as none; no window may be
  // above itself (connect_windows refuses that).
  WindowTree(std::vector<Window> windows);  // NOLINT: a list of windows is a tree

  bool empty() const { return windows_.empty(); }
  std::size_t size() const { return windows_.size(); }
  auto begin() const { return windows_.begin(); }
  auto end() const { return windows_.end(); }
  const Window& front() const { return windows_.front(); }
  const Window& operator[](std::size_t index) const { return windows_[index]; }
  const std::vector<Window>& list() const { return windows_; }

  // nullptr if there is none of this id.
  const Window* find(std::string_view id) const;
  // The window above one of this tree, or nullptr for the main window.
  const Window* above(const Window& window) const;
  // Where in this list the windows directly below stand, in the files' order.
  std::span<const std::uint32_t> below(const Window& window) const;
  // The ids of a window and of all below it, at any depth; empty if there is none of this id.
  std::vector<std::string> ids_from(std::string_view id) const;

 private:
  void index_ids();
  void index_tree();
  std::size_t index_of(const Window& window) const;

  std::vector<Window> windows_;
  std::vector<std::uint32_t> by_id_;        // indices in the order of ids
  std::vector<std::uint32_t> above_;        // for each window; its own index if there is none
  std::vector<std::uint32_t> below_;        // children of the first, of the second ...
  std::vector<std::uint32_t> below_start_;  // where the children of each begin; one more at the end
};

// 0 for a city; districts and counties are of one rank.
int rank_of(std::string_view level);

}  // namespace core
