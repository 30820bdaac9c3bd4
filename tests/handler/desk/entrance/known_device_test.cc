// The mark of a browser that has signed in, and what it is good for in a flood of sign-ins.
#include "handler/desk/entrance/known_device.h"

#include "handler/web/session_cookie.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

constexpr const char* kWrong = "Wrong-password-1";

struct Browser {
  std::string address = "127.0.0.1";
  std::string mark = {};  // of the cookie, "" at first
};

// The value of the second cookie, or "".
std::string mark_in(const web::Response& response) {
  const std::string name = "bancheng-device=";
  for (const auto& [header, value] : response.headers) {
    if (header != "Set-Cookie" || !value.starts_with(name)) continue;
    return value.substr(name.size(), value.find(';') - name.size());
  }
  return "";
}

web::Response try_sign_in_from(const DeskFixture& house, const Browser& browser,
                               const std::string& login, const std::string& password) {
  web::Request request = house.request("POST", "demo/sign-in", "");
  if (!browser.mark.empty()) request.headers["cookie"] = "bancheng-device=" + browser.mark;
  request.body = "login=" + login + "&password=" + web::url_encoded(password);
  request.remote_address = browser.address;
  return house.handle(request);
}

// The browser of a user who has signed in before.
Browser known_browser(DeskFixture& house, const std::string& login) {
  house.add_user(login, {kFrontDesk});
  Browser browser;
  browser.mark = mark_in(try_sign_in_from(house, browser, login, kPassword));
  EXPECT_FALSE(browser.mark.empty());
  return browser;
}

bool is_known(DeskFixture& house, const std::string& mark, const std::string& login) {
  web::Request request;
  request.loopback = true;
  request.headers["cookie"] = "bancheng-device=" + mark;
  return known_device(house.services(), request, login).has_value();
}

TEST(KnownDevice, IsMarkedByARightSignInOnly) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  EXPECT_EQ(mark_in(try_sign_in_from(house, {}, "wang", kWrong)), "");
  const std::string mark = mark_in(try_sign_in_from(house, {}, "wang", kPassword));
  EXPECT_TRUE(is_known(house, mark, "wang"));
  EXPECT_FALSE(is_known(house, mark, "zhao"));
}

TEST(KnownDevice, IsABrowserThatHasSignedInHoweverLongAgo) {
  DeskFixture house;
  web::Request request;
  request.loopback = true;
  EXPECT_FALSE(has_signed_in(house.services(), request));
  std::string mark = known_browser(house, "wang").mark;
  house.clock.pass(std::chrono::hours(24 * 400));
  request.headers["cookie"] = "bancheng-device=" + mark;
  EXPECT_TRUE(has_signed_in(house.services(), request));
  mark.front() = mark.front() == 'a' ? 'b' : 'a';
  request.headers["cookie"] = "bancheng-device=" + mark;
  EXPECT_FALSE(has_signed_in(house.services(), request));
}

TEST(KnownDevice, CannotBeMadeUp) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  std::string altered = wang.mark;
  altered.front() = altered.front() == 'A' ? 'B' : 'A';
  for (const std::string& mark : {std::string(), altered, std::string("x.y"), wang.mark + "."})
    EXPECT_FALSE(is_known(house, mark, "wang")) << mark;
}

TEST(KnownDevice, IsForgottenAfter180Days) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  house.clock.pass(std::chrono::hours(24 * web::kDeviceDays));
  EXPECT_TRUE(is_known(house, wang.mark, "wang"));
  house.clock.pass(std::chrono::hours(24));
  EXPECT_FALSE(is_known(house, wang.mark, "wang"));
}

TEST(KnownDevice, RemembersThoseWhoShareACounter) {
  DeskFixture house;
  Browser counter = known_browser(house, "wang");
  for (int i = 0; i < 8; ++i) {
    const std::string login = "user" + std::to_string(i);
    house.add_user(login, {kFrontDesk});
    counter.mark = mark_in(try_sign_in_from(house, counter, login, kPassword));
    EXPECT_TRUE(is_known(house, counter.mark, login));
    EXPECT_EQ(is_known(house, counter.mark, "wang"), i < 7) << "eight at most";
  }
}

TEST(KnownDevice, OpensNothing) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  EXPECT_EQ(try_sign_in_from(house, wang, "wang", kWrong).status, 401);
  web::Request request = house.request("GET", "demo/", "");
  request.headers["cookie"] = "bancheng-device=" + wang.mark;
  EXPECT_EQ(house.handle(request).status, 303);
}

// -- a flood

