// Signs staff in. Every attempt costs one hash, so the time does not reveal which logins exist.
#include "handler/desk/entrance/sign_in.h"

#include <chrono>
#include <optional>
#include <string>

#include "core/base/text.h"
#include "handler/desk/entrance/one_time_code.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/page.h"
#include "handler/web/request.h"
#include "handler/web/session_cookie.h"

namespace handler::desk {
namespace {

constexpr int kWindowSeconds = 60;
constexpr int kTriesPerPerson = 5;  // one login from one address
constexpr int kWrongPerAddress = 30;
constexpr std::size_t kLongestLogin = 100;

struct Attempt {
  std::string login;
  std::string person_key;   // counts this login from this address
  std::string address_key;  // counts this address
};

// Counter keys are keyed hashes, so that the store holds no logins or addresses.
std::string counter_key(const std::string& key, const std::string& first,
                        const std::string& second) {
  const std::string parts[] = {first, second};
  return core::to_hex(core::hash_parts(parts, 2, key)).substr(0, 32);
}

Attempt attempt_of(const view::Services& services, const web::Request& request,
                   const web::Fields& form) {
  Attempt attempt;
  // Keyboards of phones put a blank behind a word.
  const std::string login = core::trimmed(form.get("login"));
  if (login.size() <= kLongestLogin) attempt.login = login;
  const std::string& key = services.desk_keys->session;
  const std::string address = web::address_group(request.remote_address);
  attempt.person_key = "sign-in:" + counter_key(key, attempt.login, address);
  attempt.address_key = "sign-in-from:" + counter_key(key, "", address);
  return attempt;
}

// Counts the try before checking the password, so concurrent guesses count, too. If counting fails,
// no try is allowed.
bool may_try(store::Store& store, const std::string& key) {
  const core::Result<int> tries = store.count_up(key, kWindowSeconds);
  return tries && *tries <= kTriesPerPerson;
}

bool is_used_up(store::Store& store, const std::string& key, int most) {
  const core::Result<int> count = store.count_now(key, kWindowSeconds);
  return count && *count >= most;
}

// Until the next time window of the counters.
int seconds_to_wait(core::Clock& clock) {
  const auto since_epoch =
      std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
  return kWindowSeconds - static_cast<int>(since_epoch % kWindowSeconds);
}

// An unknown login costs as many hashes as a known one.
std::optional<store::User> checked_user(view::Services& services, const Attempt& attempt,
                                        std::string_view password) {
  core::Result<store::User> user = services.store.user_by_login(attempt.login);
  if (!user || user->disabled) {
    (void)core::hash_password(password);
    if (plain_password(password) != password) (void)core::hash_password(password);
    return std::nullopt;
  }
  if (!is_password(password, user->password_hash)) return std::nullopt;
  return *user;
}

bool has_grant_on(const store::User& user, const std::string& site) {
  for (const cases::Grant& grant : user.grants) {
    if (grant.site == site) return true;
  }
  return false;
}

// The sections with the mistake and the waiting time.
core::TemplateData mistake_data(core::Clock& clock, const std::string& mistake) {
  core::TemplateData data;
  data.set("WAIT_SECONDS", seconds_to_wait(clock));
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  return data;
}

void add_retry_after(web::Response& response, core::Clock& clock) {
  if (response.status != 429) return;
  response.set_header("Retry-After", std::to_string(seconds_to_wait(clock)));
}

web::Response form_page(const view::Services& services, const view::LiveSite& site, int status,
                        const std::string& login, const std::string& mistake,
                        const std::optional<TypedForm>& typed) {
  core::TemplateData data = mistake_data(services.clock, mistake);
  if (typed) add_typed_form(data, site, *typed);
  data.set("LOGIN", login).show_if(mistake != "NOT_SECURE", "CAN_SIGN_IN");
  web::Response response = entrance_page(services, site, status, "desk/sign_in",
                                         site.texts.get("desk.sign_in.title"), data);
  add_retry_after(response, services.clock);
  return response;
}

// A session cookie is sent only where it cannot be intercepted.
bool may_carry_cookie(const web::Request& request) {
  return web::session_cookie_name(request).has_value();
}

web::Response password_page(const Visit& visit, int status, const std::string& mistake) {
  core::TemplateData data = mistake_data(visit.services.clock, mistake);
  data.show_if(visit.user.must_change, "MUST_CHANGE");
  web::Response response =
      desk_page(visit, status, "desk/password", visit.texts().get("desk.password.title"), data);
  add_retry_after(response, visit.services.clock);
  return response;
}

web::Response signed_out(const Visit& visit) {
  web::Response response = web::see_other(visit.root() + "/sign-in");
  response.set_header("Set-Cookie", *web::ended_session_cookie(visit.request));
  return response;
}

// The section with the mistake in the new password, or "".
std::string fresh_mistake(const Visit& visit, const std::string& fresh) {
  if (fresh != plain_password(visit.form.get("again"))) return "NOT_THE_SAME";
  if (fresh == plain_password(visit.form.get("present"))) return "STILL_THE_SAME";
  return password_weakness(visit.user.login, fresh).empty() ? "" : "TOO_WEAK";
}

}  // namespace

web::Response show_sign_in(view::Services& services, const view::LiveSite& site,
                           const web::Request& request) {
  return form_page(services, site, 200, "", may_carry_cookie(request) ? "" : "NOT_SECURE", {});
}

web::Response sign_in_again(const view::Services& services, const view::LiveSite& site,
                            const web::Request& request) {
  return form_page(services, site, 403, "", may_carry_cookie(request) ? "EXPIRED" : "NOT_SECURE",
                   typed_form_of(services, site, request));
}

web::Response start_session(view::Services& services, const view::LiveSite& site,
                            const web::Request& request, const store::User& user,
                            const std::optional<TypedForm>& typed) {
  const std::string session_id = core::to_base64url(services.randomness.bytes(32));
  const core::Instant now = services.clock.now();
  const std::string old_id(web::sent_session_id(request));
  if (!old_id.empty()) (void)services.store.end_session(session_hash(*services.desk_keys, old_id));
  const core::Status started = services.store.add_session(
      session_hash(*services.desk_keys, session_id), {user.id, site.id(), now, now});
  if (!started) return form_page(services, site, 503, user.login, "UNAVAILABLE", typed);
  web::Response response = typed ? resume_page(services, site, *typed, session_id)
                                 : web::see_other(services.prefix + "/desk/" + site.id() + "/");
  response.set_header("Set-Cookie", *web::session_cookie(request, session_id));
  return response;
}

web::Response sign_in(view::Services& services, const view::LiveSite& site,
                      const web::Request& request, HashGate& gate) {
  if (!may_carry_cookie(request)) return form_page(services, site, 403, "", "NOT_SECURE", {});
  const std::optional<web::Fields> form = web::parse_form(request.body);
  if (!form) return web::bad_request();
  const Attempt attempt = attempt_of(services, request, *form);
  const std::optional<TypedForm> typed = typed_form_in(services, site, *form);
  if (is_used_up(services.store, attempt.address_key, kWrongPerAddress) ||
      is_used_up(services.store, attempt.person_key, kTriesPerPerson)) {
    return form_page(services, site, 429, attempt.login, "MUST_WAIT", typed);
  }
  const HashTurn turn(gate);
  if (!turn) return form_page(services, site, 503, attempt.login, "UNAVAILABLE", typed);
  if (!may_try(services.store, attempt.person_key))
    return form_page(services, site, 429, attempt.login, "MUST_WAIT", typed);
  const std::optional<store::User> user = checked_user(services, attempt, form->get("password"));
  if (!user || !has_grant_on(*user, site.id())) {
    (void)services.store.count_up(attempt.address_key, kWindowSeconds);
    return form_page(services, site, 401, attempt.login, "WRONG", typed);
  }
  (void)services.store.reset_count(attempt.person_key);
  if (!user->one_time_secret.empty()) return ask_for_code(services, site, *user, typed);
  return start_session(services, site, request, *user, typed);
}

web::Response sign_out(const Visit& visit) {
  const core::Status ended =
      visit.services.store.end_session(session_hash(visit.keys(), visit.session_id));
  return ended ? signed_out(visit) : web::unavailable();
}

web::Response show_password_form(const Visit& visit) {
  return password_page(visit, 200, "");
}

web::Response change_password(const Visit& visit) {
  const std::string counter = "password:" + std::to_string(visit.user.id);
  if (is_used_up(visit.services.store, counter, kTriesPerPerson))
    return password_page(visit, 429, "MUST_WAIT");
  const HashTurn turn(visit.gate);
  if (!turn) return password_page(visit, 503, "UNAVAILABLE");
  if (!may_try(visit.services.store, counter)) return password_page(visit, 429, "MUST_WAIT");
  if (!is_password(visit.form.get("present"), visit.user.password_hash)) {
    return password_page(visit, 422, "WRONG_PRESENT");
  }
  (void)visit.services.store.reset_count(counter);
  const std::string fresh = plain_password(visit.form.get("fresh"));
  if (const std::string mistake = fresh_mistake(visit, fresh); !mistake.empty())
    return password_page(visit, 422, mistake);
  const core::Status done =
      visit.services.store.set_password(visit.user.id, core::hash_password(fresh));
  return done ? signed_out(visit) : password_page(visit, 503, "UNAVAILABLE");
}

}  // namespace handler::desk
