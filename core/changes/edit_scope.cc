// Decides about each change by its windows.
#include "core/changes/edit_scope.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/contains.h"

namespace core {
namespace {

// Which window it is, and where it stands in the tree.
constexpr std::array<std::string_view, 5> kIdentity = {"id", "area", "name", "level", "parent"};

bool is_of_identity(const SiteChange& change) {
  return change.area == ChangeArea::windows &&
         (change.kind != SiteChange::Kind::changed || contains(kIdentity, change.field));
}

bool is_within(const EditScope& scope, const SiteChange& change) {
  if (change.area == ChangeArea::rules) return false;
  if (scope.whole_site) return true;
  if (change.windows.empty() || is_of_identity(change)) return false;
  return std::ranges::all_of(change.windows,
                             [&](const std::string& window) { return scope.holds(window); });
}

}  // namespace

std::vector<SiteChange> outside_scope(const EditScope& scope,
                                      const std::vector<SiteChange>& changes) {
  std::vector<SiteChange> outside;
  std::ranges::copy_if(changes, std::back_inserter(outside),
                       [&](const SiteChange& change) { return !is_within(scope, change); });
  return outside;
}

}  // namespace core
