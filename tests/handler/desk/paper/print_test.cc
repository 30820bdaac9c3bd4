// A site's paper form filled in for a case: the values of its cells, who sees the identity, and the
// record of it.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

int looks_at(DeskFixture& house, cases::CaseId id) {
  const auto record = house.record(id);
  int looks = 0;
  for (const cases::Event& event : record.events()) {
    looks += event.type == cases::EventType::identity_viewed ? 1 : 0;
  }
  return looks;
}

TEST(Print, FillsTheSlipWithTheCase) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page = house.get(sheet_of(id, "slip"), window);
  ASSERT_EQ(page.status, 200);
  for (const char* words :
       {"SF-2026-0001-1", "SF-2026-0001</span>", "示范县住房和城乡建设局", "办不下来", "沿此线裁开",
        "2026年9月29日</span>前书面答复", "paper-band-blue", "蓝牌", "☑"}) {
    EXPECT_TRUE(says(page, words)) << words;
  }
}

TEST(Print, NamesTheUnitsThatAssist) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house
                .act(window, id, "redispatch",
                     {{"unit", "taxation"}, {"assisting", "housing"}, {"reason", "归税务管"}})
                .status,
            303);
  EXPECT_TRUE(says(house.get(sheet_of(id, "slip"), window), "示范县住房和城乡建设局</span>"));
}

TEST(Print, NumbersEachHandOverAsASlipOfItsOwn) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house
                .act(window, id, "redispatch",
                     {{"unit", "taxation"}, {"reason", "转错单位"}, {"note", "请核对完税证明"}})
                .status,
            303);
  const web::Response page = house.get(sheet_of(id, "slip"), window);
  EXPECT_TRUE(says(page, "SF-2026-0001-2"));
  EXPECT_TRUE(says(page, "办不下来")) << "the problem";
  EXPECT_TRUE(says(page, "请核对完税证明"));
  EXPECT_FALSE(says(page, "转错单位")) << "an internal reason is no order";
  EXPECT_FALSE(says(page, "示范县住房和城乡建设局</span>"));
}

TEST(Print, LeavesTheReportersNameOutUntilSomebodyAsksAndWritesThatDown) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response blank = house.get(sheet_of(id, "registration"), window);
  EXPECT_FALSE(says(blank, "张三丰"));
  EXPECT_TRUE(says(blank, "填入反映人信息"));
  EXPECT_EQ(looks_at(house, id), 0);
  const web::Response filled = house.post(sheet_of(id, "registration"), window);
  ASSERT_EQ(filled.status, 200);
  EXPECT_TRUE(says(filled, "张三丰"));
  EXPECT_TRUE(says(filled, "13812341234"));
  EXPECT_EQ(looks_at(house, id), 1);
  EXPECT_TRUE(reads(house.get(DeskFixture::page_of(id), window),
                    "查看反映人身份，填入《示范县“办不成事”反映窗口受理登记表》"));
}

TEST(Print, SaysWhyACellIsBlankForWhoMayNotKnow) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string auditor = house.enter_as_role(Role::auditor);
  const web::Response page = house.get(sheet_of(id, "registration"), auditor);
  EXPECT_TRUE(says(page, "（无权查看）"));
  EXPECT_FALSE(says(page, "填入反映人信息"));
  EXPECT_EQ(house.post(sheet_of(id, "registration"), auditor).status, 403);
  EXPECT_EQ(looks_at(house, id), 0);
}

TEST(Print, KeepsAConfidentialReporterOnThePapersOfTheWindow) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing", {{"confidential", "yes"}});
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_TRUE(says(house.post(sheet_of(id, "registration"), window), "张三丰"));
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const web::Response page = house.get(sheet_of(id, "registration"), unit);
  EXPECT_TRUE(says(page, "（反映人要求保密）"));
  EXPECT_EQ(house.post(sheet_of(id, "registration"), unit).status, 403);
}

TEST(Print, HidesAConductCaseFromTheUnitItIsAbout) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("taxation", {{"kind", "conduct"}, {"unit", "housing"}});
  const std::string concerned = house.enter_as_role(Role::unit, "housing");
  EXPECT_EQ(house.get(sheet_of(id, "slip"), concerned).status, 404);
  EXPECT_EQ(house.get(sheet_of(id, "registration"), concerned).status, 404);
  EXPECT_EQ(house.get(sheet_of(id, "slip"), house.enter_as_role(Role::unit, "taxation")).status,
            200);
}

TEST(Print, OffersASlipOnlyOnceThereIsSomebodyToHandItTo) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page = house.get(DeskFixture::page_of(id), window);
  EXPECT_TRUE(says(page, "/print/registration\""));
  EXPECT_FALSE(says(page, "/print/slip\""));
  EXPECT_EQ(house.get(sheet_of(id, "slip"), window).status, 404);
  EXPECT_EQ(house.get(sheet_of(id, "ledger"), window).status, 404);
  EXPECT_EQ(house.get(sheet_of(id, "nothing"), window).status, 404);
  EXPECT_TRUE(
      says(house.get(DeskFixture::page_of(house.dispatched("housing")), window), "/print/slip\""));
}

TEST(Print, ContinuesOnAnAnnexWhatHasNoRoomInItsCell) {
  DeskFixture house;
  std::string problem;
  for (int i = 0; i < 150; ++i) problem += "第" + std::to_string(i) + "次去窗口还是没有办成。";
  const cases::CaseId id =
      house.report(core::Json::object(), {{"matter", "房产证"}, {"problem", problem}});
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response page = house.get(sheet_of(id, "registration"), window);
  EXPECT_TRUE(says(page, "……（全文见附页）"));
  EXPECT_TRUE(reads(page, "第149次去窗口还是没有办成。\n"));
  EXPECT_TRUE(says(page, "请一起打印"));
}

TEST(Print, LeavesTheDueDateOpenWhileMaterialsAreAwaited) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.act(window, id, "ask_materials", {{"list", "合同"}}).status, 303);
  const web::Response page = house.get(sheet_of(id, "slip"), window);
  EXPECT_FALSE(says(page, "2026年9月29日</span>前"));
  EXPECT_TRUE(says(page, "paper-date"));
}

}  // namespace
}  // namespace handler::desk::testing
