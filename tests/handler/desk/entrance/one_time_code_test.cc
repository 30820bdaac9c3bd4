// One-time codes: turning on, asking, single use, turning off.
#include "core/base/one_time_code.h"

#include <gmock/gmock.h>

#include <chrono>

#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kSecret = "12345678901234567890";

// The code that the phone shows at the test clock's time.
std::string code_of(DeskFixture& house, int steps_later = 0) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(house.clock.now().time_since_epoch());
  return core::one_time_code(kSecret, seconds.count() / 30 + steps_later);
}

std::string sealed(DeskFixture& house) {
  return core::to_base64url(core::seal(kSecret, house.services().desk_keys->seal.public_key));
}

std::int64_t person_with_code(DeskFixture& house) {
  const std::int64_t user = house.add_user("wang", {kFrontDesk});
  EXPECT_TRUE(house.store().set_one_time_secret(user, sealed(house)));
  return user;
}

web::Response give_password(const DeskFixture& house) {
  return house.post_bare("demo/sign-in", "", {{"login", "wang"}, {"password", kPassword}});
}

std::string value_of(const web::Response& page, const std::string& name) {
  const std::string before = "name=\"" + name + "\" value=\"";
  const std::size_t at = page.body.find(before);
  if (at == std::string::npos) return "";
  const std::size_t from = at + before.size();
  return page.body.substr(from, page.body.find('"', from) - from);
}

web::Response give_code(const DeskFixture& house, const std::string& token,
                        const std::string& code) {
  return house.post_bare("demo/sign-in/code", "", {{"token", token}, {"code", code}});
}

TEST(OneTimeCode, IsAskedForAfterThePasswordAndLetsIn) {
  DeskFixture house;
  person_with_code(house);
  const web::Response asked = give_password(house);
  EXPECT_EQ(asked.status, 200);
  EXPECT_EQ(asked.header("Set-Cookie"), "");
  EXPECT_THAT(asked.body, HasSubstr("请输入动态码"));
  const web::Response in = give_code(house, value_of(asked, "token"), code_of(house));
  EXPECT_EQ(in.status, 303);
  EXPECT_THAT(session_cookie_in(in), HasSubstr("bancheng="));
}

TEST(OneTimeCode, IsNotAskedForOfThoseWhoHaveNone) {
  DeskFixture house;
  house.add_user("wang", {kFrontDesk});
  EXPECT_EQ(give_password(house).status, 303);
}

TEST(OneTimeCode, IsGoodOnce) {
  DeskFixture house;
  person_with_code(house);
  const std::string token = value_of(give_password(house), "token");
  EXPECT_EQ(give_code(house, token, code_of(house)).status, 303);
  const web::Response again = give_code(house, token, code_of(house));
  EXPECT_EQ(again.status, 401);
  EXPECT_EQ(again.header("Set-Cookie"), "");
  EXPECT_EQ(give_code(house, token, code_of(house, 1)).status, 303);
  EXPECT_EQ(give_code(house, token, code_of(house, -1)).status, 401) << "older than a used one";
}

TEST(OneTimeCode, IsRefusedIfWrongWithoutSayingMore) {
  DeskFixture house;
  person_with_code(house);
  const web::Response wrong = give_code(house, value_of(give_password(house), "token"), "000000");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(wrong.body, HasSubstr("动态码不对"));
  EXPECT_THAT(wrong.body, Not(HasSubstr(code_of(house))));
}

TEST(OneTimeCode, MayBeTriedFiveTimesAMinute) {
  DeskFixture house;
  person_with_code(house);
  const std::string token = value_of(give_password(house), "token");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(give_code(house, token, "000000").status, 401);
  const web::Response sixth = give_code(house, token, code_of(house));
  EXPECT_EQ(sixth.status, 429);
  EXPECT_EQ(sixth.header("Retry-After"), "60");
  house.clock.pass(std::chrono::seconds(61));
  EXPECT_EQ(give_code(house, token, code_of(house)).status, 303);
}

// The mark of a browser in which the user has signed in with a code.
std::string mark_after_code(const DeskFixture& house, const std::string& token,
                            const std::string& code) {
  const std::string name = "bancheng-device=";
  for (const auto& [header, value] : give_code(house, token, code).headers) {
    if (header == "Set-Cookie" && value.starts_with(name)) return value.substr(0, value.find(';'));
  }
  return "";
}

TEST(OneTimeCode, CannotBeUsedUpByAGuesserForABrowserThatKnowsTheUser) {
  DeskFixture house;
  person_with_code(house);
  const std::string token = value_of(give_password(house), "token");
  const std::string mark = mark_after_code(house, token, code_of(house));
  ASSERT_NE(mark, "");
  for (int i = 0; i < 6; ++i) give_code(house, token, "000000");
  EXPECT_EQ(give_code(house, token, code_of(house, 1)).status, 429);
  web::Request request = house.request("POST", "demo/sign-in/code", "");
  request.headers["cookie"] = mark;
  request.body = "token=" + token + "&code=" + code_of(house, 1);
  EXPECT_EQ(house.handle(request).status, 303);
}

TEST(OneTimeCode, NeedsThePasswordFirst) {
  DeskFixture house;
  person_with_code(house);
  const std::string token = value_of(give_password(house), "token");
  std::string altered = token;
  altered.front() = altered.front() == 'A' ? 'B' : 'A';
  for (const std::string& wrong : {std::string(), altered, std::string("a.b")}) {
    const web::Response answer = give_code(house, wrong, code_of(house));
    EXPECT_EQ(answer.header("Location"), "/handle/desk/demo/sign-in");
    EXPECT_EQ(answer.header("Set-Cookie"), "");
  }
  house.clock.pass(std::chrono::minutes(6));
  EXPECT_EQ(give_code(house, token, code_of(house)).header("Location"),
            "/handle/desk/demo/sign-in");
}

