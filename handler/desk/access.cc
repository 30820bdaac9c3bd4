// Turns grants into filters and rows into objects.
#include "handler/desk/access.h"

#include <algorithm>
#include <set>

namespace handler::desk {
namespace {

std::vector<std::string> windows_above(const core::Site& site, const std::string& id) {
  std::vector<std::string> above;
  const core::Window* window = site.window(id);
  // The loader refuses circles; the bound is for windows that were taken away since.
  while (window != nullptr && !window->parent.empty() && above.size() < site.windows.size()) {
    above.push_back(window->parent);
    window = site.window(window->parent);
  }
  return above;
}

bool is_at_or_below(const core::Site& site, const std::string& window, const std::string& top) {
  if (window == top) return true;
  const std::vector<std::string> above = windows_above(site, window);
  return std::find(above.begin(), above.end(), top) != above.end();
}

std::vector<std::string> windows_below(const core::Site& site, const std::set<std::string>& tops) {
  std::vector<std::string> found(tops.begin(), tops.end());
  for (const core::Window& window : site.windows) {
    const bool inside = std::any_of(tops.begin(), tops.end(), [&](const std::string& top) {
      return is_at_or_below(site, window.id, top);
    });
    if (inside && !tops.contains(window.id)) found.push_back(window.id);
  }
  return found;
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
  return {row.site,           values.window,         windows_above(site, values.window),
          values.unit,        values.concerned_unit, values.restricted,
          values.confidential};
}

}  // namespace handler::desk
