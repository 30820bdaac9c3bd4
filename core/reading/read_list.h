// Reads the items of a list one by one: each is a map, and what its reader did not ask for is
// reported.
#pragma once

#include <vector>

#include "core/input/map_reader.h"
#include "core/reading/ids.h"
#include "core/reading/values.h"

namespace core {

// `fill(reader, item)` reads one item; `what` names it in messages.
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

// The same for items with an `id` and the `span` of it, which are read first; none may stand in
// `ids` already.
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
