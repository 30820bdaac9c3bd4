// The whole application: answers without a site, internal failures, and the routes of each role.
#include "handler/app.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/text.h"
#include "handler/cases/ticket_number.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/page_reader.h"

namespace handler {
namespace {

using handler::testing::FaultyStore;
using handler::testing::says;

// Requests to a whole application, with its log captured by gtest.
class AppTest : public ::testing::Test {
 protected:
  std::unique_ptr<App> make_app(web::Side side) {
    return std::make_unique<App>(hall.services, log, failures, AppOptions{side});
  }
  static web::Request request(const std::string& method, const std::string& path) {
    web::Request made;
    made.method = method;
    made.path = path;
    made.headers["host"] = "localhost";
    if (method == "POST") made.headers["content-type"] = "application/x-www-form-urlencoded";
    made.remote_address = "203.0.113.77";
    return made;
  }
  // The answer, and the log lines of the request.
  std::pair<web::Response, std::string> logged(const web::Request& made) {
    ::testing::internal::CaptureStderr();
    web::Response response = app->handle(made);
    return {std::move(response), ::testing::internal::GetCapturedStderr()};
  }
  web::Response answer(const web::Request& made) { return logged(made).first; }
  web::Response get(const std::string& path) { return answer(request("GET", path)); }
  // After health this machine is answered anew each time; others get what was found a moment ago.
  static web::Request from_this_machine(const std::string& path) {
    web::Request near = request("GET", path);
    near.loopback = true;
    return near;
  }
  web::Request lookup() {
    web::Request made = request("POST", "/handle/demo/ticket");
    made.body =
        "number=" + cases::make_ticket_number("somebody's", hall.services.portal_keys.ticket);
    return made;
  }

  handler::testing::HandlerFixture hall;
  Log log{hall.clock};
  view::FailurePages failures{handler::testing::published().root(),
                              handler::testing::source_folder() / "site_templates"};
  std::unique_ptr<App> app = make_app(web::Side::both);
};

void expect_headers(const web::Response& response) {
  EXPECT_TRUE(says(std::string(response.header("Content-Security-Policy")), "default-src 'none'"));
  EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.header("X-Frame-Options"), "DENY");
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
  EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
}

TEST_F(AppTest, AnswersWhatItDoesNotHaveWithAPageInPlainWords) {
  for (const char* path :
       {"/handle/nowhere/report", "/handle/demo/nothing", "/", "/handle", "/handle/nowhere/",
        "/handle/demo/large/nothing/", "/etc/passwd", "/handle/DEMO/report"}) {
    const web::Response page = get(path);
    EXPECT_EQ(page.status, 404) << path;
    EXPECT_EQ(tests::heading_of(page.body), "没有这个页面") << path;
    EXPECT_TRUE(says(page.body, "12345")) << path;
    expect_headers(page);
  }
}

TEST_F(AppTest, HasAPageInPlainWordsForEachRequestThatTheTransportRefuses) {
  for (const int status : {400, 405, 408, 411, 413, 415, 417, 431, 503, 505}) {
    const std::string page = app->refusal_page(status);
    EXPECT_NE(tests::heading_of(page), "") << status;
    EXPECT_TRUE(says(page, "12345")) << status;
  }
  EXPECT_EQ(tests::heading_of(app->refusal_page(408)), "没有收完您的内容");
  EXPECT_EQ(tests::heading_of(app->refusal_page(411)), "没有收到您的内容");
  EXPECT_EQ(tests::heading_of(app->refusal_page(413)), "填写的内容太多");
  EXPECT_EQ(tests::heading_of(app->refusal_page(431)), "地址太长");
}

TEST(App, SendsPeopleToPagesOnAnotherHost) {
  tests::PublishedSites town(testing::source_folder(), {"demo"});
  town.republish("demo", "site.yaml", "schema: 1\n",
                 "schema: 1\nsite_url: https://pages.example.cn/demo/\n");
  testing::HandlerFixture hall(town.root());
  Log log(hall.clock);
  const view::FailurePages failures(town.root(), testing::source_folder() / "site_templates");
  App app(hall.services, log, failures, AppOptions{});
  web::Request asked;
  asked.method = "GET";
  asked.path = "/handle/demo";
  const web::Response sent = app.handle(asked);
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.header("Location"), "https://pages.example.cn/demo/");
}

