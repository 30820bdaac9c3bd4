// Making staff: what a password must be, and the people of a demo.
#pragma once

#include <string>
#include <vector>

#include "core/site/site.h"
#include "handler/store/store.h"

namespace handler::desk {

// "x9kd-kfvy-ummw-hv5f": 80 bits, without characters that look alike, to be read out or copied from
// paper.
std::string random_password(core::Randomness& randomness);

// What is wrong with a new password, as a sentence for the operator; "" if it will do: at least 10
// characters of at least three sorts or at least 16 of any, and not containing the login.
std::string password_weakness(const std::string& login, const std::string& password);

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
