// Signs staff in. Every attempt costs one hash, so the time does not reveal which logins exist.
#include "handler/desk/entrance/sign_in.h"

#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "handler/desk/entrance/gate.h"
#include "handler/desk/entrance/known_device.h"
#include "handler/desk/entrance/login.h"
#include "handler/desk/entrance/one_time_code.h"
#include "handler/desk/entrance/own_password.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/entrance/tries.h"
#include "handler/desk/page.h"
#include "handler/web/request.h"
#include "handler/web/session_cookie.h"

namespace handler::desk {
namespace {

constexpr int kWrongPerAddress = 30;
// From a network of 24 bits (IPv6: 48), which a flood may hold whole.
constexpr int kWrongPerNetwork = 60;
// From all addresses together. Twice that of one address, so that a guesser at one address does not
// use it up alone.
constexpr int kWrongPerLogin = 10;
// From all browsers that know this user.
constexpr int kWrongPerKnownLogin = 20;
constexpr std::size_t kMostTypedLogin = 100;  // a longer one belongs to no user

// What one try costs. Those of a known browser are counted apart, so that guesses from elsewhere
// neither use up its tries nor keep it from its turn.
struct SignInAttempt {
  struct Limit {
    TryLimit limit;
    std::string_view section;  // the sentence when it is used up
  };

