// Shows and changes one user; each change is recorded with it.
#include "handler/desk/people/user_page.h"

#include <algorithm>
#include <optional>
#include <string>

#include "handler/desk/casework/staff_names.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/entrance/tries.h"
#include "handler/desk/page.h"
#include "handler/desk/people/users_page.h"

namespace handler::desk {
namespace {

using store::StaffAct;

core::Result<store::User> person_of(const Visit& visit) {
  core::Result<std::vector<store::User>> users =
      visit.services.store.users_of_site(visit.site.id());
  if (!users) return users.failure();
  const std::string& id = visit.parameters.find("user")->second;
  for (store::User& user : *users) {
    if (std::to_string(user.id) == id) return std::move(user);
  }
  return core::Failure{core::FailureCode::not_found, "no such user"};
}

bool works_elsewhere(const Visit& visit, const store::User& user) {
  return std::ranges::any_of(
      user.grants, [&](const cases::Grant& grant) { return grant.site != visit.site.id(); });
}

bool is_of_the_account(StaffAct act) {
  return act == StaffAct::disable || act == StaffAct::enable || act == StaffAct::set_password ||
         act == StaffAct::drop_code;
}

void add_grants(core::TemplateData& data, const Visit& visit, const store::User& user) {
  for (const cases::Grant& grant : user.grants) {
    if (grant.site != visit.site.id()) continue;
    data.show("HAS_GRANTS");
    data.add("GRANT")
        .set("GRANT_TEXT", grant_in_words(visit, grant))
        .set("GRANT_ROLE", std::string(core::to_text(grant.role)))
        .set("GRANT_WINDOW", grant.window)
        .set("GRANT_UNIT", grant.unit);
  }
}

void add_staff_changes(core::TemplateData& data, const Visit& visit,
                       const std::vector<store::StaffChange>& changes) {
  StaffNames names(visit.services.store);
  const int year = visit.year();
  for (const store::StaffChange& change : changes) {
    const std::string by = change.by == 0
                               ? visit.texts().get("desk.users.operator")
                               : names.of({cases::Actor::Kind::staff, change.by, {}, ""});
    const std::string act(core::name_in(store::kStaffActs, change.act));
    data.show("HAS_CHANGES");
    data.add("CHANGE")
        .set("CHANGE_WHEN", core::chinese_moment(change.at, year))
        .set("CHANGE_WHAT", visit.texts().get("desk.users.act." + act))
        .set_optional("CHANGE_GRANT",
                      change.grant ? grant_in_words(visit, *change.grant) : std::string())
        .set("CHANGE_BY", by);
  }
}

// The available buttons: none for oneself, few for users who also work on another site.
void add_buttons(core::TemplateData& data, const Visit& visit, const store::User& user) {
  if (!visit.may("manage_users")) return;
  const bool is_oneself = user.id == visit.user.id;
  const bool elsewhere = works_elsewhere(visit, user);
  data.show_if(is_oneself, "IS_ONESELF")
      .show_if(!is_oneself && elsewhere, "WORKS_ELSEWHERE")
      .show_if(!is_oneself, "MAY_CHANGE")
      .show_if(!is_oneself && !elsewhere, "MAY_CHANGE_ACCOUNT");
  if (is_oneself) return;
  add_grant_fields(data, visit);
  const auto act = visit.parameters.find("act");
  data.show_if(act != visit.parameters.end() && act->second == "grant", "GRANT_OPEN");
}

web::Response user_page(const Visit& visit, int status, const store::User& user,
                        const std::string& mistake) {
  const core::Result<std::vector<store::StaffChange>> changes =
      visit.services.store.staff_changes(visit.site.id(), user.id);
  if (!changes) return web::unavailable();
  core::TemplateData data;
  data.set("USER_ID", std::to_string(user.id))
      .set("USER_NAME", user.display_name)
      .set("USER_LOGIN", user.login)
      .show_if(user.disabled, "USER_DISABLED")
      .show_if(!user.disabled, "USER_ENABLED")
      .show_if(user.must_change, "USER_NEW_PASSWORD")
      .show_if(!user.one_time_secret.empty(), "USER_HAS_CODE");
  if (!mistake.empty()) data.set_optional("MISTAKE", visit.texts().get(mistake));
  add_grants(data, visit, user);
  add_buttons(data, visit, user);
  add_staff_changes(data, visit, *changes);
  web::Response response = desk_page(visit, status, "desk/user", user.display_name, data);
  add_retry_after(response, visit.services.clock, mistake == kCrowded);
  return response;
}

// The text key of the reason that forbids this act, or "".
std::string refusal_of(const Visit& visit, StaffAct act, const store::User& user) {
  if (user.id == visit.user.id) return "desk.users.oneself";
  if (is_of_the_account(act) && works_elsewhere(visit, user)) return "desk.users.elsewhere";
  return "";
}

// The grant of a `revoke` form; grants that are no longer offered can still be revoked.
std::optional<cases::Grant> named_grant(const Visit& visit) {
  const auto role = core::word_in(core::kRoles, visit.form.get("role"));
  if (!role) return std::nullopt;
  return cases::Grant{visit.site.id(), *role, std::string(visit.form.get("window")),
                      std::string(visit.form.get("unit"))};
}

web::Response give_password(const Visit& visit, const store::User& user,
                            store::StaffChange change) {
  const HashTurn turn(visit.gate, Lane::known);
  if (!turn) return user_page(visit, 503, user, std::string(kCrowded));
  const std::string password = random_password(visit.services.randomness);
  change.password_hash = core::hash_password(password);
  change.must_change = true;
  if (const core::Status done = visit.services.store.change_staff(change); !done)
    return user_page(visit, 503, user, why_not_kept(done.failure()));
  return handed_password_page(visit, user, password);
}

web::Response carry_out(const Visit& visit, const store::User& user, store::StaffChange change) {
  if (change.act == StaffAct::set_password) return give_password(visit, user, std::move(change));
  if (change.act == StaffAct::grant) {
    const AskedGrant asked = asked_grant(visit);
    if (!asked.mistake.empty()) return user_page(visit, 422, user, asked.mistake);
    change.grant = asked.grant;
  }
  if (change.act == StaffAct::revoke) {
    change.grant = named_grant(visit);
    if (!change.grant) return web::bad_request();
  }
  const core::Status done = visit.services.store.change_staff(change);
  // A grant that is already revoked counts as success.
  if (!done && done.failure().code != core::FailureCode::not_found)
    return user_page(visit, 503, user, why_not_kept(done.failure()));
  return web::see_other(visit.root() + "/users/" + std::to_string(user.id));
}

}  // namespace

web::Response show_user(const Visit& visit) {
  if (!visit.may("see_users")) return web::forbidden();
  const core::Result<store::User> user = person_of(visit);
  if (user) return user_page(visit, 200, *user, "");
  return web::html(user.failure().code == core::FailureCode::not_found ? 404 : 503, "");
}

web::Response change_user(const Visit& visit) {
  if (!visit.may("manage_users")) return web::forbidden();
  const auto act = core::word_in(store::kStaffActs, visit.parameters.find("act")->second);
  if (!act || *act == StaffAct::add) return web::not_found();
  const core::Result<store::User> user = person_of(visit);
  if (!user) return web::html(user.failure().code == core::FailureCode::not_found ? 404 : 503, "");
  if (const std::string refusal = refusal_of(visit, *act, *user); !refusal.empty())
    return user_page(visit, 422, *user, refusal);
  return carry_out(visit, *user,
                   {.act = *act, .user = user->id, .by = visit.user.id, .site = visit.site.id()});
}

}  // namespace handler::desk
