// Turns grants into filters and rows into objects.
#include "handler/desk/access.h"

#include <set>

namespace handler::desk {
namespace {

// The windows of the grants and all below them; one that was taken away since stands for itself.
std::vector<std::string> windows_below(const core::Site& site, const std::set<std::string>& tops) {
  std::set<std::string> found = tops;
  for (const std::string& top : tops) {
    for (std::string& id : site.windows.ids_from(top)) found.insert(std::move(id));
  }
  return {found.begin(), found.end()};
}

// Asks allowed() about a case that lies right within the grant.
bool sees_cases(const cases::Grant& grant) {
  const cases::Object object{.site = grant.site,
                             .window = grant.window,
                             .windows_above = {},
                             .unit = grant.unit,
                             .concerned_unit = {},
                             .restricted = false,
                             .confidential = false};
  return cases::allowed({0, "", {grant}}, "see", object).has_value();
}

// The grants that see cases, by what they reach.
struct Reach {
  std::set<std::string> windows;
  std::set<std::string> units;
  int grants = 0;
  int whole_site = 0;
  int with_window = 0;
  int with_unit = 0;

  void add(const cases::Grant& grant) {
    grants += 1;
    whole_site += grant.window.empty() && grant.unit.empty() ? 1 : 0;
    if (!grant.window.empty()) {
      with_window += 1;
      windows.insert(grant.window);
    }
    if (!grant.unit.empty()) {
      with_unit += 1;
      units.insert(grant.unit);
    }
  }
};

}  // namespace

std::optional<Scope> scope_of(const Visit& visit) {
  Reach reach;
  for (const cases::Grant& grant : visit.staff.grants) {
    if (sees_cases(grant)) reach.add(grant);
  }
  if (reach.grants == 0) return std::nullopt;
  Scope scope;
  scope.filter.site = visit.site.id();
  scope.exact = true;
  if (reach.whole_site > 0) return scope;
  const bool windows_only = reach.with_window == reach.grants;
  const bool units_only = reach.with_unit == reach.grants;
  if (windows_only) scope.filter.windows = windows_below(visit.model(), reach.windows);
  if (units_only) scope.filter.units.assign(reach.units.begin(), reach.units.end());
  const bool of_one_shape =
      windows_only != units_only && reach.with_window + reach.with_unit == reach.grants;
  scope.exact = reach.grants == 1 || of_one_shape;
  return scope;
}

cases::Object object_of(const core::Site& site, const store::CaseRow& row) {
  const store::CurrentValues& values = row.values;
  return {row.site,           values.window,         site.windows_above(values.window),
          values.unit,        values.concerned_unit, values.restricted,
          values.confidential};
}

}  // namespace handler::desk
