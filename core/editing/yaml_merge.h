// A list or map that is replaced by another one is changed entry by entry, so that the comments and
// the layout of what stays the same survive.
#pragma once

#include <string>
#include <vector>

#include "core/editing/yaml_document.h"

namespace core {

struct YamlChange {
  enum class What { set, insert, remove };

  What what = What::set;
  YamlStep step;                   // of the entry, counted when its turn comes
  YamlValue value;                 // unused by remove
  std::vector<std::string> order;  // of the keys, if one is inserted
};

// The changes that make `value` of `node`, in the order in which they are to be made. None if one
// of them is no list or map with entries, or if they are of different kinds. Entries that are equal
// at both ends of a list stay; of those between, the first ones are set and the others inserted or
// removed.
std::vector<YamlChange> changes_between(const YamlNode& node, const YamlValue& value);

// The text of the file after all changes below `path`, or the first failure.
Result<std::string> merged(const SourceFile& file, const YamlPath& path,
                           const std::vector<YamlChange>& changes);

}  // namespace core
