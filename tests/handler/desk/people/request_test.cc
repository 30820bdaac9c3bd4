// What a reporter may ask about personal data: who answers, what the sheet says, and when all of it
// can be destroyed.
#include <algorithm>

#include "handler/cases/fold/event_table.h"
#include "handler/cases/ticket_number.h"
#include "tests/handler/desk/counter_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

const char* const kAsker = "看了身份证，与登记的姓名一致";

class PersonalData : public CounterFixture {
 protected:
  static std::string page_of(cases::CaseId id) { return DeskFixture::page_of(id) + "/request"; }
  web::Response page(cases::CaseId id) { return house.get(page_of(id), clerk); }
  web::Response sheet(cases::CaseId id) {
    return house.post(page_of(id), clerk, {{"asker", kAsker}});
  }
  web::Response destroy(cases::CaseId id, const std::string& password = kPassword) {
    return house.post(
        page_of(id) + "/destroy", clerk,
        {{"asker", kAsker}, {"reason", "已经撤回，本人要求删除"}, {"present", password}});
  }
  cases::CaseId withdrawn(const core::Json& data = core::Json::object()) {
    const cases::CaseId id = house.report(data);
    EXPECT_EQ(house.act(clerk, id, "withdraw", {{"reason", "自己办好了"}}).status, 303);
    return id;
  }
  bool holds_sealed(cases::CaseId id) {
    const store::CaseRecord record = house.record(id);
    return std::ranges::any_of(record.parts, [](const auto& part) {
      return part.second.sealed && !part.second.destroyed;
    });
  }
};

// -- who answers

TEST_F(PersonalData, IsLinkedForThoseWhoMaySeeTheIdentityExceptUnits) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string link = "/cases/" + std::to_string(id) + "/request\"";
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const std::string auditor = house.enter_as_role(Role::auditor);
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(id), clerk), link));
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(id), unit), link));
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(id), auditor), link));
  EXPECT_EQ(house.post(page_of(id), unit, {{"asker", kAsker}}).status, 403);
}

TEST_F(PersonalData, OfAConfidentialReporterStaysAtTheWindow) {
  const cases::CaseId id = house.dispatched("housing", {{"confidential", "yes"}});
  const std::string leader = house.enter_as_role(Role::leader_on_duty);
  EXPECT_EQ(house.get(page_of(id), leader).status, 403);
  EXPECT_TRUE(reads(sheet(id), "张三丰"));
}

TEST_F(PersonalData, OfAConductCaseNeverReachesTheUnitItIsAbout) {
  const cases::CaseId id = house.dispatched("taxation", {{"kind", "conduct"}, {"unit", "housing"}});
  EXPECT_EQ(house.get(page_of(id), house.enter_as_role(Role::unit, "housing")).status, 404);
  EXPECT_EQ(sheet(id).status, 200);
}

