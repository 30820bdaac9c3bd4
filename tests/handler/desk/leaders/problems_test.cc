// The page of common problems (CA-31): causes stated on closing, counted and grouped.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

constexpr const char* kProblemsOfMonth = "demo/problems?period=2026-09";

// Accepts as `matter`, answers by a unit, closes with `cause`.
void close_case(DeskFixture& house, const std::string& matter, const std::string& unit,
                const std::string& cause, const core::Json& data = core::Json::object()) {
  const cases::CaseId id = house.report(data);
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string kind = data.value("kind", "matter");
  ASSERT_EQ(
      house.act(window, id, "accept", {{"kind", kind}, {"tier", "general"}, {"matter", matter}})
          .status,
      303);
  ASSERT_EQ(house.act(window, id, "dispatch", {{"unit", unit}}).status, 303);
  ASSERT_EQ(house
                .act(house.enter_as_role(Role::unit, unit), id, "reply",
                     {{"outcome", "resolved"}, {"reply", "办好了"}})
                .status,
            303);
  ASSERT_EQ(
      house.act(window, id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}}).status,
      303);
  ASSERT_EQ(house.act(window, id, "close", {{"cause", cause}}).status, 303);
}

TEST(ProblemsPage, AskForTheCauseOnClosingAndTellItToStaffAlone) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  ASSERT_EQ(house.act(unit, id, "reply", {{"outcome", "resolved"}, {"reply", "好了"}}).status, 303);
  ASSERT_EQ(house.act(window, id, "feed_back", {{"reply", "好了"}, {"channel", "written"}}).status,
            303);
  const web::Response asked = house.act(window, id, "close");
  EXPECT_EQ(asked.status, 422);
  EXPECT_TRUE(reads(asked, "当初没办成的原因：请填写这一项。"));
  EXPECT_NE(tests::link_to(asked.body, "#close-cause"), "") << "the mistake leads to its field";
  EXPECT_TRUE(reads(asked, "\n系统故障、数据不通\n"));
  EXPECT_TRUE(reads(asked, "\n其他原因\n"));
  EXPECT_EQ(house.act(window, id, "close", {{"cause", "system_down"}}).status, 303);
  EXPECT_TRUE(
      says(house.get(DeskFixture::page_of(id), window), "当初没办成的原因：系统故障、数据不通。"));
  EXPECT_EQ(house.act(window, id, "state_cause", {{"cause", "system_down"}}).status, 422);
  EXPECT_EQ(house.act(window, id, "state_cause", {{"cause", "passed_around"}}).status, 303);
  const web::Response page = house.get(DeskFixture::page_of(id), window);
  EXPECT_TRUE(says(page, "当初没办成的原因：部门之间互相推。"));
  EXPECT_TRUE(says(page, "办结；当初没办成的原因：系统故障、数据不通")) << "the stated cause stays";
}

TEST(ProblemsPage, ComeTogetherByMatterUnitAndCause) {
  DeskFixture house;
  close_case(house, "房产证", "housing", "system_down");
  close_case(house, "落户", "housing", "not_told_at_once");
  close_case(house, "房产证", "housing", "system_down");
  close_case(house, "房产证", "taxation", "system_down");
  house.report();  // not accepted
  const std::string leader = house.enter_as_role(Role::leading_group);
  const web::Response page = house.get(kProblemsOfMonth, leader);
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "能看到的有4件"));
  EXPECT_TRUE(reads(page,
                    "\n房产证\n示范县住房和城乡建设局\n系统故障、数据不通\n2\n"
                    "SF-2026-0001 SF-2026-0003\n"));
  EXPECT_EQ(tests::link_to(page.body, "/handle/desk/demo/cases/3"), "SF-2026-0003");
  EXPECT_TRUE(reads(page, "\n系统故障、数据不通\n3\n"));
  EXPECT_FALSE(reads(page, "\n落户\n示范县住房和城乡建设局\n"));
  const std::string csv = house.get(std::string(kProblemsOfMonth) + "&as=csv", leader).body;
  EXPECT_NE(
      csv.find("房产证,示范县住房和城乡建设局,系统故障、数据不通,2,SF-2026-0001、SF-2026-0003"),
      std::string::npos)
      << csv;
  EXPECT_NE(csv.find("落户,示范县住房和城乡建设局,没有一次告知清楚,1,SF-2026-0002"),
            std::string::npos);
  EXPECT_NE(tests::link_to(house.get("demo/overview", leader).body, "/handle/desk/demo/problems"),
            "");
}

TEST(ProblemsPage, AreForLeadersAndOnlyWhatTheyReach) {
  DeskFixture house;
  close_case(house, "房产证", "housing", "system_down");
  close_case(house, "房产证", "housing", "system_down", {{"window", "qinghe"}});
  EXPECT_EQ(house.get(kProblemsOfMonth, house.enter_as_role(Role::front_desk)).status, 403);
  EXPECT_EQ(house.get(kProblemsOfMonth, house.enter_as_role(Role::unit, "housing")).status, 403);
  EXPECT_EQ(house.get(kProblemsOfMonth, house.enter_as_role(Role::admin)).status, 403);
  const std::string town = house.enter_as_role(Role::leading_group, "", "qinghe");
  const web::Response page = house.get(kProblemsOfMonth, town);
  EXPECT_TRUE(says(page, "能看到的有1件"));
  EXPECT_TRUE(says(page, "没有反复出现的问题"));
  EXPECT_TRUE(says(house.get("demo/problems?period=2026-08", town), "能看到的有0件"));
  EXPECT_EQ(house.get("demo/problems?period=soon", town).status, 400);
}

}  // namespace
}  // namespace handler::desk::testing
