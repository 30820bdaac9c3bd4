// While the clock is not believed, every form of the desk that would write says so, and keeps what
// was typed, but never a password.
#include <map>
#include <set>

#include "core/base/one_time_code.h"
#include "tests/handler/desk/casework/files_house.h"
#include "tests/handler/desk/counter_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

constexpr const char* kTyped = "房产证改了三次";
constexpr const char* kFresh = "Another-password-2";

// A form as a page of the desk sends it.
struct SentForm {
  std::string path;
  std::string session;  // "": at the entrance
  Form form;
  std::string kept = {};  // what stands on the page again
};

// By route. They write nothing, so a held clock is nothing to them.
const std::set<std::string>& reading_routes() {
  static const std::set<std::string> kRoutes = {"/search", "/requests", "/lost"};
  return kRoutes;
}

class DeskWithHeldClock : public ::testing::Test {
 protected:
  void SetUp() override {
    house.clock.set("2026-10-08 10:00");
    clerk = house.enter_as_role(Role::front_desk);
    admin = house.enter_as_role(Role::admin);
    colleague = house.add_user("wang", {{"demo", Role::front_desk, "", ""}});
  }
  void hold() { house.faults().refuse_writes = core::FailureCode::clock_held; }

  web::Response send(const SentForm& sent) const {
    return sent.session.empty() ? house.post_bare(sent.path, "", sent.form)
                                : house.post(sent.path, sent.session, sent.form);
  }
  // An action's form of the case as it stands now.
  SentForm action(cases::CaseId id, const std::string& name, Form form,
                  const std::string& kept = "") {
    form.emplace_back("seen", std::to_string(house.last_seq(id)));
    return {DeskFixture::page_of(id) + "/actions/" + name, clerk, std::move(form), kept};
  }

  std::vector<SentForm> entrance() {
    const std::int64_t user = house.add_user("ma", {{"demo", Role::front_desk, "", ""}});
    const std::string secret = "12345678901234567890";
    const std::string& key = house.services().desk_keys->seal.public_key;
    EXPECT_TRUE(
        house.store().set_one_time_secret(user, core::to_base64url(core::seal(secret, key))));
    const Form password = {{"login", "ma"}, {"password", kPassword}};
    const std::string token = token_on(house.post_bare("demo/sign-in", "", password));
    EXPECT_NE(token, "");
    return {{"demo/sign-in", "", {{"login", "wang"}, {"password", kPassword}}, "value=\"wang\""},
            {"demo/sign-in/code", "", {{"token", token}, {"code", "123456"}}}};
  }
  std::vector<SentForm> actions() {
    const cases::CaseId fresh = house.report();
    const cases::CaseId duplicate = house.report();
    const std::string number_token = between(house.get(DeskFixture::page_of(fresh), clerk).body,
                                             "name=\"number_token\" value=\"", "\"");
    EXPECT_NE(number_token, "");
    return {
        action(fresh, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", kTyped}},
               kTyped),
        action(fresh, "withdraw", {{"reason", kTyped}}, kTyped),
        action(duplicate, "merge", {{"into", std::to_string(fresh) + "号"}, {"reason", kTyped}},
               kTyped),
        action(fresh, "reissue_number",
               {{"check", "id_card"}, {"reason", kTyped}, {"number_token", number_token}}, kTyped)};
  }
  std::vector<SentForm> of_cases(const std::string& below, const Form& form,
                                 const std::string& kept = "") {
    return {{DeskFixture::page_of(house.report()) + below, clerk, form, kept}};
  }
  SentForm a_reporters_file() {
    const cases::CaseId id = house.report();
    return {house.reporter_sends(id, "jpeg", tests::plain_jpeg(), "a.jpg"), clerk, {}};
  }
  SentForm destruction() {
    const cases::CaseId id = house.report();
    EXPECT_EQ(house.act(clerk, id, "withdraw", {{"reason", "自己办好了"}}).status, 303);
    return {DeskFixture::page_of(id) + "/request/destroy",
            clerk,
            {{"asker", kTyped}, {"reason", "本人要求删除"}, {"present", kPassword}},
            kTyped};
  }
  SentForm set_aside() {
    const cases::CaseId id = house.report({{"set_aside", 5000}}, {{"problem", "加微信领红包"}});
    return {"demo/set-aside",
            clerk,
            {{"act", "turn_away"}, {"explanation", kTyped}, {"case", std::to_string(id)}},
            kTyped};
  }
  SentForm intake() {
    Form form = with(walk_in(), "problem", kTyped);
    const std::string token =
        token_on(house.post("demo/intake", clerk, with(form, "step", "fill")));
    EXPECT_NE(token, "");
    form.emplace_back("token", token);
    return {"demo/intake", clerk, with(form, "step", "confirm"), kTyped};
  }
  std::vector<SentForm> people() {
    std::vector<SentForm> forms;
    for (const auto& [act, word] : store::kStaffActs) {
      if (act == store::StaffAct::add) continue;
      forms.push_back({"demo/users/" + std::to_string(colleague) + "/" + std::string(word),
                       admin,
                       {{"role", act == store::StaffAct::revoke ? "front_desk" : "dispatcher"}}});
    }
    return forms;
  }
  // With the names of the reporters, whose looks are recorded.
  SentForm ledger() {
    house.dispatched("housing");
    return {"demo/ledgers/ledger", clerk, {{"period", "2026-10"}}};
  }
  SentForm new_code() {
    const std::string secret =
        between(house.get("demo/code", clerk).body, "name=\"secret\" value=\"", "\"");
    EXPECT_NE(secret, "");
    return {"demo/code", clerk, {{"present", kPassword}, {"code", "123456"}, {"secret", secret}}};
  }