TEST_F(AppTest, SendsPeopleWhereTheyMeantToGo) {
  const std::pair<const char*, const char*> ways[] = {
      {"/handle/demo/", "/demo/"},
      {"/handle/demo", "/demo/"},
      {"/handle/demo/large/", "/demo/large/"},
      {"/handle/demo/report/", "/handle/demo/report"},
      {"/handle/demo/large/ticket/", "/handle/demo/large/ticket"},
      {"/handle/desk", "/handle/desk/"},
      {"/handle/desk/demo/intake/", "/handle/desk/demo/intake"}};
  for (const auto& [from, to] : ways) {
    const web::Response sent = get(from);
    EXPECT_EQ(sent.status, 303) << from;
    EXPECT_EQ(sent.header("Location"), to) << from;
  }
  web::Request with_window = request("GET", "/handle/demo/report/");
  with_window.query.add("window", "qinghe");
  EXPECT_EQ(answer(with_window).header("Location"), "/handle/demo/report?window=qinghe");
  EXPECT_EQ(answer(request("POST", "/handle/demo/report/")).status, 404);
}

TEST_F(AppTest, ListsTheDesksWhereNoneIsNamed) {
  const web::Response page = get("/handle/desk/");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(tests::link_to(page.body, "/handle/desk/demo/"), "");
  EXPECT_NE(tests::link_to(page.body, "/handle/desk/pingyi/"), "");
  EXPECT_EQ(make_app(web::Side::portal)->handle(request("GET", "/handle/desk/")).status, 404);
  tests::PublishedSites alone(handler::testing::source_folder(), {"demo"});
  handler::testing::HandlerFixture town(alone.root());
  App of_town(town.services, log, failures, AppOptions{});
  EXPECT_EQ(of_town.handle(request("GET", "/handle/desk/")).header("Location"),
            "/handle/desk/demo/");
}

TEST_F(AppTest, SaysWhichMethodsAnAddressHas) {
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "post"}) {
    const web::Response page = answer(request(method, "/handle/demo/report"));
    EXPECT_EQ(page.status, 405) << method;
    EXPECT_EQ(page.header("Allow"), "GET, HEAD, POST") << method;
    EXPECT_EQ(tests::heading_of(page.body), "没有收到您的操作") << method;
    expect_headers(page);
  }
}

TEST_F(AppTest, GivesEveryRefusalWithoutAPageAPage) {
  web::Request no_form = request("POST", "/handle/demo/report");
  no_form.headers["content-type"] = "application/json";
  web::Request malformed = request("POST", "/handle/demo/ticket");
  malformed.body = "number=%zz";
  const web::Request foreign = request("POST", "/handle/desk/demo/sign-in");
  const std::pair<web::Request, int> refused[] = {{no_form, 415}, {malformed, 400}, {foreign, 403}};
  for (const auto& [made, status] : refused) {
    const web::Response page = answer(made);
    EXPECT_EQ(page.status, status);
    EXPECT_EQ(tests::heading_of(page.body), "没有收到您的操作");
    expect_headers(page);
  }
}

TEST_F(AppTest, SaysOfASiteThatCannotBeReadThatItIsUnavailable) {
  tests::PublishedSites broken(handler::testing::source_folder(), {"demo"});
  std::filesystem::remove_all(
      broken.root() / "demo" /
      core::trimmed(core::read_file(broken.root() / "demo/current").value()));
  handler::testing::HandlerFixture town(broken.root());
  App of_town(town.services, log, failures, AppOptions{});
  const web::Response page = of_town.handle(request("GET", "/handle/demo/report"));
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.header("Retry-After"), "120");
  EXPECT_EQ(tests::heading_of(page.body), "暂时不能办理");
  EXPECT_FALSE(says(page.body, broken.root().string()));
  expect_headers(page);
}

TEST_F(AppTest, AnswersHeadAsItAnswersGet) {
  const web::Response get_page = get("/handle/demo/report");
  const web::Response head_page = answer(request("HEAD", "/handle/demo/report"));
  EXPECT_EQ(head_page.status, 200);
  EXPECT_EQ(head_page.headers, get_page.headers);
  EXPECT_EQ(answer(request("HEAD", "/handle/nothing")).status, 404);
}

TEST_F(AppTest, PutsTheSecurityHeadersOnEveryPage) {
  for (const char* path :
       {"/handle/demo/report", "/handle/demo/ticket", "/handle/desk/demo/sign-in"}) {
    const web::Response page = get(path);
    EXPECT_EQ(page.status, 200) << path;
    expect_headers(page);
  }
}