TEST_F(PersonalData, IsFoundByTicketNumberOrSerialNumber) {
  const std::string number = number_on(registered());
  const cases::CaseId id = by_number(number)->row.id;
  const std::string place = "/handle/desk/demo/cases/" + std::to_string(id) + "/request";
  house.act(clerk, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  for (const std::string& typed :
       {number, "查询编号：" + number + "。", std::string("sf-2026-0001"),
        std::string("受理编号：SF—2026—0001。")}) {
    const web::Response found = house.post("demo/requests", clerk, {{"sought", typed}});
    EXPECT_EQ(found.status, 303) << typed;
    EXPECT_EQ(found.header("Location"), place) << typed;
  }
  EXPECT_TRUE(says(house.post("demo/requests", clerk, {{"sought", "SF-2026-0099"}}), "没有找到"));
  EXPECT_EQ(house.post("demo/requests", clerk, {{"sought", " "}}).status, 422);
}

TEST_F(PersonalData, OfAnotherWindowIsNotFoundByItsNumber) {
  house.report();
  const std::string town = house.enter_as_role(Role::front_desk, "", "qinghe");
  EXPECT_TRUE(says(house.post("demo/requests", town, {{"sought", "1号"}}), "没有找到"));
}

// -- the sheet

TEST_F(PersonalData, IsPrintedOnceItIsSaidHowThePersonWasChecked) {
  const cases::CaseId id = house.report();
  EXPECT_EQ(house.post(page_of(id), clerk, {{"asker", " "}}).status, 422);
  EXPECT_EQ(house.event_count(id), 1U) << "nothing was shown, so no look was recorded";
  const web::Response printed = sheet(id);
  ASSERT_EQ(printed.status, 200);
  const cases::Event& look = house.record(id).events().back();
  EXPECT_EQ(look.type, cases::EventType::identity_viewed);
  EXPECT_EQ(look.data.at("form"), "personal_information");
  const web::Response after = house.get(DeskFixture::page_of(id), clerk);
  EXPECT_TRUE(reads(after, "查看反映人身份，填入《个人信息清单》"));
  EXPECT_TRUE(reads(after, kAsker));
}

TEST_F(PersonalData, StandsOnTheSheetWithEveryEventPartTraceAndLook) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  house.post(DeskFixture::page_of(id) + "/identity", unit);
  house.get(DeskFixture::page_of(id), clerk);  // keeps the traces
  const web::Response page = sheet(id);
  ASSERT_EQ(page.status, 200);
  for (const char* words :
       {"张三丰", "13812341234", "办不下来", "SF-2026-0001", "窗口受理", "转交承办单位办理",
        "身份信息（姓名、联系方式等），加密保存", "事项名称，工作人员写的，没有加密",
        "电话号码的特征码", "查询编号的特征码", "没有备份的记录。", "事情还没有结束。", kAsker}) {
    EXPECT_TRUE(reads(page, words)) << words;
  }
  const std::string looks = between(page.body, "四、", "五、");
  EXPECT_NE(looks.find("查看反映人身份"), std::string::npos);
  EXPECT_NE(looks.find("人员 user3"), std::string::npos) << "the unit's look: " << looks;
  EXPECT_NE(looks.find("《个人信息清单》"), std::string::npos);
}

TEST_F(PersonalData, OfAnotherPersonIsNotHandedOut) {
  const cases::CaseId id = house.report();
  house.act(clerk, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  house.act(clerk, id, "urge", {{"note", "邻居老赵也来问过"}});
  const std::string text = std::to_string(house.last_seq(id)) + ".note";
  const std::string supervision = house.enter_as_role(Role::supervision);
  ASSERT_EQ(
      house.act(supervision, id, "withhold", {{"text", text}, {"reason", "写到了别人"}}).status,
      303);
  const web::Response page = sheet(id);
  EXPECT_FALSE(reads(page, "邻居老赵"));
  EXPECT_TRUE(reads(page, "这段话写到了别人"));
}

TEST_F(PersonalData, IsNotShownIfTheLookCannotBeRecorded) {
  const cases::CaseId id = house.report();
  house.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response held = sheet(id);
  EXPECT_EQ(held.status, 503);
  EXPECT_TRUE(reads(held, "服务器的时间不对"));
  EXPECT_TRUE(says(held, kAsker)) << "what was typed is kept";
  EXPECT_FALSE(says(held, "13812341234"));
}

// -- correcting

TEST_F(PersonalData, LeadsToTheCorrectionOfOnesOwnTexts) {
  const cases::CaseId id = house.report();
  EXPECT_TRUE(reads(page(id), "没有您写的、可以更正的文字"));
  house.act(clerk, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
  house.act(clerk, id, "urge", {{"note", "请快一些"}});
  EXPECT_TRUE(says(page(id), "/cases/" + std::to_string(id) + "#action-correct\""));
}

// -- destroying

TEST_F(PersonalData, IsDestroyedOnlyOnceTheCaseIsOver) {
  const cases::CaseId id = house.report();
  const web::Response refused = destroy(id);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "事情还没有结束，现在不能删除"));
  EXPECT_FALSE(says(page(id), "/request/destroy\""));
  EXPECT_TRUE(holds_sealed(id));
}

