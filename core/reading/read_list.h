// Reads the items of a list of maps, and reports keys that the item's reader did not ask for.
#pragma once

#include <vector>

#include "core/input/map_reader.h"
#include "core/reading/ids.h"
#include "core/reading/values.h"

namespace core {

// `fill(reader, item)` reads one item; messages call it `what`.
template <class Item, class Fill>
std::vector<Item> read_list(const std::vector<const YamlNode*>& nodes, const std::string& what,
                            Diagnostics& diagnostics, Fill fill) {
  std::vector<Item> items;
  for (const YamlNode* node : nodes) {
    MapReader reader(*node, what, diagnostics);
    fill(reader, items.emplace_back());
    reader.finish();
  }
  return items;
}

// The same for items with an `id` and its `span`, which are read first. The id must not be in `ids`
// yet.
template <class Item, class Fill>
std::vector<Item> read_list(const std::vector<const YamlNode*>& nodes, Ids& ids,
                            Diagnostics& diagnostics, Fill fill) {
  return read_list<Item>(nodes, ids.what(), diagnostics, [&](MapReader& reader, Item& item) {
    item.id = read_id(reader);
    item.span = reader.span_of("id");
    ids.add(item.id, item.span, diagnostics);
    fill(reader, item);
  });
}

}  // namespace core
