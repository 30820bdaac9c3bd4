// Passwords that can be typed from a piece of paper, and one person per role for trying a site out.
#include "handler/desk/staff.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"

namespace handler::desk {
namespace {

// Without characters that look alike: no l and no o, no 0 and no 1.
constexpr std::string_view kReadable = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t kLength = 16;

std::string random_password(core::Randomness& randomness) {
  static_assert(kReadable.size() == 32, "a byte's lowest five bits choose evenly");
  std::string password;
  for (const char byte : randomness.bytes(kLength)) {
    if (!password.empty() && password.size() % 5 == 4) password += '-';
    password += kReadable[static_cast<unsigned char>(byte) & 31U];
  }
  return password;
}

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

std::string lower_case(const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::vector<core::Role> roles_of(const core::Policy& policy) {
  std::vector<core::Role> roles;
  for (const auto& [role, name] : core::kRoles) {
    if (role == core::Role::auditor || policy.role(role) != nullptr) roles.push_back(role);
  }
  return roles;
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
  if (!login.empty() && lower_case(password).find(lower_case(login)) != std::string::npos)
    return "the password must not contain the login";
  return "";
}

core::Result<std::vector<DemoPerson>> make_demo_staff(store::Store& store, const core::Site& site,
                                                      core::Randomness& randomness) {
  std::vector<DemoPerson> made;
  for (const core::Role role : roles_of(site.policy)) {
    const std::string role_word(core::to_text(role));
    const core::RoleName* name = site.policy.role(role);
    DemoPerson person{site.identity.id + "-" + role_word, random_password(randomness),
                      name == nullptr ? role_word : name->name};
    cases::Grant grant{site.identity.id, role, "", ""};
    if (role == core::Role::unit && !site.units.empty()) grant.unit = site.units.front().id;
    if (store.user_by_login(person.login)) continue;
    const store::User user{
        0, person.login, person.role_name, core::hash_password(person.password), false, {grant}};
    const core::Result<std::int64_t> added = store.add_user(user);
    if (!added) return added.failure();
    made.push_back(std::move(person));
  }
  return made;
}

}  // namespace handler::desk
