// The leader's page: who may see it, and that its numbers agree with the worklist.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

TEST(Overview, IsForThoseWhoLookAfterTheWhole) {
  DeskFixture house;
  house.report();
  const std::pair<core::Role, int> answers[] = {
      {core::Role::front_desk, 403},    {core::Role::dispatcher, 200},
      {core::Role::unit, 403},          {core::Role::leader_on_duty, 200},
      {core::Role::leading_group, 200}, {core::Role::supervision, 200},
      {core::Role::editor, 403},        {core::Role::auditor, 200},
      {core::Role::admin, 403}};
  for (const auto& [role, status] : answers) {
    const std::string session = house.enter_as_role(role);
    EXPECT_EQ(house.get("demo/overview", session).status, status) << core::to_text(role);
    EXPECT_EQ(says(house.get("demo/", session), "/overview\""), status == 200)
        << core::to_text(role);
  }
}

std::string total(const std::string& group, int number) {
  return "href=\"/handle/desk/demo/" + group + "\"><span class=\"total-number\">" +
         std::to_string(number) + "</span>";
}

TEST(Overview, CountsWhatIsOpenLateAndWaitingForADecision) {
  DeskFixture house;
  house.clock.set("2026-09-17 10:00");
  house.dispatched("housing");
  house.clock.set("2026-09-24 10:00");
  const cases::CaseId asked = house.dispatched("taxation");
  house.report();
  const std::string unit = house.enter_as_role(core::Role::unit, "taxation");
  ASSERT_EQ(house.act(unit, asked, "ask_extension", {{"workdays", "1"}, {"reason", "人手"}}).status,
            303);
  const std::string leader = house.enter_as_role(core::Role::leading_group);
  ASSERT_EQ(house.act(leader, asked, "urge").status, 303);
  const web::Response page = house.get("demo/overview", leader);
  EXPECT_TRUE(says(page, total("?group=open", 3)));
  EXPECT_TRUE(says(page, "class=\"total-late\" " + total("?group=late", 1)));
  EXPECT_TRUE(says(page, total("?group=extension", 1)));
  EXPECT_TRUE(says(page, total("?group=urged", 1)));
  EXPECT_TRUE(says(page, total("?group=reopening", 0)));
  EXPECT_TRUE(says(page,
                   "class=\"cell-late\" href=\"/handle/desk/demo/?group=late&amp;unit=housing"
                   "\">1</a>"));
  EXPECT_TRUE(says(page, "href=\"/handle/desk/demo/?group=urged&amp;unit=taxation\">1</a>"));
  EXPECT_TRUE(says(page, "还没有转办"));
  const web::Response list = house.get("demo/?group=late&unit=housing", leader);
  EXPECT_TRUE(reads(list, "已超时限（1）"));
}

TEST(Overview, NamesTheLeaderOfEachHalfOfTheDay) {
  tests::PublishedSites sites(handler::testing::source_folder(), {"demo"});
  sites.republish("demo", "duty.yaml", "  - {from: 2026-11-23, to: 2026-11-29, name: 潘理事,",
                  "  - {from: 2026-11-23, to: 2026-11-29, part: morning, name: 甲}\n"
                  "  - {from: 2026-11-23, to: 2026-11-29, part: afternoon, name: 潘理事,");
  DeskFixture house(sites.root());
  house.clock.set("2026-11-24 10:00");
  const std::string leader = house.enter_as_role(core::Role::leading_group);
  const web::Response page = house.get("demo/overview", leader);
  EXPECT_TRUE(reads(page, "上午：甲\n"));
  EXPECT_TRUE(reads(page, "下午：潘理事"));
}

TEST(Overview, CountsOnlyWhatThePersonReaches) {
  DeskFixture house;
  house.report({{"window", "qinghe"}});
  house.report({{"window", "liuwan"}});
  house.report({{"window", "shiqiao"}});
  const std::string leader = house.enter_as_role(core::Role::leading_group, "", "liuwan");
  EXPECT_TRUE(says(house.get("demo/overview", leader), total("?group=open", 2)));
}

TEST(Overview, NamesTheLeaderOnDutyToday) {
  DeskFixture house;
  house.clock.set("2026-11-17 10:00");
  const std::string leader = house.enter_as_role(core::Role::leading_group);
  EXPECT_TRUE(says(house.get("demo/overview", leader), "<strong>白晓晴</strong>"));
  house.clock.set("2026-10-01 10:00");
  const std::string earlier = house.enter_as_role(core::Role::leading_group);
  const web::Response page = house.get("demo/overview", earlier);
  EXPECT_TRUE(says(page, "带班表里没有今天的安排"));
  EXPECT_FALSE(says(page, "白晓晴"));
}

}  // namespace
}  // namespace handler::desk::testing
