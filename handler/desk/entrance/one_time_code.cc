// Asks for one-time codes, checks them, and turns them on and off.
#include "handler/desk/entrance/one_time_code.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "core/base/one_time_code.h"
#include "core/page/qr_code.h"
#include "handler/desk/entrance/known_device.h"
#include "handler/desk/entrance/passwords.h"
#include "handler/desk/entrance/sign_in.h"
#include "handler/desk/entrance/tries.h"
#include "handler/desk/page.h"
#include "handler/web/form_token.h"
#include "handler/web/session_cookie.h"

namespace handler::desk {
namespace {

constexpr std::string_view kCodePurpose = "sign-in-code";
constexpr std::string_view kSecretPurpose = "one-time-secret";
constexpr std::int64_t kTokenSeconds = 300;

std::int64_t seconds_of(core::Clock& clock) {
  return std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
}

// Tries at sign-in, over all addresses. Those of a browser that knows the user are counted apart,
// so that one who has guessed the password cannot use them up.
TryLimit tries_of(const view::Services& services, const web::Request& request,
                  const store::User& user) {
  std::string key = "sign-in-code:" + std::to_string(user.id);
  if (const auto device = known_device(services, request, user.login)) key += ":" + *device;
  return {std::move(key), kTriesPerPerson};
}

core::Result<std::string> open_secret(const store::DeskKeys& keys, std::string_view sealed) {
  const std::optional<std::string> box = core::from_base64url(sealed);
  if (!box) return core::Failure{core::FailureCode::corrupt, "not a sealed secret"};
  return core::open_seal(*box, keys.seal);
}

// The form's copy of the new secret: sealed as it will be stored, and signed. Only signed values
// are opened, because the same key opens all sealed parts.
std::string make_secret_token(const Visit& visit, const std::string& secret) {
  const std::string sealed = core::to_base64url(core::seal(secret, visit.keys().seal.public_key));
  return web::make_token(visit.keys().session, kSecretPurpose,
                         {std::to_string(visit.user.id), sealed});
}

// The sealed secret in this user's form, or "".
std::string sent_secret(const Visit& visit) {
  const auto fields =
      web::read_token(visit.keys().session, kSecretPurpose, visit.form.get("secret"));
  const bool is_theirs =
      fields && fields->size() == 2 && (*fields)[0] == std::to_string(visit.user.id);
  return is_theirs ? (*fields)[1] : std::string();
}

// Changes with the password, so that a token issued under the old password is invalid.
std::string mark_of_password(const view::Services& services, const store::User& user) {
  return core::to_hex(core::hash(user.password_hash, services.desk_keys->session)).substr(0, 16);
}

constexpr std::string_view kWrongCode = "WRONG_CODE";

// A correct code uses up its time step. `conflict`: it is wrong, or was used.
core::Status use_code(view::Services& services, std::int64_t user, const std::string& secret,
                      std::string_view code) {
  const auto step = core::one_time_step(secret, code, seconds_of(services.clock));
  if (!step) return core::Failure{core::FailureCode::conflict, "the code is wrong"};
  return services.store.use_one_time_step(user, *step);
}

// The section of the page that says why the code does not do, or "".
std::string mistake_in_code(view::Services& services, std::int64_t user, const std::string& secret,
                            std::string_view code) {
  const core::Status used = use_code(services, user, secret, code);
  if (used) return "";
  return used.failure().code == core::FailureCode::conflict ? std::string(kWrongCode)
                                                            : unavailable_section(used.failure());
}

web::Response code_page(const view::Services& services, const view::LiveSite& site, int status,
                        const std::string& token, const std::string& mistake,
                        const std::optional<TypedForm>& typed) {
  core::TemplateData data;
  if (typed) add_typed_form(data, site, *typed);
  data.set("TOKEN", token).set("WAIT_SECONDS", seconds_to_wait(services.clock));
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  web::Response response = entrance_page(services, site, status, "desk/sign_in_code",
                                         site.texts.get("desk.code.sign_in_title"), data);
  add_retry_after(response, services.clock, mistake == "CROWDED");
  return response;
}

const core::Failure kNoToken = {core::FailureCode::not_found,
                                "the password proves nothing any more"};

// The user whose password was correct; not_found unless the token proves it and is recent.
core::Result<store::User> user_of_token(view::Services& services, const view::LiveSite& site,
                                        std::string_view token) {
  const auto fields = web::read_token(services.desk_keys->session, kCodePurpose, token);
  if (!fields || fields->size() != 4 || (*fields)[1] != site.id()) return kNoToken;
  const std::int64_t age = seconds_of(services.clock) - std::stoll((*fields)[2]);
  if (age < 0 || age > kTokenSeconds) return kNoToken;
  core::Result<store::User> user = services.store.user_by_id(std::stoll((*fields)[0]));
  if (!user) return user;
  if (user->disabled || user->one_time_secret.empty()) return kNoToken;
  if ((*fields)[3] != mark_of_password(services, *user)) return kNoToken;
  return user;
}

web::Response back_to_sign_in(const view::Services& services, const view::LiveSite& site) {
  return web::see_other(services.prefix + "/desk/" + site.id() + "/sign-in");
}

// `secret` is the new one to be turned on; "" if the user already has one.
web::Response code_form_page(const Visit& visit, int status, const std::string& secret,
                             const std::string& mistake) {
  core::TemplateData data;
  data.show_if(secret.empty(), "IS_ON").show_if(!secret.empty(), "IS_OFF");
  data.set("WAIT_SECONDS", seconds_to_wait(visit.services.clock));
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  if (!secret.empty()) {
    const std::string uri =
        core::one_time_uri(visit.model().identity.name, visit.user.login, secret);
    data.set("SECRET_TEXT", core::one_time_secret_text(secret));
    data.set("SECRET", make_secret_token(visit, secret));
    const core::Result<core::QrCode> qr = core::make_qr_code(uri, core::QrMask::fixed);
    if (qr) data.set("QR_SIZE", qr->size).set_optional("QR_PATH", qr->path);
  }
  web::Response response =
      desk_page(visit, status, "desk/code", visit.texts().get("desk.code.title"), data);
  add_retry_after(response, visit.services.clock, mistake == "CROWDED");
  return response;
}

// The mistake in password or code as {status, page section}; {0, ""} if both are correct.
std::pair<int, std::string> mistake_in(const Visit& visit, const std::string& secret) {
  const TryLimit tries{"change-code:" + std::to_string(visit.user.id), kTriesPerPerson};
  const std::pair<int, std::string> refusal = refusal_of(count_try(visit.services.store, tries));
  if (refusal.first != 0) return refusal;
  const HashTurn turn(visit.gate, Lane::known);
  if (!turn) return {503, "CROWDED"};
  if (!is_password(visit.form.get("present"), visit.user.password_hash))
    return {422, "WRONG_PRESENT"};
  std::string mistake =
      mistake_in_code(visit.services, visit.user.id, secret, visit.form.get("code"));
  if (mistake.empty()) return {0, ""};
  return {mistake == kWrongCode ? 422 : 503, std::move(mistake)};
}

}  // namespace

web::Response ask_for_code(view::Services& services, const view::LiveSite& site,
                           const store::User& user, const std::optional<TypedForm>& typed) {
  const std::string token = web::make_token(
      services.desk_keys->session, kCodePurpose,
      {std::to_string(user.id), site.id(), std::to_string(seconds_of(services.clock)),
       mark_of_password(services, user)});
  return code_page(services, site, 200, token, "", typed);
}

web::Response sign_in_with_code(view::Services& services, const view::LiveSite& site,
                                const web::Request& request) {
  const std::optional<web::Fields> form = web::form_fields(request);
  if (!form) return web::bad_request();
  if (!web::session_cookie_name(request)) return back_to_sign_in(services, site);
  const std::string token(form->get("token"));
  const std::optional<TypedForm> typed = typed_form_in(services, site, *form);
  const auto again = [&](int status, const std::string& mistake) {
    return code_page(services, site, status, token, mistake, typed);
  };
  const core::Result<store::User> user = user_of_token(services, site, token);
  if (!user && user.failure().code == core::FailureCode::not_found)
    return back_to_sign_in(services, site);
  if (!user) return again(503, "UNAVAILABLE");
  const auto [refused, why] =
      refusal_of(count_try(services.store, tries_of(services, request, *user)));
  if (refused != 0) return again(refused, why);
  const core::Result<std::string> secret = open_secret(*services.desk_keys, user->one_time_secret);
  if (!secret) return again(503, "UNAVAILABLE");
  const std::string mistake = mistake_in_code(services, user->id, *secret, form->get("code"));
  if (!mistake.empty()) return again(mistake == kWrongCode ? 401 : 503, mistake);
  return start_session(services, site, request, *user, typed);
}

core::Result<PasswordCheck> check_own_code(const Visit& visit, std::string_view typed) {
  const core::Failure unavailable{core::FailureCode::unavailable, "the code cannot be checked"};
  const TryLimit tries{"own-code:" + std::to_string(visit.user.id), kTriesPerPerson};
  const TryCount count = count_try(visit.services.store, tries);
  if (count == TryCount::unavailable) return unavailable;
  if (count == TryCount::too_many) return PasswordCheck::must_wait;
  const core::Result<std::string> secret = open_secret(visit.keys(), visit.user.one_time_secret);
  if (!secret) return unavailable;
  const core::Status used = use_code(visit.services, visit.user.id, *secret, typed);
  if (used) return PasswordCheck::right;
  if (used.failure().code == core::FailureCode::conflict) return PasswordCheck::wrong;
  return used.failure();
}

web::Response show_code_form(const Visit& visit) {
  const bool is_on = !visit.user.one_time_secret.empty();
  return code_form_page(visit, 200,
                        is_on ? "" : core::make_one_time_secret(visit.services.randomness), "");
}

web::Response change_code(const Visit& visit) {
  const bool is_on = !visit.user.one_time_secret.empty();
  const std::string sealed = is_on ? visit.user.one_time_secret : sent_secret(visit);
  const core::Result<std::string> secret = open_secret(visit.keys(), sealed);
  if (!secret) return show_code_form(visit);  // an outdated or altered form
  const auto [status, mistake] = mistake_in(visit, *secret);
  if (status != 0) return code_form_page(visit, status, is_on ? "" : *secret, mistake);
  const core::Status done =
      visit.services.store.set_one_time_secret(visit.user.id, is_on ? "" : sealed);
  if (!done)
    return code_form_page(visit, 503, is_on ? "" : *secret, unavailable_section(done.failure()));
  return sign_out(visit);
}

}  // namespace handler::desk
