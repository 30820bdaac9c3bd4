// Passwords that can be typed from a piece of paper, and one person per role for trying a site out.
#include "handler/desk/people/staff.h"

#include <algorithm>
#include <cctype>

#include "core/base/ascii.h"
#include "core/base/text.h"

namespace handler::desk {
namespace {

// Without characters that look alike: no l and no o, no 0 and no 1.
constexpr std::string_view kReadable = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t kLength = 16;

}  // namespace

std::string random_password(core::Randomness& randomness) {
  static_assert(kReadable.size() == 32, "a byte's lowest five bits choose evenly");
  std::string password;
  for (const char byte : randomness.bytes(kLength)) {
    if (!password.empty() && password.size() % 5 == 4) password += '-';
    password += kReadable[static_cast<unsigned char>(byte) & 31U];
  }
  return password;
}

namespace {

int sorts_of(const std::string& password) {
  bool lower = false;
  bool upper = false;
  bool digit = false;
  bool other = false;
  for (const char c : password) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::islower(byte) != 0) {
      lower = true;
    } else if (std::isupper(byte) != 0) {
      upper = true;
    } else if (std::isdigit(byte) != 0) {
      digit = true;
    } else {
      other = true;
    }
  }
  return static_cast<int>(lower) + static_cast<int>(upper) + static_cast<int>(digit) +
         static_cast<int>(other);
}

bool has_role(const core::Policy& policy, core::Role role) {
  return role == core::Role::auditor || policy.role(role) != nullptr;
}

}  // namespace

std::string password_weakness(const std::string& login, const std::string& password) {
  const std::size_t length = core::character_count(password);
  if (length < 10) return "the password is too short: at least 10 characters";
  if (length > 200) return "the password is too long: at most 200 characters";
  if (length < 16 && sorts_of(password) < 3) {
    return "the password is too simple: mix three of small letters, capitals, digits and signs, or "
           "make it 16 long";
  }
  if (!login.empty() &&
      core::ascii_lower(password).find(core::ascii_lower(login)) != std::string::npos)
    return "the password must not contain the login";
  return "";
}

namespace {

std::vector<cases::Grant> demo_grants(const std::vector<const core::Site*>& sites,
                                      core::Role role) {
  std::vector<cases::Grant> grants;
  for (const core::Site* site : sites) {
    if (!has_role(site->policy, role)) continue;
    cases::Grant grant{site->identity.id, role, "", ""};
    if (role == core::Role::unit && !site->units.empty()) grant.unit = site->units.front().id;
    grants.push_back(std::move(grant));
  }
  return grants;
}

core::Status add_grants(store::Store& store, std::int64_t user,
                        const std::vector<cases::Grant>& grants) {
  for (const cases::Grant& grant : grants) {
    const store::StaffChange change{.act = store::StaffAct::grant, .user = user, .grant = grant};
    if (const core::Status given = store.change_staff(change); !given) return given;
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
      if (const core::Status given = add_grants(store, there->id, grants); !given)
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
