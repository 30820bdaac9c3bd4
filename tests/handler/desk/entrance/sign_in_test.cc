// Sign-in, and the lifetime and rights of sessions.
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <latch>
#include <thread>

#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/desk/desk_fixture.h"
#include "tests/support/little_memory.h"

namespace handler::desk::testing {
namespace {

web::Response try_sign_in(const DeskFixture& house, const std::string& login,
                          const std::string& password, const std::string& cookie = "",
                          const std::string& address = "127.0.0.1") {
  web::Request request = house.request("POST", "demo/sign-in", cookie);
  request.body = "login=" + login + "&password=" + web::url_encoded(password);
  request.remote_address = address;
  return house.handle(request);
}

TEST(SignIn, LetsARightPasswordInWithACookieForThisBrowserAlone) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  const web::Response response = try_sign_in(house, "wang", kPassword);
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/handle/desk/demo/");
  const std::string cookie = session_cookie_in(response);
  EXPECT_EQ(cookie.substr(cookie.find(';')), "; Path=/; HttpOnly; SameSite=Strict");
  EXPECT_EQ(house.get("demo/", session_of(response)).status, 200);
  EXPECT_EQ(response.headers.back().second, cookie) << "a simple client keeps the last cookie";
}

// Who can write the database and has a session must not become another user by it.
TEST(Session, ThatIsMovedToAnotherUserByHandOpensNothing) {
  DeskFixture house;
  const std::int64_t wang = house.add_user("wang", {kFrontDesk});
  const std::int64_t chief = house.add_user("chief", {{"demo", core::Role::admin, "", ""}});
  const std::string session = session_of(try_sign_in(house, "wang", kPassword));
  ASSERT_EQ(house.get("demo/", session).status, 200);
  const auto raw =
      store::open_sqlite({(house.data_folder() / "bancheng.sqlite").string(), 1000, false}).value();
  ASSERT_TRUE(raw->run("UPDATE sessions SET user_id = $2 WHERE user_id = $1", {wang, chief}));
  EXPECT_EQ(house.get("demo/", session).status, 303);
  ASSERT_TRUE(raw->run("UPDATE sessions SET user_id = $1", {wang}));
  EXPECT_EQ(house.get("demo/", session).status, 200);
}

TEST(SignIn, AnswersAWrongPasswordAndAnUnknownLoginAlike) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  const web::Response wrong = try_sign_in(house, "wang", "Wrong-password-1");
  web::Response unknown = try_sign_in(house, "nobo", "Wrong-password-1");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(unknown.status, 401);
  const std::size_t at = unknown.body.find("nobo");
  ASSERT_NE(at, std::string::npos);
  unknown.body.replace(at, 4, "wang");
  EXPECT_EQ(unknown.body, wrong.body);
  EXPECT_EQ(wrong.header("Set-Cookie"), "");
}

TEST(SignIn, ForgivesWhatKeyboardsAdd) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  EXPECT_EQ(try_sign_in(house, "wang+", kPassword).status, 303) << "a blank behind the login";
  EXPECT_EQ(try_sign_in(house, "wang", std::string(kPassword) + "\r\n").status, 303);
}

#ifndef __SANITIZE_ADDRESS__  // LittleMemory
TEST(SignIn, CostsNoTryWhereThereIsNoMemoryForAHash) {
  DeskFixture house;
  {
    const tests::LittleMemory little(core::kPasswordHashBytes / 2);
    for (int i = 0; i < 12; ++i) {
      const web::Response page = try_sign_in(house, "unknown", kPassword);
      EXPECT_EQ(page.status, 503);
      EXPECT_EQ(page.header("Retry-After"), "5");
    }
  }
  EXPECT_EQ(try_sign_in(house, "unknown", kPassword).status, 401);
}
#endif

double seconds_worked() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

TEST(SignIn, WorksAsLongForAnUnknownLoginAsForAKnownOne) {
  DeskFixture house;
  const std::int64_t wang = house.add_user("wang", {kFrontDesk});
  ASSERT_TRUE(house.store().set_password(wang, core::hash_password(kPassword)));
  // Processor time, so that other programs on the machine do not count.
  const auto least_of = [](auto work) {
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
      const double began = seconds_worked();
      work();
      least = std::min(least, seconds_worked() - began);
    }
    return least;
  };
  const auto least_of_three = [&](const std::string& login) {
    return least_of([&] { try_sign_in(house, login, "Wrong-password-1"); });
  };
  const double known = least_of_three("wang");
  const double one_hash = least_of([] { (void)core::hash_password(kPassword); });
  EXPECT_GT(known, one_hash / 2) << "the password is not as dear to check as people's";
  EXPECT_GT(least_of_three("nobody"), known / 2);
}

