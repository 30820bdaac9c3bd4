// What stays hidden on every page and paper: withheld texts, and texts that were written while a
// case was about the unit that has it now.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

// Those who agree and withhold.
std::string enter_above(DeskFixture& house) {
  return house.enter({{"demo", Role::leader_on_duty, "", ""},
                      {"demo", Role::leading_group, "", ""},
                      {"demo", Role::supervision, "", ""}});
}

// A report on the conduct of the housing office that turned out to be a matter for it.
cases::CaseId handed_to_whom_it_was_about(DeskFixture& house) {
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", "housing"}});
  const std::string desk = house.enter_as_role(Role::front_desk);
  const std::pair<const char*, Form> steps[] = {
      {"accept", {{"kind", "conduct"}, {"tier", "general"}, {"matter", "窗口态度"}}},
      {"reclassify",
       {{"kind", "matter"}, {"tier", "general"}, {"matter", "不动产登记"}, {"reason", "归错类"}}}};
  for (const auto& [action, form] : steps)
    EXPECT_EQ(house.act(desk, id, action, form).status, 303) << action;
  EXPECT_EQ(house.act(enter_above(house), id, "agree_reclassification").status, 303);
  EXPECT_EQ(house.act(desk, id, "dispatch", {{"unit", "housing"}}).status, 303);
  return id;
}

TEST(Shielded, AUnitGetsNoIdentityAndNoWordsOnPaper) {
  DeskFixture house;
  const cases::CaseId id = handed_to_whom_it_was_about(house);
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const std::size_t before = house.event_count(id);
  EXPECT_EQ(house.post(sheet_of(id, "registration"), unit).status, 403);
  EXPECT_EQ(house.event_count(id), before);
  const web::Response page = house.get(sheet_of(id, "registration"), unit);
  EXPECT_EQ(page.status, 200);
  for (const char* words : {"办不下来", "窗口态度", "张三丰"})
    EXPECT_FALSE(says(page, words)) << words;
}

TEST(Shielded, TheSlipThatTheWindowPrintsTellsTheUnitNothingMore) {
  DeskFixture house;
  const cases::CaseId id = handed_to_whom_it_was_about(house);
  const std::string window = house.enter_as_role(Role::front_desk);
  const web::Response slip = house.get(sheet_of(id, "slip"), window);
  EXPECT_EQ(slip.status, 200);
  EXPECT_TRUE(says(slip, "示范县住房和城乡建设局"));
  EXPECT_FALSE(says(slip, "办不下来"));
  EXPECT_EQ(house.post(sheet_of(id, "slip"), window).status, 403);
  EXPECT_TRUE(says(house.get(sheet_of(id, "registration"), window), "办不下来"))
      << "the registration form stays at the window";
}

TEST(Shielded, NoPhoneNumberFindsTheCaseForTheUnit) {
  DeskFixture house;
  const cases::CaseId id = handed_to_whom_it_was_about(house);
  const cases::CaseId other = house.dispatched("housing");
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const web::Response found = house.get("demo/?search=13812341234", unit);
  EXPECT_FALSE(says(found, "/cases/" + std::to_string(id) + "\""));
  EXPECT_TRUE(says(found, "/cases/" + std::to_string(other) + "\""));
  const web::Response page = house.get(DeskFixture::page_of(other), unit);
  EXPECT_FALSE(says(page, "/cases/" + std::to_string(id) + "\""));
}

TEST(Withheld, StaysHiddenAfterALookAtTheIdentity) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  ASSERT_EQ(
      house.act(unit, id, "reply", {{"outcome", "resolved"}, {"reply", "邻居李四欠费"}}).status,
      303);
  const std::string reply = std::to_string(house.last_seq(id)) + ".reply";
  ASSERT_EQ(
      house.act(enter_above(house), id, "withhold", {{"text", reply}, {"reason", "写到了别人的事"}})
          .status,
      303);
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(id), unit), "邻居李四欠费"));
  const web::Response page = house.post(DeskFixture::page_of(id) + "/identity", unit);
  ASSERT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "张三丰"));
  EXPECT_FALSE(says(page, "邻居李四欠费"));
}

TEST(Paper, PrintsNoDeclineThatWasUndone) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string desk = house.enter_as_role(Role::front_desk);
  const std::pair<const char*, Form> steps[] = {
      {"decline",
       {{"exclusion", "legal_bar"}, {"explanation", "依法不能办"}, {"referral", "legal_aid"}}},
      {"undo_decline", {{"reason", "看错了"}}},
      {"accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}}}};
  for (const auto& [action, form] : steps)
    ASSERT_EQ(house.act(desk, id, action, form).status, 303) << action;
  EXPECT_FALSE(says(house.get(sheet_of(id, "registration"), desk), "依法不能办"));
}

TEST(Paper, PrintsTheNewestNameOfTheMatterAlsoAfterAnotherChange) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string desk = house.enter_as_role(Role::front_desk);
  const Form same = {{"kind", "matter"}, {"tier", "general"}, {"reason", "更准确"}};
  const Form changes = {{"matter", "预售合同备案"}, {"concerned", "taxation"}};
  for (const auto& change : changes) {
    Form form = same;
    form.push_back(change);
    ASSERT_EQ(house.act(desk, id, "reclassify", form).status, 303) << change.first;
  }
  EXPECT_TRUE(says(house.get(sheet_of(id, "registration"), desk), "预售合同备案"));
}

}  // namespace
}  // namespace handler::desk::testing