  std::string login;
  Lane lane = Lane::stranger;
  TryLimit tries;             // counted at each try, forgotten after a right one
  std::vector<Limit> wrongs;  // counted at each try, taken back after a right one
};

SignInAttempt attempt_of(const view::Services& services, const web::Request& request,
                         const web::Fields& form) {
  SignInAttempt attempt;
  const std::string login = login_from(form.get("login"));
  if (login.size() <= kMostTypedLogin) attempt.login = login;
  const auto key = [&](const std::string& first, const std::string& second) {
    return hashed_key(services, first, second);
  };
  if (const auto device = known_device(services, request, attempt.login)) {
    attempt.lane = Lane::known;
    attempt.tries = {"sign-in-device:" + key(attempt.login, *device), kTriesPerPerson};
    attempt.wrongs = {
        {{"sign-in-known:" + key(attempt.login, ""), kWrongPerKnownLogin}, "MUST_WAIT"}};
    return attempt;
  }
  const std::string address = web::address_group(request.remote_address);
  const std::string network = web::wide_group(request.remote_address);
  attempt.tries = {"sign-in:" + key(attempt.login, address), kTriesPerPerson};
  attempt.wrongs = {
      {{"sign-in-login:" + key(attempt.login, ""), kWrongPerLogin}, "MUST_WAIT_LOGIN"},
      {{"sign-in-from:" + key("", address), kWrongPerAddress}, "MUST_WAIT_NETWORK"},
      {{"sign-in-net:" + key("", network), kWrongPerNetwork}, "MUST_WAIT_NETWORK"}};
  return attempt;
}

// The sentence of a limit that is used up, or "". Checked before the gate, and costs no writing.
std::string used_up(store::Store& store, const SignInAttempt& attempt) {
  if (is_used_up(store, attempt.tries)) return "MUST_WAIT";
  for (const SignInAttempt::Limit& wrong : attempt.wrongs) {
    if (is_used_up(store, wrong.limit)) return std::string(wrong.section);
  }
  return "";
}

const core::Failure kWrong = {core::FailureCode::not_found, "wrong login or password"};

bool has_grant_on(const store::User& user, const std::string& site) {
  for (const cases::Grant& grant : user.grants) {
    if (grant.site == site) return true;
  }
  return false;
}

// not_found: wrong, or without a grant on the site. An unknown login costs as many hashes as a
// known one.
core::Result<store::User> checked_user(view::Services& services, const std::string& site,
                                       const SignInAttempt& attempt, std::string_view password) {
  core::Result<store::User> user = services.store.user_by_login(attempt.login);
  if (!user && user.failure().code != core::FailureCode::not_found) return user;
  if (!user || user->disabled) {
    (void)core::hash_password(password);
    if (plain_password(password) != password) (void)core::hash_password(password);
    return kWrong;
  }
  if (!is_password(password, user->password_hash) || !has_grant_on(*user, site)) return kWrong;
  return user;
}

// The result of a try at the gate: a status and a section, or 0 and the user, if the password was
// right.
struct Counted {
  int status = 0;
  std::string mistake = {};
  std::optional<store::User> user = {};
};

// Without memory for a hash, the person loses no try.
Counted compared(view::Services& services, const std::string& site, const SignInAttempt& attempt,
                 std::string_view password) {
  try {
    core::Result<store::User> user = checked_user(services, site, attempt, password);
    if (user) return {.user = std::move(*user)};
    if (user.failure().code == core::FailureCode::not_found) return {};
    return {503, "UNAVAILABLE"};
  } catch (const std::bad_alloc&) {
    (void)services.store.reset_count(attempt.tries.key);
    return {503, "CROWDED"};
  }
}

// Counts a try as wrong before it is known to be wrong, so that guesses at the same moment count,
// too, also those of other processes. The sentence of the limit that was used up, or "".
std::string count_as_wrong(store::Store& store, const SignInAttempt& attempt) {
  std::string section;
  for (const SignInAttempt::Limit& wrong : attempt.wrongs) {
    const bool is_over = count_try(store, wrong.limit) == TryCount::too_many;
    if (is_over && section.empty()) section = wrong.section;
  }
  return section;
}

Counted judged(view::Services& services, const std::string& site, const SignInAttempt& attempt,
               std::string_view password) {
  const std::string limit = count_as_wrong(services.store, attempt);
  Counted counted = {429, limit};
  if (limit.empty()) counted = compared(services, site, attempt, password);
  if (counted.status != 0 || counted.user) {
    for (const SignInAttempt::Limit& wrong : attempt.wrongs)
      take_back_try(services.store, wrong.limit);
  }
  return counted;
}

// A known browser is counted before it takes a place in its lane, which is short; strangers after
// they got their turn, because a flood of them must not write at each try.
Counted with_turn(view::Services& services, const std::string& site, const SignInAttempt& attempt,
                  HashGate& gate, std::string_view password) {
  const bool is_known = attempt.lane == Lane::known;
  TryCount count = TryCount::within;
  if (is_known) count = count_try(services.store, attempt.tries);
  if (count == TryCount::within) {
    const HashTurn turn(gate, attempt.lane);
    if (!turn) return {503, "CROWDED"};
    if (!is_known) count = count_try(services.store, attempt.tries);
    if (count == TryCount::within) return judged(services, site, attempt, password);
  }
  const auto [status, mistake] = refusal_of(count);
  return {status, mistake};
}

// The sections with the mistake and the waiting time.
core::TemplateData mistake_data(core::Clock& clock, const std::string& mistake) {
  core::TemplateData data;
  data.set("WAIT_SECONDS", seconds_to_wait(clock));
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  return data;
}

web::Response sign_in_form_page(const view::Services& services, const view::LiveSite& site,
                                int status, const std::string& login, const std::string& mistake,
                                const std::optional<TypedForm>& typed) {
  core::TemplateData data = mistake_data(services.clock, mistake);
  if (typed) add_typed_form(data, site, *typed);
  data.set("LOGIN", login).show_if(mistake != "NOT_SECURE", "CAN_SIGN_IN");
  web::Response response = entrance_page(services, site, status, "desk/sign_in",
                                         site.texts.get("desk.sign_in.title"), data);
  add_retry_after(response, services.clock, mistake == "CROWDED");
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
  add_retry_after(response, visit.services.clock, mistake == "CROWDED");
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
  return sign_in_form_page(services, site, 200, "", may_carry_cookie(request) ? "" : "NOT_SECURE",
                           {});
}

web::Response sign_in_again(const view::Services& services, const view::LiveSite& site,
                            const web::Request& request) {
  return sign_in_form_page(services, site, 403, "",
                           may_carry_cookie(request) ? "EXPIRED" : "NOT_SECURE",
                           typed_form_of(services, site, request));
}

web::Response start_session(view::Services& services, const view::LiveSite& site,
                            const web::Request& request, const store::User& user,
                            const std::optional<TypedForm>& typed) {
  const std::string session_id = new_session_id(services.randomness, user.id);
  const core::Instant now = services.clock.now();
  const std::string old_id(web::sent_session_id(request));
  if (!old_id.empty()) (void)services.store.end_session(session_hash(*services.desk_keys, old_id));
  const core::Status started = services.store.add_session(
      session_hash(*services.desk_keys, session_id), {user.id, site.id(), now, now});
  if (!started) {
    const std::string why = unavailable_section(started.failure());
    return sign_in_form_page(services, site, 503, user.login, why, typed);
  }
  web::Response response = typed ? resume_page(services, site, *typed, session_id)
                                 : web::see_other(services.prefix + "/desk/" + site.id() + "/");
  // The session comes last: a simple client keeps one cookie, the last.
  response.headers.emplace_back("Set-Cookie", *device_mark(services, request, user.login));
  response.headers.emplace_back("Set-Cookie", *web::session_cookie(request, session_id));
  return response;
}

web::Response sign_in(view::Services& services, const view::LiveSite& site,
                      const web::Request& request, HashGate& gate) {
  if (!may_carry_cookie(request))
    return sign_in_form_page(services, site, 403, "", "NOT_SECURE", {});
  const std::optional<web::Fields> form = web::form_fields(request);
  if (!form) return web::bad_request();
  const SignInAttempt attempt = attempt_of(services, request, *form);
  const std::optional<TypedForm> typed = typed_form_in(services, site, *form);
  const auto again = [&](int status, const std::string& mistake) {
    return sign_in_form_page(services, site, status, attempt.login, mistake, typed);
  };
  if (const std::string limit = used_up(services.store, attempt); !limit.empty())
    return again(429, limit);
  const Counted counted = with_turn(services, site.id(), attempt, gate, form->get("password"));
  if (counted.status != 0) return again(counted.status, counted.mistake);
  if (!counted.user) return again(401, "WRONG");
  (void)services.store.reset_count(attempt.tries.key);
  if (!counted.user->one_time_secret.empty())
    return ask_for_code(services, site, *counted.user, typed);
  return start_session(services, site, request, *counted.user, typed);
}

web::Response sign_out(const Visit& visit) {
  const core::Status ended =
      visit.services.store.end_session(session_hash(visit.keys(), visit.session_id));
  return ended ? signed_out(visit) : not_kept_page(visit, ended.failure());
}

web::Response show_password_form(const Visit& visit) {
  return password_page(visit, 200, "");
}

web::Response change_password(const Visit& visit) {
  const TryLimit tries = tries_of_password(visit);
  if (const auto [status, mistake] = refusal_of(count_try(visit.services.store, tries));
      status != 0)
    return password_page(visit, status, mistake);
  const HashTurn turn(visit.gate, Lane::known);
  if (!turn) return password_page(visit, 503, "CROWDED");
  if (!is_password(visit.form.get("present"), visit.user.password_hash)) {
    return password_page(visit, 422, "WRONG_PRESENT");
  }
  (void)visit.services.store.reset_count(tries.key);
  const std::string fresh = plain_password(visit.form.get("fresh"));
  if (const std::string mistake = fresh_mistake(visit, fresh); !mistake.empty())
    return password_page(visit, 422, mistake);
  const core::Status done =
      visit.services.store.set_password(visit.user.id, core::hash_password(fresh));
  return done ? signed_out(visit) : password_page(visit, 503, unavailable_section(done.failure()));
}

}  // namespace handler::desk
