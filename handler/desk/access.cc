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
  while (window != nullptr && !window->parent.empty() && above.size() < 8) {
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
  std::vector<std::string> found;
  for (const core::Window& window : site.windows) {
    const bool inside = std::any_of(tops.begin(), tops.end(), [&](const std::string& top) {
      return is_at_or_below(site, window.id, top);
    });
    if (inside) found.push_back(window.id);
  }
  return found;
}

}  // namespace

cases::Object object_of(const core::Site& site, const store::CaseRow& row) {
  const store::CurrentValues& values = row.values;
  return {row.site,           values.window,         windows_above(site, values.window),
          values.unit,        values.concerned_unit, values.restricted,
          values.confidential};
}

store::CaseFilter scope_of(const Visit& visit) {
  store::CaseFilter filter;
  filter.site = visit.site.id();
  std::set<std::string> windows;
  std::set<std::string> units;
  bool whole_site = false;
  for (const cases::Grant& grant : visit.staff.grants) {
    if (grant.role == core::Role::unit) {
      units.insert(grant.unit);
    } else if (grant.window.empty()) {
      whole_site = true;
    } else {
      windows.insert(grant.window);
    }
  }
  if (whole_site || (!windows.empty() && !units.empty())) return filter;
  filter.windows = windows_below(visit.model(), windows);
  filter.units.assign(units.begin(), units.end());
  return filter;
}

}  // namespace handler::desk
