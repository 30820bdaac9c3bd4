// Access to every desk route by role, own and other site; and which data stays hidden.
#include <set>

#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

// The answer that each user gets: the worklist, a case held by `housing`, a restricted case about
// `housing` held by `taxation`, the identity of the first case's reporter, acceptance of a report
// with an empty form, the page for changing the password, the leader's page, the intake form, the
// same form sent empty, and the search for a lost number. 422: allowed, but the form is empty.
struct AccessRow {
  const char* who;
  const char* answers;  // worklist, case, restricted case, identity, accept, password, overview,
                        // intake twice, lost
};
constexpr AccessRow kMatrix[] = {
    {"nobody", "303 303 303 403 403 303 303 303 403 303"},
    {"expired session", "303 303 303 403 403 303 303 303 403 303"},
    {"disabled", "303 303 303 403 403 303 303 303 403 303"},
    {"no grant here", "303 303 303 403 403 303 303 303 403 303"},
    {"front_desk", "200 200 200 200 422 200 403 200 422 200"},
    {"dispatcher", "200 200 200 200 403 200 200 403 403 403"},
    {"unit housing", "200 200 404 200 404 200 403 403 403 403"},
    {"unit taxation", "200 404 200 404 404 200 403 403 403 403"},
    {"unit unnamed", "200 404 404 404 404 200 403 403 403 403"},
    {"leader_on_duty", "200 200 200 200 403 200 200 403 403 403"},
    {"leading_group", "200 200 200 200 403 200 200 403 403 403"},
    {"supervision", "200 200 200 200 403 200 200 403 403 403"},
    {"editor", "303 404 404 404 404 200 403 403 403 403"},
    {"auditor", "200 200 200 403 403 200 200 403 403 403"},
    {"admin", "303 404 404 404 404 200 403 403 403 403"},
    {"front_desk of qinghe", "200 404 404 404 404 200 403 200 422 200"},
    {"front_desk of main", "200 200 200 200 422 200 403 200 422 200"},
};

std::string session_for(DeskFixture& house, const std::string& who) {
  if (who == "nobody") return "";
  if (who == "expired session") {
    const std::string session = house.enter_as_role(core::Role::front_desk);
    house.clock.pass(std::chrono::minutes(31));
    return session;
  }
  if (who == "disabled") {
    const std::int64_t user =
        house.add_user("disabled", {{"demo", core::Role::front_desk, "", ""}});
    const std::string session = house.enter_as(user);
    (void)house.store().change_staff({.act = store::StaffAct::disable, .user = user});
    return session;
  }
  if (who == "no grant here") {
    return house.enter({{"pingyi", core::Role::front_desk, "", ""}}, "pingyi");
  }
  if (who == "unit housing") return house.enter_as_role(core::Role::unit, kOwnUnit);
  if (who == "unit taxation") return house.enter_as_role(core::Role::unit, kOtherUnit);
  if (who == "unit unnamed") return house.enter_as_role(core::Role::unit);
  if (who == "front_desk of qinghe")
    return house.enter_as_role(core::Role::front_desk, "", "qinghe");
  if (who == "front_desk of main") return house.enter_as_role(core::Role::front_desk, "", "main");
  return house.enter_as_role(core::word_in(core::kRoles, who).value());
}

TEST(Access, GivesEachRoleExactlyWhatTheTableSays) {
  for (const AccessRow& row : kMatrix) {
    DeskFixture house;
    const cases::CaseId plain = house.dispatched(kOwnUnit);
    const cases::CaseId restricted =
        house.dispatched(kOtherUnit, {{"kind", "conduct"}, {"unit", kOwnUnit}});
    const cases::CaseId fresh = house.report();
    const std::string session = session_for(house, row.who);
    std::string answers;
    for (const web::Response& response :
         {house.get("demo/", session), house.get(DeskFixture::page_of(plain), session),
          house.get(DeskFixture::page_of(restricted), session),
          house.post(DeskFixture::page_of(plain) + "/identity", session),
          house.act(session, fresh, "accept"), house.get("demo/password", session),
          house.get("demo/overview", session), house.get("demo/intake", session),
          house.post("demo/intake", session), house.get("demo/lost", session)}) {
      answers += (answers.empty() ? "" : " ") + std::to_string(response.status);
    }
    EXPECT_EQ(answers, row.answers) << row.who;
  }
}

