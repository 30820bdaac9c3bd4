// Lists users, and adds one with a random password.
#include "handler/desk/people/users_page.h"

#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/desk/entrance/login.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/entrance/tries.h"
#include "handler/desk/page.h"
#include "handler/desk/people/person_name.h"
#include "handler/desk/people/stranded.h"

namespace handler::desk {
namespace {

// The roles that the policy names, and those that every desk needs.
std::vector<core::Role> offered_roles(const core::Policy& policy) {
  std::vector<core::Role> roles;
  for (const auto& [role, word] : core::kRoles) {
    const bool always =
        role == core::Role::editor || role == core::Role::auditor || role == core::Role::admin;
    if (always || policy.role(role) != nullptr) roles.push_back(role);
  }
  return roles;
}

void add_choice(core::TemplateData& data, const char* section, std::string_view value,
                const std::string& name, std::string_view chosen) {
  data.add(section)
      .set("CHOICE_VALUE", std::string(value))
      .set("CHOICE_NAME", name)
      .show_if(value == chosen, "CHOICE_CHOSEN");
}

void add_user(core::TemplateData& data, const Visit& visit, const store::User& user) {
  core::TemplateData& entry = data.add("USER");
  entry.set("USER_ID", std::to_string(user.id))
      .set("USER_NAME", user.display_name)
      .set("USER_LOGIN", user.login)
      .show_if(user.disabled, "USER_DISABLED")
      .show_if(!user.disabled && user.must_change, "USER_NEW_PASSWORD")
      .show_if(!user.one_time_secret.empty(), "USER_HAS_CODE")
      .show_if(!user.disabled && !user.must_change && user.one_time_secret.empty(), "USER_READY");
  bool here = false;
  for (const cases::Grant& grant : user.grants) {
    if (grant.site != visit.site.id()) continue;
    here = true;
    entry.add("USER_GRANT").set("GRANT_TEXT", grant_in_words(visit, grant));
  }
  entry.show_if(!here, "USER_NO_GRANT");
}

web::Response users_page(const Visit& visit, int status, const std::string& mistake) {
  const core::Result<std::vector<store::User>> users =
      visit.services.store.users_of_site(visit.site.id());
  if (!users) return web::unavailable();
  core::TemplateData data;
  for (const store::User& user : *users) add_user(data, visit, user);
  if (visit.may("manage_users")) {
    data.show("MAY_CHANGE")
        .set("TYPED_LOGIN", std::string(visit.form.get("login")))
        .set("TYPED_NAME", std::string(visit.form.get("name")));
    add_grant_fields(data, visit);
  }
  if (!mistake.empty()) {
    data.set_optional("MISTAKE", visit.texts().get(mistake))
        .set_optional("MISTAKE_INPUT", "add-heading");
  }
  add_stranded(data, visit);
  web::Response response =
      desk_page(visit, status, "desk/users", visit.texts().get("desk.users.title"), data);
  add_retry_after(response, visit.services.clock, mistake == kCrowded);
  return response;
}

// The text key of the mistake in the form, or "".
std::string mistake_in_new_user(const Visit& visit, const std::string& login,
                                const std::string& name) {
  if (!is_login(login)) return "desk.users.wrong_login";
  if (!is_person_name(name)) return "desk.users.wrong_name";
  return asked_grant(visit).mistake;
}

}  // namespace

std::string grant_in_words(const Visit& visit, const cases::Grant& grant) {
  std::vector<std::string> scope;
  const core::Window* window = visit.model().window(grant.window);
  if (!grant.window.empty())
    scope.push_back(window != nullptr ? window->short_name()
                                      : core::window_name(visit.model(), grant.window));
  if (!grant.unit.empty()) scope.push_back(core::unit_name(visit.model(), grant.unit));
  std::string role = role_name(visit, grant.role);
  if (scope.empty()) return role;
  return visit.texts().format(
      "desk.users.grant",
      {{"role", role}, {"scope", core::joined(scope, visit.texts().get("desk.list_comma"))}});
}

AskedGrant asked_grant(const Visit& visit) {
  const auto roles = offered_roles(visit.model().policy);
  const auto role = core::word_in(core::kRoles, visit.form.get("role"));
  AskedGrant asked;
  if (!role || !core::contains(roles, *role)) {
    asked.mistake = "desk.users.no_role";
    return asked;
  }
  asked.grant = {visit.site.id(), *role, std::string(visit.form.get("window")),
                 std::string(visit.form.get("unit"))};
  const bool is_unit = *role == core::Role::unit;
  if (is_unit && asked.grant.unit.empty()) asked.mistake = "desk.users.needs_unit";
  if (!is_unit && !asked.grant.unit.empty()) asked.mistake = "desk.users.no_unit";
  if (!asked.grant.unit.empty() && visit.model().unit(asked.grant.unit) == nullptr)
    asked.mistake = "desk.users.unknown_unit";
  if (!asked.grant.window.empty() && visit.model().window(asked.grant.window) == nullptr)
    asked.mistake = "desk.users.unknown_window";
  return asked;
}

void add_grant_fields(core::TemplateData& data, const Visit& visit) {
  const core::Site& site = visit.model();
  for (const core::Role role : offered_roles(site.policy)) {
    add_choice(data, "ROLE_CHOICE", core::to_text(role), role_name(visit, role),
               visit.form.get("role"));
  }
  for (const core::Unit& unit : site.units)
    add_choice(data, "UNIT_CHOICE", unit.id, unit.name, visit.form.get("unit"));
  data.show_if(!site.units.empty(), "HAS_UNITS");
  const std::string typed(visit.form.get("window"));
  if (site.windows.size() > kMostWindowsToChoose) {
    data.show("WINDOW_TYPED").set("TYPED_WINDOW", typed);
    return;
  }
  data.show_if(site.windows.size() > 1, "WINDOW_CHOSEN");
  for (const core::Window& window : site.windows)
    add_choice(data, "WINDOW_CHOICE", window.id, window.short_name(), typed);
}

web::Response handed_password_page(const Visit& visit, const store::User& user,
                                   const std::string& password) {
  core::TemplateData data;
  data.set("USER_ID", std::to_string(user.id))
      .set("USER_NAME", user.display_name)
      .set("USER_LOGIN", user.login)
      .set("PASSWORD", password);
  return desk_page(visit, 200, "desk/handed_password",
                   visit.texts().get("desk.users.password_title"), data);
}

web::Response show_users(const Visit& visit) {
  return visit.may("see_users") ? users_page(visit, 200, "") : web::forbidden();
}

web::Response add_person(const Visit& visit) {
  if (!visit.may("manage_users")) return web::forbidden();
  const std::string login = login_from(visit.form.get("login"));
  const std::string name = person_name(visit.form.get("name"));
  if (const std::string mistake = mistake_in_new_user(visit, login, name); !mistake.empty())
    return users_page(visit, 422, mistake);
  const HashTurn turn(visit.gate, Lane::known);
  if (!turn) return users_page(visit, 503, std::string(kCrowded));
  const std::string password = random_password(visit.services.randomness);
  store::User user{.login = login,
                   .display_name = name,
                   .password_hash = core::hash_password(password),
                   .grants = {asked_grant(visit).grant},
                   .must_change = true};
  const core::Result<std::int64_t> added = visit.services.store.add_user(user, visit.user.id);
  if (!added) {
    return added.failure().code == core::FailureCode::conflict
               ? users_page(visit, 422, "desk.users.login_taken")
               : users_page(visit, 503, why_not_kept(added.failure()));
  }
  user.id = *added;
  return handed_password_page(visit, user, password);
}

}  // namespace handler::desk
