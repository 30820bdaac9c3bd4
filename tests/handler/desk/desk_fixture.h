// The fixture of desk tests: the hall with staff of every role, and requests as browsers send them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "handler/desk/routes.h"
#include "handler/desk/visit.h"
#include "handler/web/form_token.h"
#include "handler/web/guard.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/words.h"

namespace handler::desk::testing {

using Form = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* kPassword = "Right-password-1";

// Hashing is slow: one password for all users, hashed once.
inline const std::string& hashed_password() {
  static const std::string hashed = core::hash_password(kPassword);
  return hashed;
}

class DeskFixture : public handler::testing::HandlerFixture {
 public:
  DeskFixture() : DeskFixture(handler::testing::published().root()) {}
  explicit DeskFixture(const std::filesystem::path& published_root)
      : HandlerFixture(published_root), router_(desk_routes(HandlerFixture::services)) {}

  store::Store& store() { return HandlerFixture::store; }
  // The injected database failures.
  handler::testing::Faults& faults() { return HandlerFixture::store; }
  view::Services& services() { return HandlerFixture::services; }
  const web::Router& router() const { return router_; }

  // -- people

  std::int64_t add_user(const std::string& login, const std::vector<cases::Grant>& grants) {
    const auto id = HandlerFixture::store.add_user(
        {0, login, "人员 " + login, hashed_password(), false, grants});
    if (!id) throw std::runtime_error(id.failure().message);
    return *id;
  }
  // Signs in a new user with these grants; returns the session id.
  std::string enter(const std::vector<cases::Grant>& grants, const std::string& site = "demo") {
    const std::int64_t user = add_user("user" + std::to_string(++people_), grants);
    return enter_as(user, site);
  }
  std::string enter_as(std::int64_t user, const std::string& site = "demo") {
    const std::string id = core::to_base64url(randomness.bytes(32));
    if (!HandlerFixture::store.add_session(session_hash(*HandlerFixture::services.desk_keys, id),
                                                {user, site, clock.now(), clock.now()}))
      throw std::runtime_error("no session");
    return id;
  }
  std::string enter_as_role(core::Role role, const std::string& unit = "",
                            const std::string& window = "") {
    return enter({{"demo", role, window, unit}});
  }

  // -- requests

  web::Request request(const std::string& method, const std::string& path,
                       const std::string& session) const {
    const auto target = web::parse_target("/handle/desk/" + path);
    if (!target) throw std::runtime_error("no such path: " + path);
    web::Request made;
    made.method = method;
    made.path = target->path;
    made.query = target->query;
    made.headers = {{"host", "localhost"}, {"sec-fetch-site", "same-origin"}};
    if (method == "POST") made.headers["content-type"] = "application/x-www-form-urlencoded";
    if (!session.empty()) made.headers["cookie"] = "bancheng=" + session;
    made.remote_address = "127.0.0.1";
    made.loopback = true;
    return made;
  }
  web::Response handle(const web::Request& request) const {
    const web::RouteMatch match = router_.match(request.method, request.path);
    if (match.route == nullptr) return web::plain(404, "no route");
    if (const int refused = web::refused_by_guard(request, *match.route))
      return web::plain(refused, "guard");
    return match.route->function(request, match.parameters);
  }
  web::Response get(const std::string& path, const std::string& session) const {
    return handle(request("GET", path, session));
  }
  // With the session's CSRF token.
  web::Response post(const std::string& path, const std::string& session, Form form = {}) const {
    form.emplace_back("csrf",
                      web::csrf_token(HandlerFixture::services.desk_keys->session, session));
    return post_bare(path, session, form);
  }
  web::Response post_bare(const std::string& path, const std::string& session,
                          const Form& form = {}) const {
    web::Request made = request("POST", path, session);
    for (const auto& [name, value] : form) {
      made.body += (made.body.empty() ? "" : "&") + name + "=" + web::url_encoded(value);
    }
    return handle(made);
  }

  // -- cases

  // A report as the portal makes it; `data` and `identity` override the defaults.
  cases::CaseId report(const core::Json& data = core::Json::object(),
                       const core::Json& words = {{"matter", "房产证"}, {"problem", "办不下来"}},
                       const core::Json& identity = {{"name", "张三丰"},
                                                     {"phone", "13812341234"}}) {
    const std::string& key = HandlerFixture::services.portal_keys.seal_public;
    return HandlerFixture::report(
        data, {store::make_part(randomness, "identity", identity.dump(), key, false),
               store::make_part(randomness, "words", words.dump(), key, false)});
  }
  std::string state(cases::CaseId id) { return record(id).row.values.state; }
  std::int64_t last_seq(cases::CaseId id) { return record(id).row.last_seq; }
  std::size_t event_count(cases::CaseId id) { return record(id).events().size(); }

  static std::string page_of(cases::CaseId id) { return "demo/cases/" + std::to_string(id); }
  // Submits the action's form from a current page.
  web::Response act(const std::string& session, cases::CaseId id, const std::string& action,
                    Form form = {}) {
    form.emplace_back("seen", std::to_string(last_seq(id)));
    return post(page_of(id) + "/actions/" + action, session, std::move(form));
  }
  // A case dispatched to a unit, by authorized users.
  cases::CaseId dispatched(const std::string& unit, const core::Json& data = core::Json::object()) {
    const cases::CaseId id = report(data);
    const std::string desk = enter_as_role(core::Role::front_desk);
    const std::string kind = data.value("kind", "matter");
    const bool accepted =
        act(desk, id, "accept", {{"kind", kind}, {"tier", "general"}, {"matter", "事项"}}).status ==
        303;
    if (!accepted || act(desk, id, "dispatch", {{"unit", unit}}).status != 303)
      throw std::runtime_error("the case cannot be dispatched");
    return id;
  }

 private:
  web::Router router_;
  int people_ = 0;
};

inline bool says(const web::Response& response, const std::string& text) {
  return response.body.find(text) != std::string::npos;
}
// Searches the visible words, without markup.
inline bool reads(const web::Response& response, const std::string& text) {
  return tests::words_of(response.body).find(text) != std::string::npos;
}

}  // namespace handler::desk::testing