TEST_F(AppTest, TellsAMonitorWhetherTheDatabaseAnswers) {
  const web::Response well = get("/handle/healthz");
  EXPECT_EQ(well.status, 200);
  EXPECT_EQ(well.body, "ok\n");
  hall.store.refuse_writes = core::FailureCode::busy;
  EXPECT_EQ(answer(from_this_machine("/handle/healthz")).status, 503);
  const web::Response ill = get("/handle/healthz");
  EXPECT_EQ(ill.status, 503);
  EXPECT_EQ(ill.body, "not ready\n");
  EXPECT_EQ(ill.header("Cache-Control"), "no-store");
  EXPECT_EQ(get("/handle/readyz").status, 503);
  EXPECT_EQ(get("/handle/livez").status, 200);
}

TEST_F(AppTest, TellsDetailsOfItsHealthToThisMachineAlone) {
  const web::Request near = from_this_machine("/handle/healthz");
  ASSERT_TRUE(hall.store.set_fact(store::facts::kLastTick, core::to_iso(hall.clock.now())));
  const web::Response well = answer(near);
  EXPECT_EQ(well.status, 200);
  EXPECT_EQ(well.header("Content-Type"), "application/json");
  const core::Json told = core::Json::parse(well.body);
  EXPECT_EQ(told.at("ready"), "ok");
  EXPECT_EQ(told.at("live"), true);
  EXPECT_EQ(told.at("last_tick_age_seconds"), 0);
  EXPECT_TRUE(told.at("last_backup").is_null());
  EXPECT_TRUE(told.at("publisher_seen").is_null());
  EXPECT_EQ(told.at("not_built"), core::Json::array());
  EXPECT_EQ(told.at("sites").at("demo"), "fit");
  EXPECT_GE(told.at("calendar_until").get<int>(), 2026);
  EXPECT_FALSE(told.at("version").get<std::string>().empty());
  ASSERT_TRUE(hall.store.set_fact(store::facts::kNightBuilds,
                                  R"({"left":{"demo":{"why":"mistakes","what":""}}})"));
  EXPECT_EQ(core::Json::parse(answer(near).body).at("not_built"), core::Json({"demo"}));
  hall.store.refuse_writes = core::FailureCode::disk_full;
  const core::Json ill = core::Json::parse(answer(near).body);
  EXPECT_EQ(ill.at("ready"), "not ready");
  EXPECT_EQ(ill.at("why").size(), 1U);
  EXPECT_EQ(get("/handle/healthz").body, "not ready\n");
}

// A negative age would pass each limit that a monitor has, for as long as that time has not come.
TEST_F(AppTest, TellsNoAgeOfASignOfLifeInTheFuture) {
  const web::Request near = from_this_machine("/handle/healthz");
  EXPECT_EQ(core::Json::parse(answer(near).body).at("in_the_future"), core::Json::array());
  const std::string ahead = core::to_iso(hall.clock.now() + std::chrono::days{400});
  for (const std::string_view sign :
       {store::facts::kLastTick, store::facts::kLastBackup, store::facts::kPublisherSeen})
    ASSERT_TRUE(hall.store.set_fact(sign, ahead));
  const core::Json told = core::Json::parse(answer(near).body);
  EXPECT_EQ(told.at("in_the_future"), core::Json({"last_tick", "last_backup", "publisher_seen"}));
  EXPECT_TRUE(told.at("last_tick_age_seconds").is_null());
  EXPECT_TRUE(told.at("last_backup_age_seconds").is_null());
  EXPECT_TRUE(told.at("publisher_seen_age_seconds").is_null());
  EXPECT_EQ(told.at("ready"), "ok");
}

// A database that answers now may have refused what people sent a moment ago.
TEST_F(AppTest, IsNotReadyWhileWritesFailedAgainAndAgain) {
  hall.store.refuse_writes = core::FailureCode::disk_full;
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(hall.store.set_fact("a", "b"));
  EXPECT_FALSE(hall.store.count_up("a", 60));
  hall.store.refuse_writes.reset();
  EXPECT_EQ(answer(from_this_machine("/handle/healthz")).status, 503);
  hall.clock.set("2030-01-01 10:00");
  EXPECT_EQ(answer(from_this_machine("/handle/healthz")).status, 200);
}

TEST_F(AppTest, ShowsAnIncidentNumberThatStandsInTheLogAndNothingElse) {
  hall.store.explode = true;
  const auto [page, lines] = logged(lookup());
  EXPECT_EQ(page.status, 500);
  EXPECT_EQ(tests::heading_of(page.body), "我们这边出了错");
  EXPECT_FALSE(says(page.body, "secret"));
  EXPECT_FALSE(says(page.body, "/srv"));
  expect_headers(page);
  const std::vector<std::string> each = core::split(lines, '\n');
  ASSERT_EQ(each.size(), 3U) << lines;
  const core::Json incident = core::Json::parse(each[0]);
  EXPECT_EQ(incident.at("event"), "incident");
  EXPECT_EQ(incident.at("what"), FaultyStore::kSecret);
  EXPECT_TRUE(says(page.body, "故障编号：" + incident.at("incident").get<std::string>()));
  EXPECT_EQ(core::Json::parse(each[1]).at("status"), 500);
  hall.store.explode = false;
  EXPECT_EQ(get("/handle/demo/ticket").status, 200);
}

