// Rights: grants, their scope, and which identities each role may see.
#include "handler/cases/actions/permissions.h"

#include <algorithm>
#include <array>

#include "core/base/contains.h"

namespace handler::cases {
namespace {

using core::Role;

enum class Identity {
  never,
  not_confidential,  // identities of reporters who did not ask for confidentiality
  always,
};

// What each role may see. Roles not listed here see no case. Leaders and supervisors see every
// case, including conduct cases (PY-27); the unit that a conduct case is about never sees it.
struct Sight {
  Role role;
  Identity identity;
};

constexpr std::array kSights = {
    Sight{Role::front_desk, Identity::always},
    Sight{Role::dispatcher, Identity::not_confidential},
    Sight{Role::unit,
          Identity::not_confidential},  // only cases it holds or assists, never those about itself
    Sight{Role::leader_on_duty, Identity::not_confidential},
    Sight{Role::leading_group, Identity::not_confidential},
    Sight{Role::supervision, Identity::not_confidential},
    Sight{Role::auditor, Identity::never},
};

const Sight* sight_of(Role role) {
  const auto* found =
      std::ranges::find_if(kSights, [role](const Sight& sight) { return sight.role == role; });
  return found == kSights.end() ? nullptr : found;
}

bool in_scope(const Grant& grant, const Object& object) {
  if (grant.site != object.site) return false;
  if (grant.window.empty() || grant.window == object.window) return true;
  const auto& above = object.windows_above;
  return core::contains(above, grant.window);
}

bool assists(const Grant& grant, const Object& object) {
  const auto& units = object.assisting;
  return !grant.unit.empty() && core::contains(units, grant.unit);
}

bool holds(const Grant& grant, const Object& object) {
  if (grant.role == Role::unit && grant.unit.empty()) return false;
  return grant.unit.empty() || grant.unit == object.unit;
}

bool has_part(const Grant& grant, const Object& object, ActionRule::Part part) {
  if (grant.role != Role::unit) return true;
  const bool holder = part != ActionRule::Part::assistant && holds(grant, object);
  return holder || (part != ActionRule::Part::holder && assists(grant, object));
}

bool may_see(const Grant& grant, const Object& object) {
  const Sight* sight = sight_of(grant.role);
  if (sight == nullptr || !in_scope(grant, object)) return false;
  if (!holds(grant, object) && !assists(grant, object)) return false;
  const bool about_themselves = !grant.unit.empty() && grant.unit == object.concerned_unit;
  return !(object.restricted && about_themselves);
}

bool may_see_identity(const Grant& grant, const Object& object) {
  // Assisting units do not need the reporter's identity.
  if (!may_see(grant, object) || !holds(grant, object)) return false;
  const Identity identity = sight_of(grant.role)->identity;
  return identity == Identity::always ||
         (identity == Identity::not_confidential && !object.confidential);
}

// Requests of reporters about their personal data are for the window and those above it: a unit
// holds only what the window handed it.
bool may_answer_request(const Grant& grant, const Object& object) {
  return grant.role != Role::unit && may_see_identity(grant, object);
}

// The page that looks for the case of such a request by its number.
bool may_find_request(const Grant& grant, const Object& object) {
  const Sight* sight = sight_of(grant.role);
  return grant.role != Role::unit && sight != nullptr && sight->identity != Identity::never &&
         grant.site == object.site;
}

bool may_list(const Grant& grant, const Object& object) {
  return sight_of(grant.role) != nullptr && grant.site == object.site;
}

// Roles that supervise the whole site rather than single cases.
bool may_overview(const Grant& grant, const Object& object) {
  constexpr std::array kWatching = {Role::dispatcher, Role::leader_on_duty, Role::leading_group,
                                    Role::supervision, Role::auditor};
  const bool watches = core::contains(kWatching, grant.role);
  return watches && may_list(grant, object);
}

// Front desks register for the windows whose cases they see.
bool may_register(const Grant& grant, const Object& object) {
  return grant.role == Role::front_desk && in_scope(grant, object);
}

bool may_manage_users(const Grant& grant, const Object& object) {
  return grant.role == Role::admin && in_scope(grant, object);
}

// Site-wide figures need a grant for the whole site.
bool may_report(const Grant& grant, const Object& object) {
  return sight_of(grant.role) != nullptr && grant.role != Role::unit && grant.window.empty() &&
         grant.unit.empty() && grant.site == object.site;
}

// The window and its superiors send reports; supervision inspects and audits, so it does not.
bool may_file(const Grant& grant, const Object& object) {
  return may_report(grant, object) && grant.role != Role::supervision &&
         grant.role != Role::auditor;
}

// Auditors may read what administrators do.
bool may_see_users(const Grant& grant, const Object& object) {
  return may_manage_users(grant, object) ||
         (grant.role == Role::auditor && in_scope(grant, object));
}

// Leaders record their own presence, or the counter records it for them.
bool may_attend(const Grant& grant, const Object& object) {
  return (grant.role == Role::leader_on_duty || grant.role == Role::front_desk) &&
         in_scope(grant, object);
}

bool may_see_attendance(const Grant& grant, const Object& object) {
  return may_attend(grant, object) || may_report(grant, object);
}

// What an editor of a window reaches in the content of the site is decided by core::EditScope.
bool may_edit(const Grant& grant, const Object& object) {
  return grant.role == Role::editor && in_scope(grant, object);
}

bool may_publish(const Grant& grant, const Object& object) {
  return grant.role == Role::editor && grant.site == object.site;
}

bool may_agree_publication(const Grant& grant, const Object& object) {
  return may_publish(grant, object) || may_manage_users(grant, object);
}

bool may_see_publications(const Grant& grant, const Object& object) {
  return may_publish(grant, object) || may_see_users(grant, object);
}

struct Right {
  std::string_view action;
  bool (*held)(const Grant&, const Object&);
};

constexpr std::array kRights = {
    Right{"see", may_see},
    Right{"see_identity", may_see_identity},
    Right{"answer_request", may_answer_request},
    Right{"find_request", may_find_request},
    Right{"list", may_list},
    Right{"overview", may_overview},
    Right{"register", may_register},
    Right{"report", may_report},
    Right{"file", may_file},
    Right{"attend", may_attend},
    Right{"attendance", may_see_attendance},
    Right{"manage_users", may_manage_users},
    Right{"see_users", may_see_users},
    Right{"edit", may_edit},
    Right{"publish", may_publish},
    Right{"agree_publication", may_agree_publication},
    Right{"see_publications", may_see_publications},
};

}  // namespace

std::optional<Grant> allowed_as(const StaffMember& actor, const std::vector<Role>& roles,
                                const Object& object, ActionRule::Part part) {
  for (const Grant& grant : actor.grants) {
    const bool named = core::contains(roles, grant.role);
    if (named && may_see(grant, object) && has_part(grant, object, part)) return grant;
  }
  return std::nullopt;
}

std::optional<Grant> allowed(const StaffMember& actor, std::string_view action,
                             const Object& object) {
  for (const Right& right : kRights) {
    if (right.action != action) continue;
    for (const Grant& grant : actor.grants) {
      if (right.held(grant, object)) return grant;
    }
    return std::nullopt;
  }
  const ActionRule* rule = find_action(action);
  return rule == nullptr ? std::nullopt : allowed_as(actor, rule->roles, object, rule->part);
}

Object object_of(const core::Site& site, const Case& subject) {
  return object_with(site, subject.site, subject);
}

}  // namespace handler::cases
