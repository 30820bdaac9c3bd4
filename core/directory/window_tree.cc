// Indexes windows by id and by parent, by numbers of places in the list.
#include "core/directory/window_tree.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>

#include "core/base/check.h"

namespace core {

BANCHENG_DEFINE_COPYING(WindowTree);

struct WindowTree::Indexed {
  Indexed() = default;
  explicit Indexed(std::vector<Window> list) : windows(std::move(list)) {
    index_ids();
    index_tree();
  }

  const Window* find(std::string_view id) const {
    const auto found = std::ranges::lower_bound(
        by_id, id, {}, [this](std::uint32_t i) -> std::string_view { return windows[i].id; });
    if (found == by_id.end() || windows[*found].id != id) return nullptr;
    return &windows[*found];
  }

  std::vector<Window> windows;
  std::vector<std::uint32_t> by_id;        // indexes, sorted by id
  std::vector<std::uint32_t> above;        // per window: its parent, or itself
  std::vector<std::uint32_t> below;        // children of the first window, of the second ...
  std::vector<std::uint32_t> below_start;  // where each one's children begin; one more

 private:
  void index_ids() {
    by_id.resize(windows.size());
    std::iota(by_id.begin(), by_id.end(), 0u);
    std::ranges::stable_sort(
        by_id, {}, [this](std::uint32_t i) -> const std::string& { return windows[i].id; });
  }

  void index_tree() {
    const std::size_t count = windows.size();
    above.resize(count);
    below_start.assign(count + 1, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const Window* parent = windows[i].parent.empty() ? nullptr : find(windows[i].parent);
      above[i] = static_cast<std::uint32_t>(parent == nullptr ? i : parent - windows.data());
      if (parent != nullptr) ++below_start[above[i] + 1];
    }
    std::partial_sum(below_start.begin(), below_start.end(), below_start.begin());
    below.resize(below_start.back());
    std::vector<std::uint32_t> next(below_start.begin(), below_start.end());
    for (std::size_t i = 0; i < count; ++i) {
      if (above[i] != i) below[next[above[i]]++] = static_cast<std::uint32_t>(i);
    }
  }
};

// What is mutable is filled once and does not change after that.
struct WindowTree::Shared {
  std::optional<Window> main;  // of a list that is made later
  mutable std::function<std::vector<Window>()> all = {};
  mutable std::once_flag once = {};
  mutable Indexed indexed = {};
};

WindowTree::WindowTree(std::vector<Window> windows) {
  auto shared = std::make_shared<Shared>();
  shared->indexed = Indexed(std::move(windows));
  shared_ = std::move(shared);
}

WindowTree::WindowTree(Window main, std::function<std::vector<Window>()> all) {
  auto shared = std::make_shared<Shared>();
  shared->main = std::move(main);
  shared->all = std::move(all);
  shared_ = std::move(shared);
}

const WindowTree::Indexed& WindowTree::indexed() const {
  static const Indexed kNone(std::vector<Window>{});
  if (shared_ == nullptr) return kNone;
  const Shared& shared = *shared_;
  if (shared.main) {
    std::call_once(shared.once, [&shared] {
      shared.indexed = Indexed(shared.all());
      shared.all = nullptr;  // it holds what the windows were made of
    });
  }
  return shared.indexed;
}

const std::vector<Window>& WindowTree::list() const {
  return indexed().windows;
}

bool WindowTree::empty() const {
  const bool has_main = shared_ != nullptr && shared_->main;
  return !has_main && list().empty();
}

const Window& WindowTree::front() const {
  const bool has_main = shared_ != nullptr && shared_->main;
  return has_main ? *shared_->main : list().front();
}

std::size_t WindowTree::index_of(const Window& window) const {
  if (&window == &front()) return 0;
  const auto index = static_cast<std::size_t>(&window - list().data());
  BANCHENG_CHECK(index < size());
  return index;
}

const Window* WindowTree::find(std::string_view id) const {
  if (id.empty()) return nullptr;
  const bool is_main = shared_ != nullptr && shared_->main && shared_->main->id == id;
  return is_main ? &*shared_->main : indexed().find(id);
}

const Window* WindowTree::above(const Window& window) const {
  const std::size_t index = index_of(window);
  const std::size_t parent = indexed().above[index];
  return parent == index ? nullptr : &list()[parent];
}

std::span<const std::uint32_t> WindowTree::below(const Window& window) const {
  const std::size_t index = index_of(window);
  const std::vector<std::uint32_t>& start = indexed().below_start;
  return std::span(indexed().below).subspan(start[index], start[index + 1] - start[index]);
}

std::vector<std::string> WindowTree::ids_from(std::string_view id) const {
  std::vector<std::string> ids;
  const Window* top = find(id);
  if (top == nullptr) return ids;
  std::vector<std::uint32_t> open = {static_cast<std::uint32_t>(index_of(*top))};
  while (!open.empty()) {
    const Window& window = list()[open.back()];
    open.pop_back();
    ids.push_back(window.id);
    const auto children = below(window);
    open.insert(open.end(), children.rbegin(), children.rend());
  }
  return ids;
}

int rank_of(std::string_view level) {
  if (level == "city") return 0;
  if (level == "town") return 2;
  return level == "village" ? 3 : 1;
}

}  // namespace core