TEST_F(AppTest, GivesEachIncidentANumberOfItsOwn) {
  hall.store.explode = true;
  const web::Response first = answer(lookup());
  const web::Response second = answer(lookup());
  EXPECT_EQ(first.status, 500);
  EXPECT_NE(first.body, second.body);
}

TEST_F(AppTest, LogsOneLineForARequestWithoutAnythingOfThePerson) {
  web::Request report = request("POST", "/handle/demo/report");
  report.query.add("name", "QUERYNEEDLE");
  report.headers["user-agent"] = "AGENTNEEDLE";
  report.headers["cookie"] = "bancheng=COOKIENEEDLE";
  report.body = "step=fill&name=BODYNEEDLE&phone=13987654321&problem=BODYNEEDLE";
  const auto [page, lines] = logged(report);
  EXPECT_EQ(page.status, 422);
  EXPECT_EQ(std::ranges::count(lines, '\n'), 1);
  EXPECT_FALSE(says(lines, "NEEDLE"));
  EXPECT_FALSE(says(lines, "13987654321"));
  EXPECT_FALSE(says(lines, "203.0.113."));
  const core::Json line = core::Json::parse(lines);
  EXPECT_EQ(line.at("event"), "request");
  EXPECT_EQ(line.at("method"), "POST");
  EXPECT_EQ(line.at("route"), "/handle/{site}/report");
  EXPECT_EQ(line.at("status"), 422);
  EXPECT_GE(line.at("microseconds").get<std::int64_t>(), 0);
  EXPECT_EQ(line.size(), 6U);
}

TEST_F(AppTest, LogsNoPathThatIsNoRouteOfOurs) {
  const std::string lines = logged(request("GET", "/handle/13987654321")).second;
  EXPECT_FALSE(says(lines, "13987654321"));
  EXPECT_TRUE(says(lines, "\"route\":\"none\""));
}

TEST_F(AppTest, HasNoDeskOnThePublicNetwork) {
  hall.services.desk_keys.reset();
  app = make_app(web::Side::portal);
  for (const web::Route& route : app->router().routes())
    EXPECT_FALSE(route.pattern.starts_with("/handle/desk/")) << route.pattern;
  EXPECT_EQ(get("/handle/desk/demo/sign-in").status, 404);
  EXPECT_EQ(get("/handle/desk/demo").status, 404);
  EXPECT_EQ(get("/handle/demo/report").status, 200);
  EXPECT_EQ(get("/handle/healthz").status, 200);
}

TEST_F(AppTest, HasNoPortalOnTheInsideNetwork) {
  app = make_app(web::Side::desk);
  EXPECT_EQ(get("/handle/demo/report").status, 404);
  EXPECT_EQ(get("/handle/demo/ticket").status, 404);
  EXPECT_EQ(get("/handle/desk/demo/sign-in").status, 200);
  EXPECT_EQ(get("/handle/healthz").status, 200);
}

TEST_F(AppTest, SaysInTheLogWhyAStaffFormWasRefused) {
  web::Request made = request("POST", "/handle/desk/demo/sign-in");
  made.headers["origin"] = "https://window.example:8443";
  made.headers["referer"] = "https://window.example:8443/handle/desk/demo/cases/7";
  const auto [response, line] = logged(made);
  EXPECT_EQ(response.status, 403);
  EXPECT_TRUE(says(line, "\"refused\":\"origin\"")) << line;
  EXPECT_TRUE(says(line, "\"sent\":\"https://window.example:8443\"")) << line;
  EXPECT_TRUE(says(line, "\"expected\":\"http://localhost\"")) << line;
  EXPECT_FALSE(says(line, "cases/7")) << line;
  EXPECT_FALSE(says(logged(request("GET", "/handle/desk/demo/sign-in")).second, "refused"));
}

TEST_F(AppTest, TakesStaffFormsOfTheDeclaredOriginWhateverHostAWebServerPassesOn) {
  hall.services.origin = "https://window.example:8443";
  web::Request made = request("POST", "/handle/desk/demo/sign-in");
  made.headers["origin"] = hall.services.origin;
  EXPECT_NE(answer(made).status, 403);
  made.headers["origin"] = "http://localhost";
  EXPECT_EQ(answer(made).status, 403);
}

}  // namespace
}  // namespace handler