TEST(Access, CoversEveryRouteOfTheDesk) {
  const DeskFixture house;
  std::set<std::string> routes;
  for (const web::Route& route : house.router().routes()) {
    // Those of publishing stand in the access matrix alone.
    if (route.pattern.find("/publishing") != std::string::npos) continue;
    routes.insert(route.method + " " + route.pattern.substr(std::string("/handle/desk/").size()));
  }
  const std::set<std::string> known = {"GET ",
                                       "GET {site}",
                                       "GET {site}/intake",
                                       "POST {site}/intake",
                                       "GET {site}/lost",
                                       "POST {site}/lost",
                                       "GET {site}/",
                                       "GET {site}/sign-in",
                                       "POST {site}/sign-in",
                                       "GET {site}/cases/{case}",
                                       "POST {site}/cases/{case}/identity",
                                       "GET {site}/cases/{case}/files/{seq}/{field}",
                                       "POST {site}/cases/{case}/files/{seq}/{field}",
                                       "POST {site}/cases/{case}/actions/{action}",
                                       "GET {site}/cases/{case}/print/{form}",
                                       "POST {site}/cases/{case}/print/{form}",
                                       "GET {site}/cases/{case}/request",
                                       "POST {site}/cases/{case}/request",
                                       "POST {site}/cases/{case}/request/destroy",
                                       "GET {site}/requests",
                                       "POST {site}/requests",
                                       "GET {site}/checkup",
                                       "GET {site}/users",
                                       "POST {site}/users",
                                       "GET {site}/users/{user}",
                                       "POST {site}/users/{user}/{act}",
                                       "GET {site}/overview",
                                       "GET {site}/problems",
                                       "GET {site}/attendance",
                                       "POST {site}/attendance",
                                       "GET {site}/set-aside",
                                       "POST {site}/set-aside",
                                       "POST {site}/search",
                                       "POST {site}/views",
                                       "POST {site}/views/delete",
                                       "GET {site}/ledgers",
                                       "GET {site}/ledgers/{form}",
                                       "POST {site}/ledgers/{form}",
                                       "GET {site}/filings/{filing}",
                                       "POST {site}/filings/{filing}",
                                       "POST {site}/sign-in/code",
                                       "GET {site}/code",
                                       "POST {site}/code",
                                       "GET {site}/password",
                                       "POST {site}/password",
                                       "POST {site}/sign-out"};
  EXPECT_EQ(routes, known);
}

TEST(Access, KnowsNoCaseOfAnotherSite) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string session = house.enter({{"pingyi", core::Role::front_desk, "", ""}}, "pingyi");
  EXPECT_EQ(house.get("pingyi/cases/" + std::to_string(id), session).status, 404);
}

TEST(Access, TellsNoOneWhichCasesExist) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched(kOwnUnit);
  const std::string session = house.enter_as_role(core::Role::unit, kOtherUnit);
  const web::Response foreign = house.get(DeskFixture::page_of(id), session);
  const web::Response missing = house.get("demo/cases/999999", session);
  EXPECT_EQ(foreign.status, missing.status);
  EXPECT_EQ(foreign.body, missing.body);
  EXPECT_EQ(house.get("demo/cases/1x", session).status, 404);
  EXPECT_EQ(house.get("demo/cases/99999999999999999999", session).status, 404);
}

TEST(Access, ShowsNoButtonThatTheRoleMayNotPress) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(id), house.enter_as_role(core::Role::front_desk)),
                   "/actions/accept"));
  EXPECT_FALSE(
      says(house.get(DeskFixture::page_of(id), house.enter_as_role(core::Role::dispatcher)),
           "/actions/accept"));
}

TEST(Access, LeavesARefusedActionWithoutTrace) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched(kOwnUnit);
  const std::size_t before = house.event_count(id);
  const Form reply = {{"outcome", "resolved"}, {"reply", "办好了"}};
  EXPECT_EQ(house.act(house.enter_as_role(core::Role::front_desk), id, "reply", reply).status, 403);
  EXPECT_EQ(house.act(house.enter_as_role(core::Role::auditor), id, "reply", reply).status, 403);
  EXPECT_EQ(house.act(house.enter_as_role(core::Role::unit, kOtherUnit), id, "reply", reply).status,
            404);
  EXPECT_EQ(house.event_count(id), before);
}

