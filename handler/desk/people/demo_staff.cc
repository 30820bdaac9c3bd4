// One person per role, for trying a site out.
#include "handler/desk/people/demo_staff.h"

#include "handler/desk/entrance/passwords.h"

namespace handler::desk {
namespace {

bool policy_has_role(const core::Policy& policy, core::Role role) {
  return role == core::Role::auditor || policy.role(role) != nullptr;
}

std::vector<cases::Grant> demo_grants(const std::vector<const core::Site*>& sites,
                                      core::Role role) {
  std::vector<cases::Grant> grants;
  for (const core::Site* site : sites) {
    if (!policy_has_role(site->policy, role)) continue;
    cases::Grant grant{site->identity.id, role, "", ""};
    if (role == core::Role::unit && !site->units.empty()) grant.unit = site->units.front().id;
    grants.push_back(std::move(grant));
  }
  return grants;
}

core::Status give_grants(store::Store& store, std::int64_t user,
                         const std::vector<cases::Grant>& grants) {
  for (const cases::Grant& grant : grants) {
    const store::StaffChange change{.act = store::StaffAct::grant, .user = user, .grant = grant};
    if (core::Status given = store.change_staff(change); !given) return given;
  }
  return core::success();
}

std::vector<std::string> names_of_units(const std::vector<const core::Site*>& sites,
                                        const std::vector<cases::Grant>& grants) {
  std::vector<std::string> names;
  for (const cases::Grant& grant : grants) {
    for (const core::Site* site : sites) {
      if (grant.unit.empty() || site->identity.id != grant.site) continue;
      names.push_back(grant.site + " " + site->unit(grant.unit)->name);
    }
  }
  return names;
}

std::string name_of_role(const std::vector<const core::Site*>& sites, core::Role role) {
  for (const core::Site* site : sites) {
    if (const core::RoleName* name = site->policy.role(role)) return name->name;
  }
  return std::string(core::to_text(role));
}

}  // namespace

core::Result<std::vector<DemoPerson>> make_demo_staff(store::Store& store,
                                                      const std::vector<const core::Site*>& sites,
                                                      core::Randomness& randomness) {
  std::vector<DemoPerson> made;
  for (const auto& [role, word] : core::kRoles) {
    const std::vector<cases::Grant> grants = demo_grants(sites, role);
    if (grants.empty()) continue;
    const std::string login = sites.front()->identity.id + "-" + std::string(word);
    if (const core::Result<store::User> there = store.user_by_login(login)) {
      if (const core::Status given = give_grants(store, there->id, grants); !given)
        return given.failure();
      continue;
    }
    DemoPerson person{login, random_password(randomness), name_of_role(sites, role),
                      names_of_units(sites, grants)};
    const core::Result<std::int64_t> added = store.add_user(
        {0, login, person.role_name, core::hash_password(person.password), false, grants});
    if (!added) return added.failure();
    made.push_back(std::move(person));
  }
  return made;
}

}  // namespace handler::desk