TEST(SignInFlood, FromManyAddressesOnOneLoginIsLimitedAndTheKnownBrowserIsNot) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  for (int i = 0; i < 10; ++i) {
    const Browser guesser{"198.51." + std::to_string(i) + ".7"};
    ASSERT_EQ(try_sign_in_from(house, guesser, "wang", kWrong).status, 401) << i;
  }
  const web::Response eleventh = try_sign_in_from(house, {"192.0.2.7"}, "wang", kPassword);
  EXPECT_EQ(eleventh.status, 429);
  EXPECT_EQ(eleventh.header("Retry-After"), "60");
  EXPECT_TRUE(says(eleventh, "这个用户名刚才在别处试错的次数太多，请在60秒后再试。"));
  EXPECT_EQ(try_sign_in_from(house, wang, "wang", kPassword).status, 303);
  house.clock.pass(std::chrono::seconds(60));
  EXPECT_EQ(try_sign_in_from(house, {"192.0.2.7"}, "wang", kPassword).status, 303);
}

TEST(SignInFlood, OnAnUnknownLoginIsAnsweredLikeOneOnAKnownLogin) {
  DeskFixture house;
  for (int i = 0; i < 10; ++i)
    try_sign_in_from(house, {"198.51." + std::to_string(i) + ".7"}, "nobody", kWrong);
  const web::Response page = try_sign_in_from(house, {"192.0.2.7"}, "nobody", kWrong);
  EXPECT_EQ(page.status, 429);
  EXPECT_TRUE(says(page, "这个用户名刚才在别处试错的次数太多"));
}

// As the counters would stand after sixty wrong tries.
void use_up(DeskFixture& house, const std::string& prefix, const std::string& group, int count) {
  const std::string parts[] = {"", group};
  const std::string key =
      core::to_hex(core::hash_parts(parts, 2, house.services().desk_keys->session)).substr(0, 32);
  for (int i = 0; i < count; ++i) ASSERT_TRUE(house.store().count_up(prefix + key, 60));
}

TEST(SignInFlood, FromOneNetworkIsLimitedBeforeTheGateAndSaysSo) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  house.add_user("zhao", {kFrontDesk});
  use_up(house, "sign-in-net:", web::wide_group("127.0.0.1"), 60);
  const web::Response page = try_sign_in_from(house, {"127.0.0.200"}, "zhao", kPassword);
  EXPECT_EQ(page.status, 429);
  EXPECT_TRUE(says(page, "从您所在的网络登录试错的次数太多，请在60秒后再试。"));
  EXPECT_EQ(try_sign_in_from(house, {"127.0.1.1"}, "zhao", kPassword).status, 303);
  EXPECT_EQ(try_sign_in_from(house, wang, "wang", kPassword).status, 303);
}

TEST(SignInFlood, FromAnIpv6NetworkIsCountedBy48Bits) {
  DeskFixture house;
  house.add_user("zhao", {kFrontDesk});
  use_up(house, "sign-in-net:", web::wide_group("2001:db8:1:1::1"), 60);
  EXPECT_EQ(try_sign_in_from(house, {"2001:db8:1:2::1"}, "zhao", kPassword).status, 429);
  EXPECT_EQ(try_sign_in_from(house, {"2001:db8:2:2::1"}, "zhao", kPassword).status, 303);
}

TEST(SignInFlood, CountsWrongTriesForTheNetwork) {
  DeskFixture house;
  house.add_user("zhao", {kFrontDesk});
  use_up(house, "sign-in-net:", web::wide_group("127.0.0.1"), 59);
  EXPECT_EQ(try_sign_in_from(house, {"127.0.0.9"}, "zhao", kWrong).status, 401);
  EXPECT_EQ(try_sign_in_from(house, {"127.0.0.10"}, "zhao", kPassword).status, 429);
}

TEST(KnownDevice, HasFiveTriesAMinuteOfItsOwn) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(try_sign_in_from(house, wang, "wang", kWrong).status, 401);
  const web::Response sixth = try_sign_in_from(house, wang, "wang", kPassword);
  EXPECT_EQ(sixth.status, 429);
  EXPECT_TRUE(says(sixth, "从您这里用这个用户名试的次数太多，请在60秒后再试。"));
  EXPECT_EQ(try_sign_in_from(house, {"203.0.113.9"}, "wang", kPassword).status, 303);
}

TEST(SignIn, SaysThatItCannotCountInsteadOfSpeakingOfTooManyTries) {
  DeskFixture house;
  const Browser wang = known_browser(house, "wang");
  house.faults().refuse_writes = core::FailureCode::disk_full;
  for (const Browser& browser : {Browser{}, wang}) {
    const web::Response page = try_sign_in_from(house, browser, "wang", kPassword);
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(says(page, "系统暂时不能登录"));
    EXPECT_FALSE(says(page, "次数太多"));
  }
}

TEST(SignIn, NeverCallsAPasswordWrongThatItCouldNotCompare) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  house.faults().refuse_reads = core::FailureCode::busy;
  const web::Response page = try_sign_in_from(house, {}, "wang", kPassword);
  EXPECT_EQ(page.status, 503);
  EXPECT_TRUE(says(page, "系统暂时不能登录"));
}

}  // namespace
}  // namespace handler::desk::testing
