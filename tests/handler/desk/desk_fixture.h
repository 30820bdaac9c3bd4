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
#include "tests/support/page_reader.h"
#include "tests/support/words.h"

namespace handler::desk::testing {

using Form = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* kPassword = "Right-password-1";

// Two units of the demo, and its front desk.
inline constexpr auto kOwnUnit = "housing";
inline constexpr auto kOtherUnit = "taxation";
inline const cases::Grant kFrontDesk = {"demo", core::Role::front_desk, "", ""};

// Argon2id of kPassword with the least that libsodium takes, 8 KiB and one pass: a sign-in with the
// cost of the real program takes a tenth of a second.
inline constexpr const char* kPasswordHash =
    "$argon2id$v=19$m=8,t=1,p=1$wjvWSinS4SLRI0FBvncWjg$4MVBtguktK2V2tG73y4+uv7cCcIvxf9sRrpwPNJtEUc";

// What the desk says while its clock is not believed.
inline constexpr const char* kClockHeld = "服务器的时间不对，正在等管理员核对";

class DeskFixture : public handler::testing::HandlerFixture {
 public:
  DeskFixture();
  explicit DeskFixture(const std::filesystem::path& published_root);
  ~DeskFixture();

  store::Store& store() { return HandlerFixture::store; }
  // The injected database failures.
  handler::testing::Faults& faults() { return HandlerFixture::store; }
  view::Services& services() { return HandlerFixture::services; }
  const web::Router& router() const { return router_; }

  // -- people

  std::int64_t add_user(const std::string& login, const std::vector<cases::Grant>& grants);
  // Signs in a new user with these grants; returns the session id.
  std::string enter(const std::vector<cases::Grant>& grants, const std::string& site = "demo");
  std::string enter_as(std::int64_t user, const std::string& site = "demo");
  std::string enter_as_role(core::Role role, const std::string& unit = "",
                            const std::string& window = "");

  // -- requests

  web::Request request(const std::string& method, const std::string& path,
                       const std::string& session) const;
  web::Response handle(const web::Request& request) const;
  web::Response get(const std::string& path, const std::string& session) const;
  // With the session's CSRF token.
  web::Response post(const std::string& path, const std::string& session, Form form = {}) const;
  web::Response post_bare(const std::string& path, const std::string& session,
                          const Form& form = {}) const;

  // -- cases

  // A report as the portal makes it; `data` and `identity` override the defaults.
  cases::CaseId report(const core::Json& data = core::Json::object(),
                       const core::Json& words = usual_words(),
                       const core::Json& identity = usual_identity());
  std::string state(cases::CaseId id);
  std::int64_t last_seq(cases::CaseId id);
  std::size_t event_count(cases::CaseId id);

  static std::string page_of(cases::CaseId id);
  // Submits the action's form from a current page.
  web::Response act(const std::string& session, cases::CaseId id, const std::string& action,
                    Form form = {});
  // A case dispatched to a unit, by authorized users.
  cases::CaseId dispatched(const std::string& unit, const core::Json& data = core::Json::object());

 private:
  static const core::Json& usual_words();
  static const core::Json& usual_identity();

  web::Router router_;
  int people_ = 0;
};

// The address of a paper form filled in for a case.
std::string sheet_of(cases::CaseId id, const std::string& form);

// The Set-Cookie value of the session, or "".
std::string session_cookie_in(const web::Response& response);
// The session that it names.
std::string session_of(const web::Response& response);

bool says(const web::Response& response, const std::string& text);
// Searches the visible words, without markup.
bool reads(const web::Response& response, const std::string& text);

}  // namespace handler::desk::testing