TEST(SignIn, MakesAPersonWaitAfterFiveTriesFromOneAddress) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  house.clock.set("2026-09-24 10:00:15");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(try_sign_in(house, "wang", "Wrong-password-1").status, 401);
  const web::Response sixth = try_sign_in(house, "wang", kPassword);
  EXPECT_EQ(sixth.status, 429);
  EXPECT_EQ(sixth.header("Retry-After"), "45");
  EXPECT_TRUE(says(sixth, "请在45秒后再试"));
}

TEST(SignIn, LetsThePersonInFromAnotherAddressMeanwhile) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  for (int i = 0; i < 6; ++i) try_sign_in(house, "wang", "Wrong-password-1", "", "203.0.113.9");
  EXPECT_EQ(try_sign_in(house, "wang", kPassword).status, 303);
}

TEST(SignIn, LetsThePersonTryAgainInTheNextMinute) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  for (int i = 0; i < 6; ++i) try_sign_in(house, "wang", "Wrong-password-1");
  house.clock.set("2026-09-24 10:01");
  EXPECT_EQ(try_sign_in(house, "wang", kPassword).status, 303);
}

// Threads that wait for a hash cannot answer other requests.
TEST(SignIn, TurnsAwayAtOnceWhomTooManyAreWaitingBefore) {
  DeskFixture house;
  constexpr std::size_t kInside = Turns::kHashing + Turns::kStrangersWaiting;
  constexpr std::size_t kPeople = 4 * kInside;
  std::array<int, kPeople> statuses{};
  std::latch all_here(kPeople);
  {
    std::vector<std::jthread> people;
    for (std::size_t i = 0; i < kPeople; ++i) {
      people.emplace_back([&, i] {
        all_here.arrive_and_wait();
        const std::string who = std::to_string(i);
        statuses.at(i) = try_sign_in(house, "person" + who, "Wrong-password-1", "", who).status;
      });
    }
  }
  const auto hashed = std::ranges::count(statuses, 401);
  const auto turned_away = std::ranges::count(statuses, 503);
  EXPECT_GE(hashed, static_cast<std::ptrdiff_t>(kInside));
  EXPECT_GT(turned_away, 0);
  EXPECT_EQ(hashed + turned_away, static_cast<std::ptrdiff_t>(kPeople));
}

TEST(SignIn, NeverAdoptsASessionThatTheBrowserBroughtAlong) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  const std::string planted = "planted-session-id";
  const web::Response response = try_sign_in(house, "wang", kPassword, planted);
  ASSERT_EQ(response.status, 303);
  EXPECT_NE(session_of(response), planted);
  EXPECT_EQ(house.get("demo/", planted).status, 303);
}

TEST(SignIn, EndsTheSessionBefore) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  const std::string old = session_of(try_sign_in(house, "wang", kPassword));
  const std::string fresh = session_of(try_sign_in(house, "wang", kPassword, old));
  EXPECT_EQ(house.get("demo/", fresh).status, 200);
  EXPECT_EQ(house.get("demo/", old).header("Location"), "/handle/desk/demo/sign-in");
}

TEST(SignIn, RefusesPlainHttpFromElsewhereAndSaysWhy) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  web::Request request = house.request("POST", "demo/sign-in", "");
  request.loopback = false;
  request.body = std::string("login=wang&password=") + kPassword;
  const web::Response response = house.handle(request);
  EXPECT_EQ(response.status, 403);
  EXPECT_TRUE(says(response, "请改用https开头的地址"));
  EXPECT_FALSE(says(response, "name=\"password\""));
  EXPECT_EQ(response.header("Set-Cookie"), "");
}

TEST(SignIn, GivesASecureHostCookieOverTls) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  web::Request request = house.request("POST", "demo/sign-in", "");
  request.loopback = false;
  request.secure = true;
  request.body = std::string("login=wang&password=") + kPassword;
  const std::string cookie = session_cookie_in(house.handle(request));
  EXPECT_EQ(cookie.rfind("__Host-bancheng=", 0), 0U);
  EXPECT_NE(cookie.find("; Secure"), std::string::npos);
}

TEST(SignIn, KeepsOutADisabledPersonAndOneWithoutAGrantHere) {
  DeskFixture house;
  const std::int64_t gone = house.add_user("gone", {kFrontDesk});
  ASSERT_TRUE(house.store().change_staff({.act = store::StaffAct::disable, .user = gone}));
  house.add_user("other", {{"pingyi", core::Role::front_desk, "", ""}});
  EXPECT_EQ(try_sign_in(house, "gone", kPassword).status, 401);
  EXPECT_EQ(try_sign_in(house, "other", kPassword).status, 401);
}

