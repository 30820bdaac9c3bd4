// Signs staff in and sends their requests.
#include "tests/handler/desk/desk_fixture.h"

#include <stdexcept>
#include <utility>

#include "handler/desk/entrance/gate.h"

namespace handler::desk::testing {

DeskFixture::DeskFixture() : DeskFixture(handler::testing::published().root()) {}

DeskFixture::DeskFixture(const std::filesystem::path& published_root)
    : HandlerFixture(published_root), router_(desk_routes(HandlerFixture::services)) {}

DeskFixture::~DeskFixture() = default;

std::int64_t DeskFixture::add_user(const std::string& login,
                                   const std::vector<cases::Grant>& grants) {
  const auto id =
      HandlerFixture::store.add_user({0, login, "人员 " + login, kPasswordHash, false, grants});
  if (!id) throw std::runtime_error(id.failure().message);
  return *id;
}

std::string DeskFixture::enter(const std::vector<cases::Grant>& grants, const std::string& site) {
  const std::int64_t user = add_user("user" + std::to_string(++people_), grants);
  return enter_as(user, site);
}

std::string DeskFixture::enter_as(std::int64_t user, const std::string& site) {
  const std::string id = new_session_id(randomness, user);
  if (!HandlerFixture::store.add_session(session_hash(*HandlerFixture::services.desk_keys, id),
                                         {user, site, clock.now(), clock.now()}))
    throw std::runtime_error("no session");
  return id;
}

std::string DeskFixture::enter_as_role(core::Role role, const std::string& unit,
                                       const std::string& window) {
  return enter({{"demo", role, window, unit}});
}

web::Request DeskFixture::request(const std::string& method, const std::string& path,
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

web::Response DeskFixture::handle(const web::Request& request) const {
  const web::RouteMatch match = router_.match(request.method, request.path);
  if (match.route == nullptr) return web::plain(404, "no route");
  if (const int refused = web::refused_by_guard(request, *match.route).status)
    return web::plain(refused, "guard");
  web::Response answer = match.route->function(request, match.parameters);
  handler::testing::expect_says_when(answer);
  return answer;
}

web::Response DeskFixture::get(const std::string& path, const std::string& session) const {
  return handle(request("GET", path, session));
}

web::Response DeskFixture::post(const std::string& path, const std::string& session,
                                Form form) const {
  form.emplace_back("csrf", web::csrf_token(HandlerFixture::services.desk_keys->session, session));
  return post_bare(path, session, form);
}

web::Response DeskFixture::post_bare(const std::string& path, const std::string& session,
                                     const Form& form) const {
  web::Request made = request("POST", path, session);
  for (const auto& [name, value] : form) {
    made.body += (made.body.empty() ? "" : "&") + name + "=" + web::url_encoded(value);
  }
  return handle(made);
}

const core::Json& DeskFixture::usual_words() {
  static const core::Json words = {{"matter", "房产证"}, {"problem", "办不下来"}};
  return words;
}

const core::Json& DeskFixture::usual_identity() {
  static const core::Json identity = {{"name", "张三丰"}, {"phone", "13812341234"}};
  return identity;
}

cases::CaseId DeskFixture::report(const core::Json& data, const core::Json& words,
                                  const core::Json& identity) {
  const std::string& key = HandlerFixture::services.portal_keys.seal_public;
  return HandlerFixture::report(
      data, {store::make_part(randomness, "identity", identity.dump(), key, false),
             store::make_part(randomness, "words", words.dump(), key, false)});
}

std::string DeskFixture::state(cases::CaseId id) {
  return record(id).row.values.state;
}

std::int64_t DeskFixture::last_seq(cases::CaseId id) {
  return record(id).row.last_seq;
}

std::size_t DeskFixture::event_count(cases::CaseId id) {
  return record(id).events().size();
}

std::string DeskFixture::page_of(cases::CaseId id) {
  return "demo/cases/" + std::to_string(id);
}

web::Response DeskFixture::act(const std::string& session, cases::CaseId id,
                               const std::string& action, Form form) {
  form.emplace_back("seen", std::to_string(last_seq(id)));
  return post(page_of(id) + "/actions/" + action, session, std::move(form));
}

cases::CaseId DeskFixture::dispatched(const std::string& unit, const core::Json& data) {
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

std::string sheet_of(cases::CaseId id, const std::string& form) {
  return DeskFixture::page_of(id) + "/print/" + form;
}

std::string session_cookie_in(const web::Response& response) {
  for (const auto& [header, value] : response.headers) {
    const bool is_mark = value.substr(0, value.find('=')).ends_with("-device");
    if (header == "Set-Cookie" && !is_mark) return value;
  }
  return "";
}

std::string session_of(const web::Response& response) {
  const std::string cookie = session_cookie_in(response);
  const std::size_t from = std::string("bancheng=").size();
  return cookie.substr(from, cookie.find(';') - from);
}

bool says(const web::Response& response, const std::string& text) {
  return response.body.find(text) != std::string::npos;
}

bool reads(const web::Response& response, const std::string& text) {
  return tests::words_of(response.body).find(text) != std::string::npos;
}

}  // namespace handler::desk::testing
