// Sends the forms of a citizen.
#include "tests/handler/portal/portal_fixture.h"

#include <stdexcept>
#include <utility>

#include "tests/handler/uploads.h"

namespace handler::portal::testing {

Form with(Form form, const std::string& name, const std::string& value) {
  for (auto& [field, old] : form) {
    if (field != name) continue;
    old = value;
    return form;
  }
  form.emplace_back(name, value);
  return form;
}

Form good_answers() {
  return {{"kind", "matter"},        {"window", "main"},
          {"matter", "二手房过户"},  {"problem", "跑了三趟没办成"},
          {"request", "请尽快办理"}, {"reporter_type", "person"},
          {"name", "欧阳小满"},      {"phone", "13987654321"},
          {"privacy", "yes"}};
}

std::string unescaped(std::string text) {
  const std::pair<std::string, std::string> kEntities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : kEntities) {
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
      text.replace(at, entity.size(), character);
  }
  return text;
}

std::string between(const std::string& page, const std::string& before, const std::string& after) {
  const std::size_t start = page.find(before);
  if (start == std::string::npos) return {};
  const std::size_t end = page.find(after, start + before.size());
  return page.substr(start + before.size(), end - start - before.size());
}

Form hidden_fields(const std::string& page) {
  const std::string open = "<input type=\"hidden\" name=\"";
  Form form;
  for (std::size_t at = 0; (at = page.find(open, at)) != std::string::npos; ++at) {
    const std::string rest = page.substr(at + open.size());
    form.emplace_back(rest.substr(0, rest.find('"')), unescaped(between(rest, "value=\"", "\">")));
  }
  return form;
}

std::string value_of(const Form& form, const std::string& name) {
  for (const auto& [field, value] : form) {
    if (field == name) return value;
  }
  return {};
}

std::string number_on(const web::Response& receipt) {
  return between(receipt.body, "id=\"ticket-number\">", "</p>");
}

PortalFixture::PortalFixture(HandlerFixture& hall)
    : hall_(hall), router_(portal_routes(hall.services)) {}

PortalFixture::~PortalFixture() = default;

web::Response PortalFixture::get(const std::string& path) const {
  return handle(request("GET", path));
}

web::Response PortalFixture::post(const std::string& path, const Form& form) const {
  web::Request made = request("POST", path);
  for (const auto& [name, value] : form) {
    made.body += (made.body.empty() ? "" : "&") + name + "=" + web::url_encoded(value);
  }
  return handle(made);
}

web::Response PortalFixture::post(const std::string& path, const Form& form,
                                  const std::vector<tests::FormPart>& files) const {
  web::Request made = request("POST", path);
  std::vector<tests::FormPart> parts;
  for (const auto& [name, value] : form) parts.push_back({name, value});
  parts.insert(parts.end(), files.begin(), files.end());
  handler::testing::set_upload(made, parts);
  return handle(made);
}

web::Response PortalFixture::send(const Form& form, const std::string& step,
                                  const std::string& site) const {
  return post(site + "/report", with(form, "step", step));
}

Form PortalFixture::checked(const Form& answers, const std::string& site) const {
  const Form hidden = hidden_fields(send(answers, "fill", site).body);
  hall_.clock.pass(std::chrono::seconds(2));
  return hidden;
}

web::Response PortalFixture::confirm(const Form& hidden, const std::string& site) const {
  return send(hidden, "confirm", site);
}

web::Response PortalFixture::report(const Form& answers, const std::string& site) const {
  return confirm(checked(answers, site), site);
}

web::Response PortalFixture::look_up(const std::string& number, const std::string& site) const {
  return post(site + "/ticket", {{"number", number}});
}

web::Request PortalFixture::request(const std::string& method, const std::string& path) const {
  const auto target = web::parse_target("/handle/" + path);
  if (!target) throw std::runtime_error("no such path: " + path);
  web::Request made;
  made.method = method;
  made.path = target->path;
  made.query = target->query;
  if (!host.empty()) made.headers["host"] = host;
  if (method == "POST") made.headers["content-type"] = "application/x-www-form-urlencoded";
  made.remote_address = address;
  return made;
}

web::Response PortalFixture::handle(const web::Request& made) const {
  const web::RouteMatch match = router_.match(made.method, made.path);
  if (match.route == nullptr) return web::plain(404, "no route");
  if (const int refused = web::refused_by_guard(made, *match.route).status)
    return web::plain(refused, "guard");
  web::Response answer = match.route->function(made, match.parameters);
  handler::testing::expect_says_when(answer);
  return answer;
}

}  // namespace handler::portal::testing
