// Which origins may send which forms.
#include "handler/web/guard.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/handler/uploads.h"

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
  EXPECT_EQ(refused_by_guard(foreign, route(Access::staff)).status, 403);
  EXPECT_EQ(refused_by_guard(foreign, route(Access::staff_entrance)).status, 403);
  EXPECT_EQ(refused_by_guard(foreign, route(Access::public_form)).status, 0);
}

TEST(Guard, LetsOurOwnFormsPass) {
  const Request own = post({{"sec-fetch-site", "same-origin"}});
  EXPECT_EQ(refused_by_guard(own, route(Access::staff)).status, 0);
}

TEST(Guard, TakesFormsInOneEncodingOnly) {
  for (const char* type : {"", "text/plain", "multipart/form-data; boundary=x", "application/json",
                           "application/x-www-form-urlencodedx"}) {
    const Request other = post({{"content-type", type}});
    EXPECT_EQ(refused_by_guard(other, route(Access::public_form)).status, 415) << type;
  }
  EXPECT_EQ(refused_by_guard(
                post({{"content-type", "Application/X-WWW-Form-Urlencoded ; charset=UTF-8"}}),
                route(Access::public_form))
                .status,
            0);
}

TEST(Guard, TakesUploadsOnlyWhereTheRouteDoes) {
  Request with_files = post({{"content-type", tests::content_type_of_files()}});
  Route taking = route(Access::public_form);
  taking.knows_sender = [](const Request&, const PathParameters&, const Fields&) { return false; };
  EXPECT_EQ(refused_by_guard(with_files, taking).status, 415) << "the transport made no upload";
  with_files.upload = testing::upload_of({{"a", "1"}});
  EXPECT_EQ(refused_by_guard(with_files, taking).status, 0);
  EXPECT_EQ(refused_by_guard(with_files, route(Access::public_form)).status, 415);
  taking.access = Access::staff;
  EXPECT_EQ(refused_by_guard(with_files, taking).status, 403) << "no sign of our own pages";
  with_files.headers["sec-fetch-site"] = "same-origin";
  EXPECT_EQ(refused_by_guard(with_files, taking).status, 0);
}

TEST(Guard, ReadsWithoutAskingWhereFrom) {
  Request request = post({{"origin", "https://evil.example"}});
  request.method = "GET";
  EXPECT_EQ(refused_by_guard(request, route(Access::staff)).status, 0);
  request.method = "PUT";
  EXPECT_EQ(refused_by_guard(request, route(Access::staff)).status, 405);
}

TEST(Guard, SaysWhatItCompared) {
  const Refusal refused =
      refused_by_guard(post({{"origin", "https://evil.example"}, {"sec-fetch-site", "cross-site"}}),
                       route(Access::staff));
  EXPECT_EQ(refused.sent, "https://evil.example (cross-site)");
  EXPECT_EQ(refused.expected, "https://window.example.gov.cn");
  // The path of a page may say what a person did there.
  const Request referred = post({{"referer", "https://window.example.gov.cn:8443/handle/a?b=c"}});
  EXPECT_EQ(refused_by_guard(referred, route(Access::staff)).sent,
            "https://window.example.gov.cn:8443");
  EXPECT_EQ(refused_by_guard(post({}), route(Access::staff)).sent, "nothing");
}

TEST(Guard, ComparesWithTheDeclaredOriginWhateverAWebServerMadeOfTheHost) {
  const std::string declared = "https://window.example.gov.cn:8443";
  const Headers port_lost{{"origin", declared}, {"sec-fetch-site", "same-origin"}};
  EXPECT_EQ(refused_by_guard(post(port_lost, false), route(Access::staff)).status, 403);
  EXPECT_EQ(refused_by_guard(post(port_lost, false), route(Access::staff), declared).status, 0);
  EXPECT_TRUE(is_same_origin(post({{"host", ""}, {"origin", declared}}), declared));
  const Request other = post({{"origin", "https://window.example.gov.cn"}});
  const Refusal refused = refused_by_guard(other, route(Access::staff), declared);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.expected, declared);
}

}  // namespace
}  // namespace handler::web
