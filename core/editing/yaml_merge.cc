// Compares two lists or maps by entry and makes the differences one by one.
#include "core/editing/yaml_merge.h"

#include <algorithm>

#include "core/editing/yaml_edit.h"

namespace core {
namespace {

using What = YamlChange::What;

std::vector<YamlChange> changes_of_map(const YamlNode& node, const YamlValue& value) {
  std::vector<YamlChange> changes;
  std::vector<std::string> order;
  for (const auto& [key, one] : value.entries) order.push_back(key);
  for (const auto& [key, one] : value.entries) {
    const YamlNode* old = node.find(key);
    if (old == nullptr) {
      changes.push_back({What::insert, key, one, order});
    } else if (!same_content(*old, node_of(one))) {
      changes.push_back({What::set, key, one, {}});
    }
  }
  for (const YamlNode::Entry& entry : node.entries)
    if (std::ranges::find(order, entry.key) == order.end())
      changes.push_back({What::remove, entry.key, {}, {}});
  return changes;
}

std::vector<YamlChange> changes_of_list(const std::vector<YamlNode>& old,
                                        const std::vector<YamlValue>& items) {
  const auto same = [&](std::size_t a, std::size_t b) {
    return same_content(old[a], node_of(items[b]));
  };
  const std::size_t most = std::min(old.size(), items.size());
  std::size_t first = 0, last = 0;
  while (first < most && same(first, first)) ++first;
  while (last < most - first && same(old.size() - 1 - last, items.size() - 1 - last)) ++last;
  std::vector<YamlChange> changes;
  const std::size_t old_end = old.size() - last, new_end = items.size() - last;
  std::size_t at = first;
  for (; at < std::min(old_end, new_end); ++at)
    if (!same(at, at)) changes.push_back({What::set, at, items[at], {}});
  for (std::size_t i = at; i < new_end; ++i) changes.push_back({What::insert, i, items[i], {}});
  for (std::size_t i = old_end; i > at; --i) changes.push_back({What::remove, i - 1, {}, {}});
  return changes;
}

Result<std::string> made(const SourceFile& file, const YamlPath& path, const YamlChange& change) {
  YamlPath entry = path;
  entry.push_back(change.step);
  if (change.what == What::set) return set_yaml_value(file, entry, change.value);
  if (change.what == What::remove) return remove_yaml_entry(file, entry);
  if (const auto* key = std::get_if<std::string>(&change.step))
    return insert_yaml_key(file, path, *key, change.value, change.order);
  return insert_yaml_item(file, path, std::get<std::size_t>(change.step), change.value);
}

}  // namespace

std::vector<YamlChange> changes_between(const YamlNode& node, const YamlValue& value) {
  using Kind = YamlNode::Kind;
  if (node.kind == Kind::map && value.kind == YamlValue::Kind::map && !node.entries.empty() &&
      !value.entries.empty())
    return changes_of_map(node, value);
  if (node.kind == Kind::list && value.kind == YamlValue::Kind::list && !node.items.empty() &&
      !value.items.empty())
    return changes_of_list(node.items, value.items);
  return {};
}

Result<std::string> merged(const SourceFile& file, const YamlPath& path,
                           const std::vector<YamlChange>& changes) {
  SourceFile now = file;
  for (const YamlChange& change : changes) {
    Result<std::string> text = made(now, path, change);
    if (!text) return text;
    now.text = std::move(*text);
  }
  return now.text;
}

}  // namespace core
