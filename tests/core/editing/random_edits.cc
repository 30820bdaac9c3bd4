// Chooses among what the document holds.
#include "tests/core/editing/random_edits.h"

#include <gtest/gtest.h>

#include <array>

#include "core/editing/yaml_edit.h"

namespace tests {
namespace {

using core::YamlNode;
using core::YamlPath;
using Kind = YamlNode::Kind;
using What = RandomEdit::What;

constexpr std::array kPieces = {
    "张伟",
    "政务服务管理局",
    "0539-1234567",
    "2026-05-01",
    "12:30",
    "0999",
    "1e3",
    "no",
    "y",
    "~",
    "null",
    ": ",
    " #",
    "- ",
    "? ",
    "*",
    "&",
    "!",
    "%",
    "@",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    "\"",
    "\\",
    "`",
    "|",
    ">",
    " ",
    "　",
    "\n",
    "\n\n",
    "\t",
    "：",
    "，",
    "“窗口”",
    "#",
    "——",
    "\u2028",
    "\u200B",
    "\uFEFF",
    "👨‍👩‍👧",
    "𠮷",
    "true",
    "08:30-12:00",
    "---",
    "...",
    "<<",
    "=",
    "第 1 条",
    "（兼）",
    "\r",
    "x",
};

constexpr std::array kKeys = {"电话", "姓名", "no",   "2026",   "备注: 一",
                              "x",    "说明", "- 项", "\"引\"", "键 值"};

void collect(const YamlNode& node, YamlPath& path, std::vector<YamlPath>& all) {
  all.push_back(path);
  for (std::size_t i = 0; i < node.items.size() + node.entries.size(); ++i) {
    const bool map = node.kind == Kind::map;
    if (map) path.emplace_back(node.entries[i].key);
    if (!map) path.emplace_back(i);
    collect(map ? node.entries[i].value : node.items[i], path, all);
    path.pop_back();
  }
}

std::size_t size_of(const YamlNode& node) {
  return node.items.size() + node.entries.size();
}

std::size_t index_of(const YamlNode& parent, const core::YamlStep& step) {
  if (const auto* index = std::get_if<std::size_t>(&step)) return *index;
  std::size_t index = 0;
  while (parent.entries[index].key != std::get<std::string>(step)) ++index;
  return index;
}

YamlPath parent_of(const YamlPath& path) {
  return {path.begin(), path.end() - 1};
}

std::string random_key(const YamlNode& map, Random& random) {
  std::string key = kKeys[random_below(random, kKeys.size())];
  while (map.find(key) != nullptr) key += "一";
  return key;
}

// An entry of `path` as one of its parent, or nothing at the root.
std::optional<RandomEdit> edit_of_entry(const core::YamlDocument& document, const YamlPath& path,
                                        Random& random) {
  if (path.empty()) return std::nullopt;
  const YamlNode& parent = *core::find_value(document.root, parent_of(path));
  RandomEdit edit;
  edit.path = path;
  edit.what = random_below(random, 2) == 0 ? What::move : What::remove;
  edit.at = edit.what == What::move ? random_below(random, size_of(parent))
                                    : index_of(parent, path.back());
  return edit;
}

}  // namespace

std::size_t random_below(Random& random, std::size_t limit) {
  return static_cast<std::size_t>(random() % limit);
}

std::string random_text(Random& random) {
  std::string text;
  const std::size_t pieces = random_below(random, 4) == 0 ? random_below(random, 7) : 1;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random_below(random, kPieces.size())];
  return text;
}

core::YamlValue random_value(Random& random, int depth) {
  const std::size_t choice = random_below(random, depth > 0 ? 10 : 7);
  if (choice == 0) return {};
  if (choice < 3) return core::yaml_word(random_text(random));
  if (choice < 7) return core::yaml_text(random_text(random));
  std::vector<core::YamlValue> items;
  for (std::size_t i = random_below(random, 4); i > 0; --i)
    items.push_back(random_value(random, depth - 1));
  if (choice < 8) return core::yaml_list(std::move(items));
  core::YamlValue map = core::yaml_map({});
  for (core::YamlValue& item : items)
    map.entries.push_back({random_key(core::node_of(map), random), std::move(item)});
  return map;
}

RandomEdit random_edit(const core::YamlDocument& document, Random& random) {
  std::vector<YamlPath> paths;
  YamlPath path;
  collect(document.root, path, paths);
  path = paths[random_below(random, paths.size())];
  const YamlNode& node = *core::find_value(document.root, path);
  const std::size_t choice = random_below(random, 5);
  if (choice < 3) {
    if (const std::optional<RandomEdit> edit = edit_of_entry(document, path, random);
        edit && choice < 2)
      return *edit;
  }
  RandomEdit edit;
  edit.path = path;
  edit.value = random_value(random, 2);
  const bool empty = node.kind == Kind::null;
  if (node.kind == Kind::list || (empty && choice == 3)) {
    edit.what = What::insert;
    edit.at = random_below(random, size_of(node) + 1);
  } else if (node.kind == Kind::map || (empty && choice == 4)) {
    edit.what = What::add;
    edit.key = random_key(node, random);
  }
  return edit;
}

core::Result<std::string> made(const core::SourceFile& file, const RandomEdit& edit) {
  switch (edit.what) {
    case What::set:
      return core::set_yaml_value(file, edit.path, edit.value);
    case What::insert:
      return core::insert_yaml_item(file, edit.path, edit.at, edit.value);
    case What::add:
      return core::insert_yaml_key(file, edit.path, edit.key, edit.value);
    case What::move:
      return core::move_yaml_entry(file, edit.path, edit.at);
    case What::remove:
      return core::remove_yaml_entry(file, edit.path);
  }
  return core::Failure{};
}

RandomEdit opposite(const core::YamlDocument& before, const RandomEdit& edit) {
  RandomEdit back;
  back.path = edit.path;
  const YamlNode* old = core::find_value(before.root, edit.path);
  switch (edit.what) {
    case What::set:
      back.value = core::yaml_value_of(*old);
      break;
    case What::insert:
      if (old->kind == Kind::null) break;
      back.what = What::remove;
      back.path.emplace_back(edit.at);
      break;
    case What::add:
      if (old->kind == Kind::null) break;
      back.what = What::remove;
      back.path.emplace_back(edit.key);
      break;
    case What::move: {
      const YamlNode& parent = *core::find_value(before.root, parent_of(edit.path));
      back.what = What::move;
      back.at = index_of(parent, edit.path.back());
      if (parent.kind == Kind::list) back.path.back() = edit.at;
      break;
    }
    case What::remove: {
      const bool list = std::holds_alternative<std::size_t>(edit.path.back());
      back.what = list ? What::insert : What::add;
      back.path = parent_of(edit.path);
      back.at = edit.at;
      if (!list) back.key = std::get<std::string>(edit.path.back());
      back.value = core::yaml_value_of(*old);
      break;
    }
  }
  return back;
}

std::string in_words(const RandomEdit& edit) {
  constexpr std::array kWords = {"set", "insert", "add", "move", "remove"};
  return std::string(kWords[static_cast<std::size_t>(edit.what)]) + " " +
         core::path_in_words(edit.path) + " at " + std::to_string(edit.at) + " key '" + edit.key +
         "' value " + testing::PrintToString(edit.value.text) + " kind " +
         std::to_string(static_cast<int>(edit.value.kind)) + " with " +
         std::to_string(edit.value.items.size() + edit.value.entries.size());
}

}  // namespace tests
