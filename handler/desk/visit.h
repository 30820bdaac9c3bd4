// One request of a signed-in staff member; desk pages get the user only from here.
#pragma once

#include <string>

#include "handler/cases/actions/grant.h"
#include "handler/cases/actions/permissions.h"
#include "handler/casework/services.h"
#include "handler/desk/hash_gate.h"
#include "handler/web/request.h"
#include "handler/web/router.h"

namespace handler::desk {

struct Visit {
  view::Services& services;
  const view::LiveSite& site;
  const web::Request& request;
  const web::PathParameters& parameters;
  HashGate& gate;
  store::User user;
  cases::StaffMember staff;  // only the grants on this site
  std::string session_id;    // as the browser sent it
  web::Fields form;          // the form of a POST

  const store::DeskKeys& keys() const { return *services.desk_keys; }
  const core::Site& model() const { return site.site(); }
  const core::Texts& texts() const { return site.texts; }
  core::Instant now() const { return services.clock.now(); }
  core::Day today() const { return core::day_of(now()); }
  int year() const { return core::year_of(today()); }
  // Checks a right that depends only on the site: "report", "manage_users".
  bool may(std::string_view right) const {
    return cases::allowed(staff, right, {.site = site.id()}).has_value();
  }
  // "/handle/desk/demo".
  std::string root() const { return services.prefix + "/desk/" + site.id(); }
  // The user as actor in the role that allows the action.
  cases::Actor acting(const cases::Grant& grant) const {
    return {cases::Actor::Kind::staff, user.id, grant.role, grant.unit};
  }
};

// The hash that the store keeps instead of a session id.
inline std::string session_hash(const store::DeskKeys& keys, std::string_view session_id) {
  return core::to_hex(core::hash(session_id, keys.session));
}

}  // namespace handler::desk
