// A site's windows as a tree, with fast lookup by id, of the window above and of those below, for
// any number of windows.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/out_of_line.h"
#include "core/directory/window.h"

namespace core {

// An immutable value; copies share their windows. Thread-safe. Pointers and references are valid as
// long as a copy of the tree they came from.
class WindowTree {
 public:
  BANCHENG_DECLARE_COPYING(WindowTree);
  // The first window is the main window. A parent that is not in the list counts as none. No window
  // may be above itself (connect_windows refuses that).
  WindowTree(std::vector<Window> windows);  // NOLINT: a list of windows is a tree
  // The same of the list that `all` makes when another window than the first, `main`, is first
  // asked for: most pages show only that one, and a county has a thousand.
  WindowTree(Window main, std::function<std::vector<Window>()> all);

  bool empty() const;
  std::size_t size() const { return list().size(); }
  auto begin() const { return list().begin(); }
  auto end() const { return list().end(); }
  const Window& front() const;
  const Window& operator[](std::size_t index) const { return list()[index]; }
  const std::vector<Window>& list() const;

  // nullptr if no window has this id.
  const Window* find(std::string_view id) const;
  // The window above one of this tree; nullptr for the main window.
  const Window* above(const Window& window) const;
  // The indexes of the windows directly below, in file order.
  std::span<const std::uint32_t> below(const Window& window) const;
  // The ids of a window and of all windows below it, at any depth; empty if no window has this id.
  std::vector<std::string> ids_from(std::string_view id) const;

 private:
  struct Indexed;
  struct Shared;
  const Indexed& indexed() const;
  std::size_t index_of(const Window& window) const;

  std::shared_ptr<const Shared> shared_;  // nullptr: no windows
};

// 0 for a city; districts and counties have the same rank.
int rank_of(std::string_view level);

}  // namespace core