TEST(Access, NeverOffersTheUnitConcernedForARestrictedCase) {
  DeskFixture house;
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", kOwnUnit}});
  const std::string desk = house.enter_as_role(core::Role::front_desk);
  ASSERT_EQ(
      house.act(desk, id, "accept", {{"kind", "conduct"}, {"tier", "general"}, {"matter", "态度"}})
          .status,
      303);
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(id), desk), "value=\"housing\""));
  const web::Response forced = house.act(desk, id, "dispatch", {{"unit", kOwnUnit}});
  EXPECT_EQ(forced.status, 409);
  EXPECT_TRUE(says(forced, "这件事反映的就是这个单位"));
  EXPECT_EQ(house.state(id), "accepted");
}

// -- CSRF

struct Post {
  const char* path;  // after the case's path
  bool of_case;
};
constexpr Post kPosts[] = {{"/identity", true},
                           {"/print/registration", true},
                           {"/actions/accept", true},
                           {"demo/password", false},
                           {"demo/views", false},
                           {"demo/views/delete", false},
                           {"demo/intake", false},
                           {"demo/lost", false},
                           {"demo/ledgers/ledger", false},
                           {"demo/filings/monthly", false},
                           {"demo/sign-out", false}};

std::string path_of(const Post& post, cases::CaseId id) {
  return (post.of_case ? DeskFixture::page_of(id) : std::string()) + post.path;
}

TEST(Csrf, RefusesAFormWithoutTheSessionsOwnTokenAndChangesNothing) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string session = house.enter_as_role(core::Role::front_desk);
  const std::string other = house.enter_as_role(core::Role::front_desk);
  const std::string foreign_token = web::csrf_token(house.services().desk_keys->session, other);
  for (const Post& post : kPosts) {
    for (const Form& form :
         {Form{}, Form{{"csrf", ""}}, Form{{"csrf", "wrong"}}, Form{{"csrf", foreign_token}}}) {
      EXPECT_EQ(house.post_bare(path_of(post, id), session, form).status, 403) << post.path;
    }
  }
  EXPECT_EQ(house.event_count(id), 1U);
  EXPECT_EQ(house.get("demo/", session).status, 200);
}

TEST(Csrf, RefusesAFormThatAnotherSiteSent) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string session = house.enter_as_role(core::Role::front_desk);
  const std::string token = web::csrf_token(house.services().desk_keys->session, session);
  const std::map<std::string, std::string> origins[] = {
      {{"origin", "https://evil.example"}, {"host", "localhost"}},
      {{"origin", "null"}, {"host", "localhost"}},
      {{"sec-fetch-site", "cross-site"}, {"host", "localhost"}},
      {{"host", "localhost"}}};
  for (const Post& post : kPosts) {
    for (const auto& headers : origins) {
      web::Request request = house.request("POST", path_of(post, id), session);
      request.headers.erase("sec-fetch-site");
      for (const auto& [name, value] : headers) request.headers[name] = value;
      request.body = "csrf=" + token;
      EXPECT_EQ(house.handle(request).status, 403) << post.path;
    }
  }
  EXPECT_EQ(house.event_count(id), 1U);
}

TEST(Access, ARefusalIsAPageOfTheDeskWithTheWayBack) {
  DeskFixture house;
  const std::string unit = house.enter_as_role(core::Role::unit, kOwnUnit);
  for (const char* path : {"demo/cases/999", "demo/overview", "demo/lost"}) {
    const web::Response page = house.get(path, unit);
    EXPECT_TRUE(says(page, "这一步没有完成")) << path;
    EXPECT_NE(tests::link_to(page.body, "/handle/desk/demo/"), "") << path;
  }
}

TEST(Access, WhatWasTypedIntoAnActionThatIsRefusedCanBeCopied) {
  DeskFixture house;
  const std::string unit = house.enter_as_role(core::Role::unit, kOwnUnit);
  const web::Response page =
      house.post("demo/cases/999/actions/reply", unit, {{"reply", "写了很久的答复"}});
  EXPECT_EQ(page.status, 404);
  EXPECT_TRUE(reads(page, "写了很久的答复\n"));
}

}  // namespace
}  // namespace handler::desk::testing
