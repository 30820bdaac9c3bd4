// Converts grants to store filters, and rows to objects.
#include "handler/desk/access.h"

#include <map>
#include <set>
#include <string>

#include "handler/cases/actions/permissions.h"

namespace handler::desk {
namespace {

// Asks allowed() about a case that lies exactly in the grant's scope.
bool sees_cases(const cases::Grant& grant) {
  const cases::Object object{.site = grant.site,
                             .window = grant.window,
                             .windows_above = {},
                             .unit = grant.unit,
                             .assisting = {},
                             .concerned_unit = {},
                             .restricted = false,
                             .confidential = false};
  return cases::allowed({0, "", {grant}}, "see", object).has_value();
}

// A window with all windows below it. From the main window this is the whole site, because reports
// of a removed window belong to the main one.
std::set<std::string> windows_below(const core::Site& site, const std::string& top) {
  std::set<std::string> found = {top};
  for (std::string& id : site.windows.ids_from(top)) found.insert(std::move(id));
  return found;
}

bool is_whole_site(const core::Site& site, const std::string& window) {
  return window.empty() || (!site.windows.empty() && site.windows.front().id == window);
}

}  // namespace

std::optional<store::CaseFilter> scope_of(const Visit& visit, std::optional<core::Role> role) {
  const core::Site& site = visit.model();
  std::map<std::string, std::set<std::string>> windows_of_unit;  // "": of any unit
  std::set<std::string> units_everywhere;
  bool any = false;
  for (const cases::Grant& grant : visit.staff.grants) {
    if (!sees_cases(grant) || (role && grant.role != *role)) continue;
    any = true;
    if (is_whole_site(site, grant.window))
      units_everywhere.insert(grant.unit);
    else
      windows_of_unit[grant.unit].merge(windows_below(site, grant.window));
  }
  if (!any) return std::nullopt;
  store::CaseFilter scope;
  scope.site = visit.site.id();
  if (units_everywhere.contains("")) return scope;
  for (const std::string& unit : units_everywhere) scope.reach.push_back({{}, unit});
  for (const auto& [unit, windows] : windows_of_unit) {
    if (!units_everywhere.contains(unit))
      scope.reach.push_back({{windows.begin(), windows.end()}, unit});
  }
  return scope;
}

cases::Object object_of(const core::Site& site, const store::CaseRow& row) {
  return cases::object_with(site, row.site, row.values);
}

bool may_in_attendance(const Visit& visit, std::string_view right) {
  const auto& windows = visit.model().windows;
  const std::string main = windows.empty() ? std::string() : windows.front().id;
  return visit.model().policy.attendance &&
         cases::allowed(visit.staff, right, {.site = visit.site.id(), .window = main}).has_value();
}

}  // namespace handler::desk
