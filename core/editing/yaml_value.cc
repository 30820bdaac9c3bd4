// Values to be written, as trees.
#include "core/editing/yaml_value.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

using Kind = YamlNode::Kind;

}  // namespace

YamlValue yaml_text(std::string text) {
  return {.kind = YamlValue::Kind::text, .text = std::move(text)};
}

YamlValue yaml_word(std::string word) {
  return {.kind = YamlValue::Kind::word, .text = std::move(word)};
}

YamlValue yaml_list(std::vector<YamlValue> items) {
  return {.kind = YamlValue::Kind::list, .items = std::move(items)};
}

YamlValue yaml_map(std::vector<YamlValue::Entry> entries) {
  return {.kind = YamlValue::Kind::map, .entries = std::move(entries)};
}

YamlValue yaml_value_of(const YamlNode& node) {
  YamlValue value;
  if (node.kind == Kind::scalar)
    return node.quoted ? yaml_text(node.scalar) : yaml_word(node.scalar);
  if (node.kind == Kind::list) value.kind = YamlValue::Kind::list;
  if (node.kind == Kind::map) value.kind = YamlValue::Kind::map;
  for (const YamlNode& item : node.items) value.items.push_back(yaml_value_of(item));
  for (const YamlNode::Entry& entry : node.entries)
    value.entries.push_back({entry.key, yaml_value_of(entry.value)});
  return value;
}

YamlNode node_of(const YamlValue& value) {
  YamlNode node;
  if (value.kind == YamlValue::Kind::nothing) return node;
  node.kind = value.kind == YamlValue::Kind::list  ? Kind::list
              : value.kind == YamlValue::Kind::map ? Kind::map
                                                   : Kind::scalar;
  node.scalar = value.text;
  for (const YamlValue& item : value.items) node.items.push_back(node_of(item));
  for (const auto& [key, one] : value.entries) node.entries.push_back({key, {}, node_of(one)});
  return node;
}

bool same_tree(const YamlNode& a, const YamlNode& b) {
  return a.kind == b.kind && a.scalar == b.scalar &&
         std::ranges::equal(a.items, b.items, same_tree) &&
         std::ranges::equal(a.entries, b.entries, [](const auto& one, const auto& other) {
           return one.key == other.key && same_tree(one.value, other.value);
         });
}

bool same_content(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.scalar != b.scalar || a.entries.size() != b.entries.size())
    return false;
  const auto stands_in_b = [&](const YamlNode::Entry& entry) {
    const YamlNode* other = b.find(entry.key);
    return other != nullptr && same_content(entry.value, *other);
  };
  return std::ranges::equal(a.items, b.items, same_content) &&
         std::ranges::all_of(a.entries, stands_in_b);
}

const YamlNode* find_value(const YamlNode& root, const YamlPath& path) {
  const YamlNode* node = &root;
  for (const YamlStep& step : path) {
    if (const auto* key = std::get_if<std::string>(&step)) {
      node = node->find(*key);
      if (node == nullptr) return nullptr;
    } else {
      const std::size_t index = std::get<std::size_t>(step);
      if (node->kind != Kind::list || index >= node->items.size()) return nullptr;
      node = &node->items[index];
    }
  }
  return node;
}

YamlNode* find_value(YamlNode& root, const YamlPath& path) {
  const YamlNode& same = root;
  return const_cast<YamlNode*>(find_value(same, path));
}

std::string path_in_words(const YamlPath& path) {
  std::string words;
  for (const YamlStep& step : path) {
    if (const auto* key = std::get_if<std::string>(&step)) {
      words += (words.empty() ? "" : ".") + *key;
    } else {
      words += "[" + std::to_string(std::get<std::size_t>(step)) + "]";
    }
  }
  return words.empty() ? "the whole file" : words;
}

}  // namespace core