TEST(OneTimeCode, LetsNoDisabledPersonInAndNobodyToAnotherSite) {
  DeskFixture house;
  const std::int64_t user = person_with_code(house);
  const std::string token = value_of(give_password(house), "token");
  EXPECT_EQ(house.post_bare("pingyi/sign-in/code", "", {{"token", token}, {"code", code_of(house)}})
                .header("Location"),
            "/handle/desk/pingyi/sign-in");
  ASSERT_TRUE(house.store().change_staff({.act = store::StaffAct::disable, .user = user}));
  EXPECT_EQ(give_code(house, token, code_of(house)).header("Set-Cookie"), "");
}

// Turns it on as a browser would, but with a secret known to the test instead of the page's.
web::Response turn_on(DeskFixture& house, const std::string& session, const std::string& password,
                      const std::string& code, std::int64_t user = 1) {
  const std::string secret = web::make_token(house.services().desk_keys->session, "one-time-secret",
                                             {std::to_string(user), sealed(house)});
  return house.post("demo/code", session,
                    {{"secret", secret}, {"present", password}, {"code", code}});
}

TEST(OneTimeCode, IsTurnedOnWithPasswordAndAFirstCodeAndThenAsksEverywhere) {
  DeskFixture house;
  const std::int64_t user = house.add_user("wang", {kFrontDesk});
  const std::string session = house.enter_as(user);
  const web::Response page = house.get("demo/code", session);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("qr-code"));
  EXPECT_NE(value_of(page, "secret"), "");
  EXPECT_EQ(turn_on(house, session, "Wrong-password-1", code_of(house)).status, 422);
  EXPECT_EQ(turn_on(house, session, kPassword, "000000").status, 422);
  EXPECT_EQ(house.store().user_by_id(user)->one_time_secret, "");
  EXPECT_EQ(turn_on(house, session, kPassword, code_of(house)).status, 303);
  EXPECT_NE(house.store().user_by_id(user)->one_time_secret, "");
  EXPECT_EQ(house.get("demo/", session).status, 303) << "the session goes on";
  EXPECT_THAT(give_password(house).body, HasSubstr("请输入动态码"));
}

TEST(OneTimeCode, KeepsTheShownSecretAfterAMistake) {
  DeskFixture house;
  const std::string session = house.enter_as(house.add_user("wang", {kFrontDesk}));
  const web::Response wrong = turn_on(house, session, kPassword, "000000");
  EXPECT_THAT(wrong.body, HasSubstr(core::one_time_secret_text(kSecret)));
}

TEST(OneTimeCode, IsTurnedOffWithPasswordAndCode) {
  DeskFixture house;
  const std::int64_t user = person_with_code(house);
  const std::string session = house.enter_as(user);
  const auto turn_off = [&](const std::string& code) {
    return house.post("demo/code", session, {{"present", kPassword}, {"code", code}});
  };
  EXPECT_THAT(house.get("demo/code", session).body, Not(HasSubstr("qr-code")));
  EXPECT_EQ(turn_off("000000").status, 422);
  EXPECT_NE(house.store().user_by_id(user)->one_time_secret, "");
  EXPECT_EQ(turn_off(code_of(house)).status, 303);
  EXPECT_EQ(house.store().user_by_id(user)->one_time_secret, "");
  EXPECT_EQ(give_password(house).status, 303);
}

TEST(OneTimeCode, SecretIsNeverKeptOpen) {
  DeskFixture house;
  const std::int64_t user = person_with_code(house);
  const std::string kept = house.store().user_by_id(user)->one_time_secret;
  EXPECT_THAT(kept, Not(HasSubstr(kSecret)));
  EXPECT_THAT(core::from_base64url(kept).value(), Not(HasSubstr(kSecret)));
}

TEST(OneTimeCode, TheFormOpensNothingSealedButTheSecretItGaveOut) {
  DeskFixture house;
  const std::string session = house.enter({{"demo", core::Role::editor, "", ""}});
  const std::string name = "SEALED NAME OF A REPORTER";
  const std::string stolen =
      core::to_base64url(core::seal(name, house.services().desk_keys->seal.public_key));
  const web::Response page = house.post(
      "demo/code", session, {{"secret", stolen}, {"present", "Wrong"}, {"code", "000000"}});
  EXPECT_THAT(page.body, Not(HasSubstr(core::one_time_secret_text(name))));
}

TEST(OneTimeCode, ASecretGivenOutToSomebodyElseIsNotTaken) {
  DeskFixture house;
  const std::string mine = house.enter({kFrontDesk});
  const std::string theirs = value_of(house.get("demo/code", house.enter({kFrontDesk})), "secret");
  ASSERT_NE(theirs, "");
  const web::Response page =
      house.post("demo/code", mine, {{"secret", theirs}, {"present", "Wrong"}, {"code", "000000"}});
  EXPECT_EQ(page.status, 200) << "a fresh secret, not theirs";
  EXPECT_THAT(page.body, Not(HasSubstr("现在的密码不对")));
}

TEST(OneTimeCode, IsNotTakenOnceThePasswordIsAnother) {
  DeskFixture house;
  const std::int64_t user = person_with_code(house);
  const std::string token = value_of(give_password(house), "token");
  ASSERT_TRUE(house.store().set_password(user, core::hash_password("Another-password-1")));
  EXPECT_EQ(give_code(house, token, code_of(house)).header("Location"),
            "/handle/desk/demo/sign-in");
}

}  // namespace
}  // namespace handler::desk::testing
