// Which origins may send which forms.
#include "handler/web/guard.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace handler::web {
namespace {

using Headers = std::map<std::string, std::string>;

Request post(Headers headers, bool secure = true) {
  Request request;
  request.method = "POST";
  request.headers = std::move(headers);
  request.headers.emplace("host", "window.example.gov.cn");
  request.headers.emplace("content-type", "application/x-www-form-urlencoded");
  request.secure = secure;
  return request;
}

Route route(Access access) {
  return {"POST", "/x", Side::desk, access, {}};
}

TEST(SameOrigin, TakesWhatOurOwnPagesSend) {
  EXPECT_TRUE(is_same_origin(post({{"sec-fetch-site", "same-origin"}})));
  EXPECT_TRUE(is_same_origin(post({{"origin", "https://window.example.gov.cn"}})));
  EXPECT_TRUE(is_same_origin(post({{"referer", "https://window.example.gov.cn/handle/desk/"}})));
  EXPECT_TRUE(is_same_origin(post({{"origin", "http://window.example.gov.cn"}}, false)));
  EXPECT_TRUE(is_same_origin(post({{"origin", "null"}, {"sec-fetch-site", "same-origin"}})));
}

TEST(SameOrigin, RefusesEverythingElse) {
  const std::vector<Headers> foreign{
      {},
      {{"origin", "null"}},
      {{"origin", "https://evil.example"}},
      {{"origin", "http://window.example.gov.cn"}},
      {{"origin", "https://window.example.gov.cn.evil.example"}},
      {{"origin", "https://window.example.gov.cn:8443"}},
      {{"sec-fetch-site", "cross-site"}},
      {{"sec-fetch-site", "same-site"}},
      {{"sec-fetch-site", "none"}},
      {{"sec-fetch-site", "cross-site"}, {"origin", "https://window.example.gov.cn"}},
      {{"sec-fetch-site", "same-origin"}, {"origin", "https://evil.example"}},
      {{"referer", "https://evil.example/https://window.example.gov.cn/"}},
      {{"referer", "https://window.example.gov.cn.evil.example/"}},
      {{"origin", "https://window.example.gov.cn"}, {"referer", "https://evil.example/"}},
      {{"host", ""}, {"origin", "https://"}},
  };
  for (const Headers& headers : foreign) {
    EXPECT_FALSE(is_same_origin(post(headers))) << ::testing::PrintToString(headers);
  }
}

TEST(Guard, RefusesForeignFormsOnStaffRoutesOnly) {
  const Request foreign = post({{"origin", "https://evil.example"}});
  EXPECT_EQ(refused_by_guard(foreign, route(Access::staff)), 403);
  EXPECT_EQ(refused_by_guard(foreign, route(Access::staff_entrance)), 403);
  EXPECT_EQ(refused_by_guard(foreign, route(Access::public_form)), 0);
}

TEST(Guard, LetsOurOwnFormsPass) {
  EXPECT_EQ(refused_by_guard(post({{"sec-fetch-site", "same-origin"}}), route(Access::staff)), 0);
}

TEST(Guard, TakesFormsInOneEncodingOnly) {
  for (const char* type : {"", "text/plain", "multipart/form-data; boundary=x", "application/json",
                           "application/x-www-form-urlencodedx"}) {
    EXPECT_EQ(refused_by_guard(post({{"content-type", type}}), route(Access::public_form)), 415)
        << type;
  }
  EXPECT_EQ(refused_by_guard(
                post({{"content-type", "Application/X-WWW-Form-Urlencoded ; charset=UTF-8"}}),
                route(Access::public_form)),
            0);
}

TEST(Guard, ReadsWithoutAskingWhereFrom) {
  Request request = post({{"origin", "https://evil.example"}});
  request.method = "GET";
  EXPECT_EQ(refused_by_guard(request, route(Access::staff)), 0);
  request.method = "PUT";
  EXPECT_EQ(refused_by_guard(request, route(Access::staff)), 405);
}

}  // namespace
}  // namespace handler::web