TEST_F(PersonalData, OfAMergedCaseStaysWhileTheMainCaseIsOpen) {
  const cases::CaseId main = house.report();
  house.clock.pass(std::chrono::minutes(5));
  const cases::CaseId id = house.report();
  ASSERT_EQ(
      house.act(clerk, id, "merge", {{"into", std::to_string(main)}, {"reason", "同一件"}}).status,
      303);
  const web::Response refused = destroy(id);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "并入了另一件，那一件还没有结束"));
}

TEST_F(PersonalData, IsNotDestroyedWithoutAReasonOrWithAWrongPassword) {
  const cases::CaseId id = withdrawn();
  const web::Response bare =
      house.post(page_of(id) + "/destroy", clerk, {{"asker", kAsker}, {"present", kPassword}});
  EXPECT_EQ(bare.status, 422);
  EXPECT_TRUE(says(bare, "href=\"#field-destroy-reason\""));
  const web::Response wrong = destroy(id, "Wrong-password-1");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(says(wrong, "value=\"已经撤回，本人要求删除\"")) << "what was typed is kept";
  EXPECT_FALSE(says(wrong, "Wrong-password-1"));
  EXPECT_TRUE(holds_sealed(id));
}

TEST_F(PersonalData, IsNotDestroyedAfterManyWrongPasswords) {
  const cases::CaseId id = withdrawn();
  for (int i = 0; i < 5; ++i) destroy(id, "Wrong-password-1");
  house.clock.pass(std::chrono::seconds(20));
  const web::Response sixth = destroy(id);
  EXPECT_EQ(sixth.status, 429);
  EXPECT_TRUE(reads(sixth, "试的次数太多，请在40秒后再试。"));
  EXPECT_EQ(sixth.header("Retry-After"), "40");
  EXPECT_TRUE(holds_sealed(id));
}

TEST_F(PersonalData, CountsWrongPasswordsTogetherWithThoseOfChangingIt) {
  const cases::CaseId id = withdrawn();
  const Form wrong = {{"present", "Wrong-password-1"}, {"fresh", "x"}, {"again", "x"}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(house.post("demo/password", clerk, wrong).status, 422);
  EXPECT_EQ(destroy(id).status, 429);
  EXPECT_TRUE(holds_sealed(id));
}

TEST_F(PersonalData, SaysThatTheClockIsHeldInsteadOfDestroying) {
  const cases::CaseId id = withdrawn();
  house.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response held = destroy(id);
  EXPECT_EQ(held.status, 503);
  EXPECT_TRUE(reads(held, "服务器的时间不对"));
  EXPECT_TRUE(holds_sealed(id));
}

TEST_F(PersonalData, IsDestroyedByOneEventThatSaysWhoAndWhy) {
  const cases::CaseId id = withdrawn();
  const std::size_t before = house.event_count(id);
  EXPECT_EQ(destroy(id).status, 303);
  EXPECT_FALSE(holds_sealed(id));
  EXPECT_EQ(house.event_count(id), before + 1);
  EXPECT_EQ(cases::to_text(house.record(id).events().back().type), "parts_destroyed");
  EXPECT_TRUE(reads(house.get(DeskFixture::page_of(id), clerk), "本人要求删除"));
  EXPECT_TRUE(reads(page(id), "反映人的身份和写的话已经销毁"));
  EXPECT_FALSE(reads(sheet(id), "张三丰"));
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(PersonalData, OfADeclinedCaseIsDestroyedToo) {
  const cases::CaseId id = house.report();
  const Form declining = {
      {"exclusion", "legal_bar"}, {"explanation", "依法不办"}, {"referral", "hotline"}};
  ASSERT_EQ(house.act(clerk, id, "decline", declining).status, 303);
  EXPECT_EQ(destroy(id).status, 303);
  EXPECT_FALSE(holds_sealed(id));
}

}  // namespace
}  // namespace handler::desk::testing
