// Lets staff in: one hash for every attempt, so that time does not tell which logins exist.
#include "handler/desk/sign_in.h"

#include <optional>
#include <string>

#include "handler/desk/page.h"
#include "handler/desk/staff.h"
#include "handler/web/session_cookie.h"

namespace handler::desk {
namespace {

constexpr int kWindowSeconds = 60;
constexpr int kWrongPerPerson = 5;  // one login from one address
constexpr int kWrongPerAddress = 30;

// Hash of a password that nobody has: what an unknown login is compared with.
constexpr const char* kNobodysHash =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$sD3bTgRtqZhMBMnkLzYy+"
    "VNPJHRpxnqPUVOyPGqCvDs";

struct Attempt {
  std::string login;
  std::string person_key;   // counts this login from this address
  std::string address_key;  // counts this address
};

Attempt attempt_of(const view::Services& services, const web::Request& request,
                   const web::Fields& form) {
  Attempt attempt;
  attempt.login = std::string(form.get("login").substr(0, 100));
  const std::string& key = services.desk_keys->session;
  const std::string address = core::to_hex(core::hash(request.remote_address, key)).substr(0, 32);
  const std::string parts[] = {attempt.login, request.remote_address};
  attempt.person_key = "sign-in:" + core::to_hex(core::hash_parts(parts, 2, key)).substr(0, 32);
  attempt.address_key = "sign-in-from:" + address;
  return attempt;
}

bool must_wait(view::Services& services, const Attempt& attempt) {
  const core::Result<int> person = services.store.count_now(attempt.person_key, kWindowSeconds);
  const core::Result<int> address = services.store.count_now(attempt.address_key, kWindowSeconds);
  return (person && *person >= kWrongPerPerson) || (address && *address >= kWrongPerAddress);
}

std::optional<store::User> checked_user(view::Services& services, const Attempt& attempt,
                                        std::string_view password, HashGate& gate) {
  core::Result<store::User> user = services.store.user_by_login(attempt.login);
  const bool known = user && !user->disabled;
  gate.acquire();
  const bool matches = core::password_matches(password, known ? user->password_hash : kNobodysHash);
  gate.release();
  if (!known || !matches) return std::nullopt;
  return *user;
}

bool has_grant_on(const store::User& user, const std::string& site) {
  for (const cases::Grant& grant : user.grants) {
    if (grant.site == site) return true;
  }
  return false;
}

web::Response form_page(const view::Services& services, const view::LiveSite& site, int status,
                        const std::string& login, const std::string& mistake) {
  core::TemplateData data;
  data.set("LOGIN", login);
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  web::Response response = entrance_page(services, site, status, "desk/sign_in",
                                         site.texts.get("desk.sign_in.title"), data);
  if (status == 429) response.set_header("Retry-After", std::to_string(kWindowSeconds));
  return response;
}

// A session id in a cookie may travel only where nobody can read along.
bool may_carry_cookie(const web::Request& request) {
  return web::session_cookie_name(request).has_value();
}

web::Response start_session(view::Services& services, const view::LiveSite& site,
                            const web::Request& request, const store::User& user) {
  const std::string session_id = core::to_base64url(services.randomness.bytes(32));
  const core::Instant now = services.clock.now();
  const std::string old_id(web::sent_session_id(request));
  if (!old_id.empty()) (void)services.store.end_session(session_hash(*services.desk_keys, old_id));
  const core::Status started = services.store.add_session(
      session_hash(*services.desk_keys, session_id), {user.id, site.id(), now, now});
  if (!started) return form_page(services, site, 503, user.login, "UNAVAILABLE");
  web::Response response = web::see_other(services.prefix + "/desk/" + site.id() + "/");
  response.set_header("Set-Cookie", *web::session_cookie(request, session_id));
  return response;
}

}  // namespace

web::Response show_sign_in(view::Services& services, const view::LiveSite& site,
                           const web::Request& request) {
  return form_page(services, site, 200, "", may_carry_cookie(request) ? "" : "NOT_SECURE");
}

web::Response sign_in(view::Services& services, const view::LiveSite& site,
                      const web::Request& request, HashGate& gate) {
  if (!may_carry_cookie(request)) return form_page(services, site, 403, "", "NOT_SECURE");
  const std::optional<web::Fields> form = web::parse_form(request.body);
  if (!form) return web::html(400, "");
  const Attempt attempt = attempt_of(services, request, *form);
  if (must_wait(services, attempt))
    return form_page(services, site, 429, attempt.login, "MUST_WAIT");
  const std::optional<store::User> user =
      checked_user(services, attempt, form->get("password"), gate);
  if (!user || !has_grant_on(*user, site.id())) {
    (void)services.store.count_up(attempt.person_key, kWindowSeconds);
    (void)services.store.count_up(attempt.address_key, kWindowSeconds);
    return form_page(services, site, 401, attempt.login, "WRONG");
  }
  (void)services.store.reset_count(attempt.person_key);
  return start_session(services, site, request, *user);
}

web::Response sign_out(const Visit& visit) {
  (void)visit.services.store.end_session(session_hash(visit.keys(), visit.session_id));
  web::Response response = web::see_other(visit.root() + "/sign-in");
  response.set_header("Set-Cookie", *web::ended_session_cookie(visit.request));
  return response;
}

namespace {

web::Response password_page(const Visit& visit, int status, const std::string& mistake) {
  core::TemplateData data;
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  return desk_page(visit, status, "desk/password", visit.texts().get("desk.password.title"), data);
}

}  // namespace

web::Response show_password_form(const Visit& visit) {
  return password_page(visit, 200, "");
}

web::Response change_password(const Visit& visit) {
  const std::string fresh(visit.form.get("fresh"));
  if (!core::password_matches(visit.form.get("present"), visit.user.password_hash)) {
    return password_page(visit, 422, "WRONG_PRESENT");
  }
  if (fresh != visit.form.get("again")) return password_page(visit, 422, "NOT_THE_SAME");
  if (!password_weakness(visit.user.login, fresh).empty())
    return password_page(visit, 422, "TOO_WEAK");
  const core::Status done =
      visit.services.store.set_password(visit.user.id, core::hash_password(fresh));
  if (!done) return password_page(visit, 503, "UNAVAILABLE");
  web::Response response = web::see_other(visit.root() + "/sign-in");
  response.set_header("Set-Cookie", *web::ended_session_cookie(visit.request));
  return response;
}

}  // namespace handler::desk
