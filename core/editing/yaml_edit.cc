// Each change twice: on the text, as splices, and on the tree, to know what the text must become.
#include "core/editing/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/editing/block_edits.h"
#include "core/editing/flow_edits.h"
#include "core/editing/refusals.h"
#include "core/editing/value_edits.h"
#include "core/editing/yaml_merge.h"
#include "core/editing/yaml_notes.h"

namespace core {
namespace {

using Kind = YamlNode::Kind;
using Offset = std::ptrdiff_t;

// Why the strict reader could not read the value, or nothing.
std::string why_not_written(const YamlValue& value) {
  std::string why = why_unwritable(value.text);
  std::set<std::string> keys;
  for (const YamlValue& item : value.items)
    if (why.empty()) why = why_not_written(item);
  for (const auto& [key, one] : value.entries) {
    if (why.empty()) why = why_unwritable(key);
    if (why.empty()) why = why_not_written(one);
    if (why.empty() && key.empty()) why = "a key must be a word";
    if (why.empty() && !keys.insert(key).second)
      why = fmt::format("the key '{}' occurs twice", key);
  }
  return why;
}

Status can_be_written(const YamlDocument& document, std::size_t at, const YamlValue& value) {
  const std::string why = why_not_written(value);
  if (why.empty()) return success();
  return refused_at(document, at, why, FailureCode::invalid);
}

// An empty value takes entries as an empty list or map does.
bool takes_entries(const YamlNode& node, Kind kind) {
  return node.kind == kind || node.kind == Kind::null;
}

bool has_brackets(const YamlPlace& place) {
  return place.style == YamlStyle::flow || place.style == YamlStyle::pair;
}

// A list or map without entries outside of brackets is written anew, unless comments stand in its
// own brackets.
bool is_written_anew(const YamlDocument& document, const YamlSpot& spot) {
  if (spot.in_flow || !spot.place->entries.empty()) return false;
  const std::size_t size = spot.place->end - spot.place->begin;
  return document.text.substr(spot.place->begin, size).find('#') == std::string::npos;
}

// A map without braces, "[a: b]", gets them before anything is done to its entries.
SourceFile with_braces(const YamlDocument& document, const YamlSpot& spot) {
  const std::string text = spliced(document.text, {{spot.place->begin, spot.place->begin, "{"},
                                                   {spot.place->end, spot.place->end, "}"}});
  return {document.name, document.mark + text};
}

YamlPath parent_of(const YamlPath& path) {
  return {path.begin(), path.end() - 1};
}

// Tries the change twice: a text below '|' can take blank lines that follow it, one in quotes
// cannot.
template <typename Change>
Result<std::string> tried(const YamlDocument& document, const YamlNode& intended, std::size_t at,
                          const Change& change) {
  Result<std::string> text = finished(document, change(document), intended, at);
  if (text) return text;
  return finished(document, change(without_block_texts(document)), intended, at);
}

std::vector<Splice> insertion(const YamlDocument& document, const YamlSpot& spot, std::size_t at,
                              const std::string* key, const YamlValue& value) {
  const std::string word = key == nullptr ? "" : *key;
  if (is_written_anew(document, spot))
    return insert_into_empty(document, spot, word, value, key == nullptr);
  if (spot.node->kind == Kind::null)
    return replace_value(document, spot,
                         key == nullptr ? yaml_list({value}) : yaml_map({{word, value}}));
  if (has_brackets(*spot.place)) return insert_into_flow(document, spot, at, word, value);
  return insert_into_block(document, spot, at, word, value);
}

Result<std::string> insert(const YamlDocument& document, const YamlSpot& spot, const YamlPath& path,
                           std::size_t at, const std::string* key, const YamlValue& value) {
  YamlNode intended = document.root;
  YamlNode& whole = *find_value(intended, path);
  whole.kind = key == nullptr ? Kind::list : Kind::map;
  whole.scalar.clear();
  const auto offset = static_cast<Offset>(at);
  if (key == nullptr) whole.items.insert(whole.items.begin() + offset, node_of(value));
  if (key != nullptr)
    whole.entries.insert(whole.entries.begin() + offset, {*key, {}, node_of(value)});
  return tried(document, intended, spot.place->begin,
               [&](const YamlDocument& in) { return insertion(in, spot, at, key, value); });
}

// Where `key` belongs among the keys of `map`.
std::size_t place_in_order(const YamlNode& map, const std::string& key,
                           const std::vector<std::string>& order) {
  const auto own = std::ranges::find(order, key);
  if (own == order.end()) return map.entries.size();
  std::size_t at = 0;
  for (std::size_t i = 0; i < map.entries.size(); ++i)
    if (std::find(order.begin(), own, map.entries[i].key) != own) at = i + 1;
  return at;
}

template <typename Item>
void move_item(std::vector<Item>& items, std::size_t from, std::size_t to) {
  if (items.empty()) return;
  Item item = std::move(items[from]);
  items.erase(items.begin() + static_cast<Offset>(from));
  items.insert(items.begin() + static_cast<Offset>(to), std::move(item));
}

Failure no_entry(const YamlDocument& document) {
  return refused_at(document, document.place.begin,
                    "the whole file is no entry that can be moved or removed");
}

}  // namespace

Result<std::string> set_yaml_value(const SourceFile& file, const YamlPath& path,
                                   const YamlValue& value) {
  const Result<YamlDocument> document = read_document(file);
  if (!document) return document.failure();
  const Result<YamlSpot> spot = find_spot(*document, path);
  if (!spot) return spot.failure();
  if (Status fits = can_be_written(*document, spot->place->begin, value); !fits)
    return fits.failure();
  if (same_content(*spot->node, node_of(value))) return file.text;
  if (const std::vector<YamlChange> changes = changes_between(*spot->node, value); !changes.empty())
    return merged(file, path, changes);
  YamlNode intended = document->root;
  *find_value(intended, path) = node_of(value);
  return tried(*document, intended, spot->place->begin,
               [&](const YamlDocument& in) { return replace_value(in, *spot, value); });
}

Result<std::string> insert_yaml_item(const SourceFile& file, const YamlPath& list, std::size_t at,
                                     const YamlValue& value) {
  const Result<YamlDocument> document = read_document(file);
  if (!document) return document.failure();
  const Result<YamlSpot> spot = find_spot(*document, list);
  if (!spot) return spot.failure();
  const std::size_t place = spot->place->begin;
  if (!takes_entries(*spot->node, Kind::list))
    return refused_at(*document, place, fmt::format("'{}' is not a list", path_in_words(list)));
  if (at > spot->node->items.size())
    return refused_at(
        *document, place,
        fmt::format("'{}' has only {} entries", path_in_words(list), spot->node->items.size()),
        FailureCode::not_found);
  if (Status fits = can_be_written(*document, place, value); !fits) return fits.failure();
  return insert(*document, *spot, list, at, nullptr, value);
}

Result<std::string> insert_yaml_key(const SourceFile& file, const YamlPath& map,
                                    const std::string& key, const YamlValue& value,
                                    const std::vector<std::string>& order) {
  const Result<YamlDocument> document = read_document(file);
  if (!document) return document.failure();
  const Result<YamlSpot> spot = find_spot(*document, map);
  if (!spot) return spot.failure();
  const std::size_t place = spot->place->begin;
  if (!takes_entries(*spot->node, Kind::map))
    return refused_at(*document, place, fmt::format("'{}' is not a map", path_in_words(map)));
  if (spot->node->find(key) != nullptr)
    return refused_at(*document, place, fmt::format("the key '{}' is there already", key),
                      FailureCode::conflict);
  if (Status fits = can_be_written(*document, place, yaml_map({{key, value}})); !fits)
    return fits.failure();
  if (spot->place->style == YamlStyle::pair)
    return insert_yaml_key(with_braces(*document, *spot), map, key, value, order);
  return insert(*document, *spot, map, place_in_order(*spot->node, key, order), &key, value);
}

Result<std::string> move_yaml_entry(const SourceFile& file, const YamlPath& entry, std::size_t to) {
  const Result<YamlDocument> document = read_document(file);
  if (!document) return document.failure();
  if (entry.empty()) return no_entry(*document);
  const Result<YamlSpot> moved = find_spot(*document, entry);
  if (!moved) return moved.failure();
  if (to >= moved->parent_place->entries.size())
    return refused_at(*document, moved->entry()->mark,
                      fmt::format("'{}' has only {} entries", path_in_words(parent_of(entry)),
                                  moved->parent_place->entries.size()),
                      FailureCode::not_found);
  const std::size_t from = moved->index;
  if (from == to) return file.text;
  const Result<YamlSpot> spot = find_spot(*document, parent_of(entry));
  YamlNode intended = document->root;
  YamlNode& whole = *find_value(intended, parent_of(entry));
  move_item(whole.items, from, to);
  move_item(whole.entries, from, to);
  const bool flow = has_brackets(*spot->place);
  return finished(
      *document,
      flow ? move_in_flow(*document, *spot, from, to) : move_in_block(*document, *spot, from, to),
      intended, moved->entry()->mark);
}

Result<std::string> remove_yaml_entry(const SourceFile& file, const YamlPath& entry) {
  const Result<YamlDocument> document = read_document(file);
  if (!document) return document.failure();
  if (entry.empty()) return no_entry(*document);
  const Result<YamlSpot> removed = find_spot(*document, entry);
  if (!removed) return removed.failure();
  const std::size_t at = removed->index;
  const Result<YamlSpot> spot = find_spot(*document, parent_of(entry));
  if (spot->place->style == YamlStyle::pair)
    return remove_yaml_entry(with_braces(*document, *spot), entry);
  YamlNode intended = document->root;
  YamlNode& whole = *find_value(intended, parent_of(entry));
  if (!whole.items.empty()) whole.items.erase(whole.items.begin() + static_cast<Offset>(at));
  if (!whole.entries.empty()) whole.entries.erase(whole.entries.begin() + static_cast<Offset>(at));
  const bool flow = has_brackets(*spot->place);
  return finished(
      *document,
      flow ? remove_from_flow(*document, *spot, at) : remove_from_block(*document, *spot, at),
      intended, removed->entry()->mark);
}

Result<std::vector<std::string>> yaml_notes(const SourceFile& file, const YamlPath& entry) {
  const Result<YamlDocument> document = read_document(file);
  if (!document) return document.failure();
  if (entry.empty()) return no_entry(*document);
  const Result<YamlSpot> spot = find_spot(*document, entry);
  if (!spot) return spot.failure();
  return notes_between(*document, spot->entry()->begin, document->lines().end(spot->entry()->end));
}

}  // namespace core
