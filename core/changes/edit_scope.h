// What an editor may change: areas, and for an editor of one window only what concerns that window
// and those below it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/changes/site_changes.h"

namespace core {

struct EditScope {
  bool whole_site = false;
  std::set<std::string> windows;  // ids, with all windows below; of an editor of some windows

  bool is_empty() const { return !whole_site && windows.empty(); }
  bool holds(const std::string& window) const { return whole_site || windows.contains(window); }
};

// The changes that an editor with this scope may not make; empty if all are allowed. Rules (limits,
// tiers, steps, roles, counted hours, closures) are in the scope of no editor. What a window is
// called and where it stands in the tree (id, area, name, level, parent) is the whole site's. Pure.
std::vector<SiteChange> outside_scope(const EditScope& scope,
                                      const std::vector<SiteChange>& changes);

}  // namespace core
