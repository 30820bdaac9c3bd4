// Matching of paths and methods.
#include "handler/web/router.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/check.h"

namespace handler::web {
namespace {

Route route_to(std::string method, std::string pattern) {
  return {std::move(method), std::move(pattern), Side::both, Access::anybody,
          [](const Request&, const PathParameters&) { return plain(200, ""); }};
}

const Router& router() {
  static const Router kRouter(
      {route_to("GET", "/desk/{site}/cases/new"), route_to("GET", "/desk/{site}/cases/{case}"),
       route_to("POST", "/desk/{site}/cases/{case}"), route_to("POST", "/{site}/report")});
  return kRouter;
}

TEST(Router, GivesTheParametersOfThePath) {
  const RouteMatch match = router().match("POST", "/desk/demo/cases/DE-2026-0001");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->pattern, "/desk/{site}/cases/{case}");
  EXPECT_EQ(match.parameters, (PathParameters{{"site", "demo"}, {"case", "DE-2026-0001"}}));
}

TEST(Router, PrefersTheEarlierRoute) {
  EXPECT_EQ(router().match("GET", "/desk/demo/cases/new").route->pattern, "/desk/{site}/cases/new");
}

TEST(Router, AnswersHeadByGet) {
  ASSERT_NE(router().match("HEAD", "/desk/demo/cases/1").route, nullptr);
  EXPECT_EQ(router().match("HEAD", "/desk/demo/cases/1").route->method, "GET");
}

TEST(Router, ListsTheMethodsOfAKnownPath) {
  const RouteMatch match = router().match("DELETE", "/desk/demo/cases/1");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allowed_methods, "GET, HEAD, POST");
  EXPECT_EQ(router().match("GET", "/demo/report").allowed_methods, "POST");
}

TEST(Router, KnowsNoOtherPaths) {
  for (const char* path : {"/", "/desk", "/desk/demo/cases", "/desk/demo/cases/", "/desk//cases/1",
                           "/desk/demo/cases/1/", "/desk/demo/cases/1/2", "//report"}) {
    const RouteMatch match = router().match("GET", path);
    EXPECT_EQ(match.route, nullptr) << path;
    EXPECT_EQ(match.allowed_methods, "") << path;
  }
}

TEST(Router, GivesAllThatFollowsToATail) {
  const Router files(
      {route_to("GET", "/{site}/files/list"), route_to("GET", "/{site}/files/{path...}")});
  EXPECT_EQ(files.match("GET", "/demo/files/a/b.css").parameters,
            (PathParameters{{"site", "demo"}, {"path", "a/b.css"}}));
  EXPECT_EQ(files.match("GET", "/demo/files/a/").parameters.at("path"), "a/");
  EXPECT_EQ(files.match("GET", "/demo/files/").parameters.at("path"), "");
  EXPECT_EQ(files.match("GET", "/demo/files/list").route->pattern, "/{site}/files/list");
  EXPECT_EQ(files.match("GET", "/demo/files").route, nullptr);
  EXPECT_EQ(files.match("GET", "/demo/other/a").route, nullptr);
}

TEST(Router, RefusesTwoRoutesOfTheSameShape) {
  EXPECT_THROW(Router({route_to("GET", "/{a}/x"), route_to("GET", "/{b}/x")}), core::Bug);
}

TEST(Router, RefusesAMethodItDoesNotServe) {
  EXPECT_THROW(Router({route_to("PUT", "/x")}), core::Bug);
}

}  // namespace
}  // namespace handler::web
