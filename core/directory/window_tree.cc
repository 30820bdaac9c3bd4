// Indexes windows by id and by parent. The indexes are arrays of numbers, so a tree can be copied
// and moved as a whole.
#include "core/directory/window_tree.h"

#include <algorithm>
#include <numeric>

#include "core/base/check.h"

namespace core {

BANCHENG_DEFINE_COPYING(WindowTree);

WindowTree::WindowTree(std::vector<Window> windows) : windows_(std::move(windows)) {
  index_ids();
  index_tree();
}

void WindowTree::index_ids() {
  by_id_.resize(windows_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0u);
  std::ranges::stable_sort(
      by_id_, {}, [this](std::uint32_t i) -> const std::string& { return windows_[i].id; });
}

void WindowTree::index_tree() {
  const std::size_t count = windows_.size();
  above_.resize(count);
  below_start_.assign(count + 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const Window* parent = windows_[i].parent.empty() ? nullptr : find(windows_[i].parent);
    above_[i] = static_cast<std::uint32_t>(parent == nullptr ? i : index_of(*parent));
    if (parent != nullptr) ++below_start_[above_[i] + 1];
  }
  std::partial_sum(below_start_.begin(), below_start_.end(), below_start_.begin());
  below_.resize(below_start_.back());
  std::vector<std::uint32_t> next(below_start_.begin(), below_start_.end());
  for (std::size_t i = 0; i < count; ++i) {
    if (above_[i] != i) below_[next[above_[i]]++] = static_cast<std::uint32_t>(i);
  }
}

std::size_t WindowTree::index_of(const Window& window) const {
  const auto index = static_cast<std::size_t>(&window - windows_.data());
  BANCHENG_CHECK(index < windows_.size());
  return index;
}

const Window* WindowTree::find(std::string_view id) const {
  const auto found = std::ranges::lower_bound(
      by_id_, id, {}, [this](std::uint32_t i) -> std::string_view { return windows_[i].id; });
  if (found == by_id_.end() || windows_[*found].id != id) return nullptr;
  return &windows_[*found];
}

const Window* WindowTree::above(const Window& window) const {
  const std::size_t index = index_of(window);
  return above_[index] == index ? nullptr : &windows_[above_[index]];
}

std::span<const std::uint32_t> WindowTree::below(const Window& window) const {
  const std::size_t index = index_of(window);
  return std::span(below_).subspan(below_start_[index],
                                   below_start_[index + 1] - below_start_[index]);
}

std::vector<std::string> WindowTree::ids_from(std::string_view id) const {
  std::vector<std::string> ids;
  const Window* top = find(id);
  if (top == nullptr) return ids;
  std::vector<std::uint32_t> open = {static_cast<std::uint32_t>(index_of(*top))};
  while (!open.empty()) {
    const Window& window = windows_[open.back()];
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
