// The entries of a list in a site's file, and the differences between two such lists.
#pragma once

#include <string>
#include <vector>

#include "core/changes/site_changes.h"
#include "core/input/yaml_reader.h"

namespace core {

// One entry as far as it is compared and told of.
struct ListedEntry {
  struct Field {
    std::string name;
    std::string value;  // equal exactly if the readers see the same
    std::string shown;  // as people read it
  };

  std::string key;  // what identifies it in its list; a second one of the same key is another
  std::string second_key;  // looked at if no entry has the same key; "": there is none
  SiteChange about;        // area, file, entry, item and windows of its changes
  std::string shown;       // in one word: a name, or what stands for it
  std::string named_by;    // the field that is `shown`; its change is that of the entry; "": none
  std::vector<Field> fields;
  std::vector<ListedEntry> items;  // of a list within it
};

struct ListRules {
  bool pairs_by_place = false;   // what is left between the same neighbours counts as changed
  bool has_order = true;         // an entry that moved is a change, or the file says when it holds
  bool order_is_of_site = true;  // a move concerns more than the entry's windows
};

// Adds the changes that make `after` of `before`: those of its entries in order, then what is gone.
// Pure.
void compare_lists(const std::vector<ListedEntry>& before, const std::vector<ListedEntry>& after,
                   const ListRules& rules, std::vector<SiteChange>& changes);

// A value of YAML as it is compared: quotes, places and the order of keys do not count.
std::string compared_value(const YamlNode& node);
// As people read it, on one line.
std::string shown_value(const YamlNode& node);

}  // namespace core
