// The people of a demo: one for every role.
#pragma once

#include <string>
#include <vector>

#include "core/site/site.h"
#include "handler/store/store.h"

namespace handler::desk {

struct DemoPerson {
  std::string login;
  std::string password;
  std::string role_name;
  std::vector<std::string> units;  // of a liaison: whose cases reach them, "demo 县水务局"
};

// One person for every role that a policy names, and an auditor, with random passwords and that
// role on each of the sites; a liaison is bound to a site's first unit. Logins begin with the first
// site's id. Those who exist keep their passwords and get what grants they lack. Value: those made
// now.
core::Result<std::vector<DemoPerson>> make_demo_staff(store::Store& store,
                                                      const std::vector<const core::Site*>& sites,
                                                      core::Randomness& randomness);

}  // namespace handler::desk