  // By route below the site.
  std::map<std::string, std::vector<SentForm>> forms() {
    const std::vector<SentForm> doors = entrance();
    return {
        {"/sign-in", {doors[0]}},
        {"/sign-in/code", {doors[1]}},
        {"/views", {{"demo/views", clerk, {{"name", kTyped}, {"kind", "conduct"}}, kTyped}}},
        {"/views/delete", {{"demo/views/delete", clerk, {{"name", kTyped}}}}},
        {"/attendance", {{"demo/attendance", clerk, {{"part", "morning"}, {"who", "白晓晴"}}}}},
        {"/cases/{case}/identity", of_cases("/identity", {})},
        {"/cases/{case}/files/{seq}/{field}", {a_reporters_file()}},
        {"/cases/{case}/actions/{action}", actions()},
        {"/cases/{case}/print/{form}", of_cases("/print/registration", {})},
        {"/cases/{case}/request", of_cases("/request", {{"asker", kTyped}}, kTyped)},
        {"/cases/{case}/request/destroy", {destruction()}},
        {"/intake", {intake()}},
        {"/set-aside", {set_aside()}},
        {"/ledgers/{form}", {ledger()}},
        {"/filings/{filing}", {{"demo/filings/monthly", clerk, {{"period", "2026-09"}}}}},
        {"/users",
         {{"demo/users",
           admin,
           {{"login", "zhao.min"}, {"name", "赵敏"}, {"role", "dispatcher"}},
           "value=\"zhao.min\""}}},
        {"/users/{user}/{act}", people()},
        {"/password",
         {{"demo/password",
           clerk,
           {{"present", kPassword}, {"fresh", kFresh}, {"again", kFresh}}}}},
        {"/code", {new_code()}},
        {"/sign-out", {{"demo/sign-out", clerk, {}}}},
    };
  }

  FilesHouse house;
  std::string clerk;
  std::string admin;
  std::int64_t colleague = 0;
};

TEST_F(DeskWithHeldClock, SaysSoAtEveryFormThatWouldWrite) {
  const std::map<std::string, std::vector<SentForm>> all = forms();
  hold();
  for (const web::Route& route : house.router().routes()) {
    // Those of publishing have a test of their own (publishing/held_clock_test.cc).
    if (route.method != "POST" || route.pattern.find("/publishing/") != std::string::npos) continue;
    const std::string path = route.pattern.substr(std::string("/handle/desk/{site}").size());
    if (reading_routes().contains(path)) continue;
    const auto known = all.find(path);
    ASSERT_NE(known, all.end()) << "no form is sent to " << path;
    for (const SentForm& sent : known->second) {
      const web::Response answer = send(sent);
      EXPECT_EQ(answer.status, 503) << sent.path;
      EXPECT_TRUE(reads(answer, kClockHeld)) << sent.path << answer.body;
      EXPECT_TRUE(says(answer, sent.kept)) << sent.path << answer.body;
      for (const char* password : {kPassword, kFresh})
        EXPECT_FALSE(says(answer, password)) << sent.path;
    }
  }
}

TEST_F(DeskWithHeldClock, StillFindsCases) {
  house.report();
  hold();
  for (const std::string& path : reading_routes()) {
    const web::Response answer =
        house.post("demo" + path, clerk, {{"search", "房产证"}, {"sought", "13812341234"}});
    EXPECT_LT(answer.status, 400) << path;
  }
}

TEST_F(DeskWithHeldClock, KeepsTheNameOfAQuestionThatWasNotKept) {
  hold();
  const web::Response held =
      house.post("demo/views", clerk, {{"name", "服务作风"}, {"kind", "conduct"}});
  EXPECT_EQ(tests::filled_in(held.body, "name"), "服务作风");
  EXPECT_EQ(tests::filled_in(held.body, "kind"), "conduct");
}

}  // namespace
}  // namespace handler::desk::testing
