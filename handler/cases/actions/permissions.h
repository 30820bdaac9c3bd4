// Decides whether one of a set of roles, held by this user, reaches this case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"

namespace handler::cases {

// The first grant of `actor` that has one of `roles` and reaches the object. Pure; denies by
// default. In the role `unit` only the holder may act, or with Part::assistant only an assisting
// unit.
std::optional<Grant> allowed_as(const StaffMember& actor, const std::vector<core::Role>& roles,
                                const Object& object,
                                ActionRule::Part part = ActionRule::Part::holder);

// The object of a case, or of the values that its row repeats; the site gives the window's
// ancestors.
template <class Values>
Object object_with(const core::Site& site, const std::string& site_of_case, const Values& values) {
  return {.site = site_of_case,
          .window = values.window,
          .windows_above = site.windows_above(values.window),
          .unit = values.unit,
          .assisting = values.assisting,
          .concerned_unit = values.concerned_unit,
          .restricted = values.restricted,
          .confidential = values.confidential};
}
Object object_of(const core::Site& site, const Case& subject);

// The only decision about rights; denies by default. Returns the first grant that allows `action`,
// which is an action id or one of:
// "see"            the case
// "see_identity"   the reporter's identity
// "list"           the worklist
// "overview"       the leader's page
// "register"       a report at the object's window
// "report"         figures of the whole site
// "file"           note the figures as sent
// "attend"         record that the leader on duty is at the object's window
// "attendance"     see these records
// "manage_users"
// "see_users"
// "edit"               the published content about the object's window; without one of the site
// "publish"            keep a draft of the site and publish it
// "agree_publication"  as the second person
// "see_publications"   their history
// "publish", "agree_publication" and "see_publications" need only the site: which changes an editor
// may publish or agree to follows from core::EditScope.
// "list" and "overview" need only the site: the listed cases follow from the scopes of the grants,
// and each case is checked with "see".
std::optional<Grant> allowed(const StaffMember& actor, std::string_view action,
                             const Object& object);

}  // namespace handler::cases
