// One request of a member of staff who is signed in: the only way a desk page learns who is asking.
#pragma once

#include <string>

#include "handler/cases/actions/grant.h"
#include "handler/cases/actions/permissions.h"
#include "handler/casework/services.h"
#include "handler/desk/hash_gate.h"
#include "handler/web/request.h"
#include "handler/web/response.h"
#include "handler/web/router.h"

namespace handler::desk {

struct Visit {
  view::Services& services;
  const view::LiveSite& site;
  const web::Request& request;
  const web::PathParameters& parameters;
  HashGate& gate;
  store::User user;
  cases::StaffMember staff;  // with the grants on this site only
  std::string session_id;    // as the browser sent it
  web::Fields form;          // of a POST

  const store::DeskKeys& keys() const { return *services.desk_keys; }
  const core::Site& model() const { return site.site(); }
  const core::Texts& texts() const { return site.texts; }
  core::Instant now() const { return services.clock.now(); }
  core::Day today() const { return core::day_of(now()); }
  int year() const { return core::year_of(today()); }
  // A right that asks for the site alone: "report", "manage_users".
  bool may(std::string_view right) const {
    return cases::allowed(staff, right, {.site = site.id()}).has_value();
  }
  // "/handle/desk/demo".
  std::string root() const { return services.prefix + "/desk/" + site.id(); }
  // This person in the role that allows what they do.
  cases::Actor acting(const cases::Grant& grant) const {
    return {cases::Actor::Kind::staff, user.id, grant.role, grant.unit};
  }
};

// What the store keeps instead of a session id.
std::string session_hash(const store::DeskKeys& keys, std::string_view session_id);

}  // namespace handler::desk
