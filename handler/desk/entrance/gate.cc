// Checks the session and rights for every desk page.
#include "handler/desk/entrance/gate.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "handler/desk/entrance/resume_form.h"
#include "handler/desk/entrance/sign_in.h"
#include "handler/desk/page.h"
#include "handler/web/form_token.h"
#include "handler/web/session_cookie.h"

namespace handler::desk {
namespace {

bool is_session_of(std::string_view session_id, std::int64_t user) {
  return session_id.starts_with(std::to_string(user) + "_");
}

// Session use is recorded at most once a minute, because each record costs a commit.
constexpr std::chrono::seconds kNoteUseAfter{60};

// A session from the future was made while the clock was wrong: it would live until that time.
bool is_expired(const store::Session& session, core::Instant now) {
  return session.last_used - now > std::chrono::seconds(kIdleSeconds) ||
         now - session.last_used > std::chrono::seconds(kIdleSeconds) ||
         now - session.created > std::chrono::seconds(kSessionSeconds);
}

const core::Failure kNoSession = {core::FailureCode::not_found, "no valid session"};

// The session's user; not_found if the session is not valid for this site.
core::Result<store::User> user_of_session(view::Services& services, const view::LiveSite& site,
                                          const std::string& session_id) {
  const std::string hash = session_hash(*services.desk_keys, session_id);
  const core::Result<store::Session> session = services.store.session(hash);
  if (!session) return session.failure();
  if (session->site != site.id() || !is_session_of(session_id, session->user)) return kNoSession;
  const core::Instant now = services.clock.now();
  if (is_expired(*session, now)) {
    (void)services.store.end_session(hash);
    return kNoSession;
  }
  core::Result<store::User> user = services.store.user_by_id(session->user);
  if (!user) return user;
  if (user->disabled) return kNoSession;
  if (now - session->last_used > kNoteUseAfter) (void)services.store.touch_session(hash, now);
  return user;
}

cases::StaffMember staff_of(const store::User& user, const std::string& site) {
  cases::StaffMember staff{user.id, core::unpadded(user.display_name), {}};
  for (const cases::Grant& grant : user.grants) {
    if (grant.site == site) staff.grants.push_back(grant);
  }
  return staff;
}

web::Response to_sign_in(const view::Services& services, const view::LiveSite& site,
                         const web::Request& request) {
  if (request.method == "POST") return sign_in_again(services, site, request);
  return web::see_other(services.prefix + "/desk/" + site.id() + "/sign-in");
}

// The session cannot be read. Nothing has ended it, and a sign-in could not succeed either: what
// was typed is shown for copying.
web::Response unknown_staff(const view::Services& services, const view::LiveSite& site,
                            const web::Request& request) {
  if (request.method != "POST") return web::unavailable();
  core::TemplateData data;
  data.show("STILL_SIGNED_IN");
  if (const auto typed = typed_form_of(services, site, request)) add_typed(data, site, *typed);
  return entrance_page(services, site, 503, "desk/failure", site.texts.get("desk.failure.title"),
                       data);
}

// For a refusal that has no page of its own (400, 403, 404, 409, 503), with the values typed into
// an action or an intake, for copying.
web::Response refusal_page(const Visit& visit, int status) {
  constexpr std::pair<int, const char*> kSections[] = {
      {400, "UNREADABLE"}, {403, "NOT_ALLOWED"}, {404, "NOT_FOUND"}, {409, "MOVED_ON"}};
  const auto* section = std::ranges::find(kSections, status, &std::pair<int, const char*>::first);
  core::TemplateData data;
  if (const auto typed = typed_form_of(visit.services, visit.site, visit.request))
    add_typed(data, visit.site, *typed);
  return failure_page(visit, status,
                      section == std::end(kSections) ? "UNAVAILABLE" : section->second, data);
}

// The form belongs to an ended session; the user has signed in again since. Shows the typed values
// with the current token, to be sent by the user.
web::Response from_another_session(const Visit& visit) {
  const std::optional<TypedForm> typed = typed_form_of(visit.services, visit.site, visit.request);
  if (!typed) return refusal_page(visit, 403);
  web::Response response = resume_page(visit.services, visit.site, *typed, visit.session_id);
  response.status = 403;
  return response;
}

}  // namespace

std::string new_session_id(core::Randomness& randomness, std::int64_t user) {
  constexpr std::size_t kBytes = 32;
  return std::to_string(user) + "_" + core::to_base64url(randomness.bytes(kBytes));
}

web::Response with_staff(view::Services& services, HashGate& gate, const view::LiveSite& site,
                         const web::Request& request, const web::PathParameters& parameters,
                         StaffPage page, bool with_handed_password) {
  const std::string session_id(web::sent_session_id(request));
  if (session_id.empty()) return to_sign_in(services, site, request);
  core::Result<store::User> user = user_of_session(services, site, session_id);
  if (!user && user.failure().code != core::FailureCode::not_found)
    return unknown_staff(services, site, request);
  if (!user) return to_sign_in(services, site, request);
  cases::StaffMember staff = staff_of(*user, site.id());
  if (staff.grants.empty()) return web::forbidden();
  if (user->must_change && !with_handed_password)
    return web::see_other(services.prefix + "/desk/" + site.id() + "/password");
  Visit visit{services,         site,       request, parameters, gate, std::move(*user),
              std::move(staff), session_id, {}};
  if (request.method == "POST") {
    std::optional<web::Fields> form = web::form_fields(request);
    if (!form) return web::bad_request();
    if (!web::csrf_token_matches(visit.keys().session, session_id, form->get("csrf")))
      return from_another_session(visit);
    visit.form = std::move(*form);
  }
  web::Response response = page(visit);
  const bool says_nothing = response.status >= 400 && response.body.empty();
  return says_nothing ? refusal_page(visit, response.status) : response;
}

}  // namespace handler::desk
