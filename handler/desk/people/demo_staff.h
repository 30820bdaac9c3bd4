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
  std::vector<std::string> units;  // of a liaison: the bound units, "demo 县水务局"
};

// Creates one user for every role of the policy and an auditor, with random passwords and that role
// on each of the sites; a liaison is bound to a site's first unit. Logins begin with the first
// site's id. Existing users keep their passwords and get missing grants. Returns the new users.
core::Result<std::vector<DemoPerson>> make_demo_staff(store::Store& store,
                                                      const std::vector<const core::Site*>& sites,
                                                      core::Randomness& randomness);

}  // namespace handler::desk