TEST(Session, EndsAfterHalfAnHourWithoutUse) {
  DeskFixture house;
  const std::string session = house.enter({kFrontDesk});
  house.clock.pass(std::chrono::minutes(30));
  EXPECT_EQ(house.get("demo/", session).status, 200);
  house.clock.pass(std::chrono::minutes(30) + std::chrono::seconds(1));
  EXPECT_EQ(house.get("demo/", session).status, 303);
}

TEST(Session, EndsAfterTwelveHoursHoweverBusy) {
  DeskFixture house;
  const std::string session = house.enter({kFrontDesk});
  for (int i = 0; i < 36; ++i) {
    house.clock.pass(std::chrono::minutes(20));
    EXPECT_EQ(house.get("demo/", session).status, 200);
  }
  house.clock.pass(std::chrono::seconds(1));
  EXPECT_EQ(house.get("demo/", session).status, 303);
}

TEST(Session, EndsWhenThePersonIsDisabled) {
  DeskFixture house;
  const std::int64_t user = house.add_user("wang", {kFrontDesk});
  const std::string session = house.enter_as(user);
  ASSERT_TRUE(house.store().change_staff({.act = store::StaffAct::disable, .user = user}));
  EXPECT_EQ(house.get("demo/", session).status, 303);
}

TEST(Session, IsOfNoUseAfterSigningOut) {
  DeskFixture house;
  const std::string session = house.enter({kFrontDesk});
  const web::Response out = house.post("demo/sign-out", session);
  EXPECT_EQ(out.status, 303);
  EXPECT_NE(std::string(out.header("Set-Cookie")).find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(house.get("demo/", session).status, 303);
}

TEST(Session, IsOfNoUseAtAnotherSite) {
  DeskFixture house;
  const std::string session = house.enter({kFrontDesk, {"pingyi", core::Role::front_desk, "", ""}});
  EXPECT_EQ(house.get("demo/", session).status, 200);
  EXPECT_EQ(house.get("pingyi/", session).status, 303);
}

TEST(Password, ChangesAndEndsEverySession) {
  DeskFixture house;
  const std::int64_t user = house.add_user("wang", {kFrontDesk});
  const std::string here = house.enter_as(user);
  const std::string elsewhere = house.enter_as(user);
  const web::Response done = house.post(
      "demo/password", here,
      {{"present", kPassword}, {"fresh", "Another-word-22"}, {"again", "Another-word-22"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(house.get("demo/", here).status, 303);
  EXPECT_EQ(house.get("demo/", elsewhere).status, 303);
  EXPECT_EQ(try_sign_in(house, "wang", kPassword).status, 401);
  EXPECT_EQ(try_sign_in(house, "wang", "Another-word-22").status, 303);
}

TEST(Password, StaysWhenAnythingIsWrongAndSaysWhat) {
  DeskFixture house;
  const std::string session = house.enter({kFrontDesk});
  const web::Response wrong = house.post(
      "demo/password", session,
      {{"present", "Wrong-one-9"}, {"fresh", "Another-word-22"}, {"again", "Another-word-22"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(says(wrong, "现在的密码不对"));
  const web::Response differs = house.post(
      "demo/password", session,
      {{"present", kPassword}, {"fresh", "Another-word-22"}, {"again", "Another-word-23"}});
  EXPECT_TRUE(says(differs, "两次输入的新密码不一样"));
  const web::Response weak = house.post(
      "demo/password", session, {{"present", kPassword}, {"fresh", "short"}, {"again", "short"}});
  EXPECT_TRUE(says(weak, "新密码太简单"));
  EXPECT_EQ(house.get("demo/", session).status, 200);
}

TEST(Password, CannotBeGuessedThroughAStolenSession) {
  DeskFixture house;
  const std::string session = house.enter({kFrontDesk});
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(house.post("demo/password", session, {{"present", "Wrong-one-9"}}).status, 422);
  EXPECT_EQ(house.post("demo/password", session, {{"present", kPassword}}).status, 429);
}

TEST(Desk, HasNoRoutesWithoutItsKeys) {
  DeskFixture house;
  view::Services portal_only = house.services();
  portal_only.desk_keys.reset();
  EXPECT_TRUE(desk_routes(portal_only).empty());
}

}  // namespace
}  // namespace handler::desk::testing
