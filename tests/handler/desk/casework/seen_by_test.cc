// Who saw a case before it was restricted is listed for those who may see it now.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

struct SeenBy : ::testing::Test {
  DeskFixture house;
  cases::CaseId id = house.report({{"unit", "housing"}});
  std::string window = person("wang", Role::front_desk);
  std::string dispatcher = person("li", Role::dispatcher);
  std::string leader = person("zhao", Role::leader_on_duty);

  std::string person(const std::string& login, Role role) {
    return house.enter_as(house.add_user(login, {{"demo", role, "", ""}}));
  }
  void act(const std::string& session, const std::string& action, const Form& form) {
    ASSERT_EQ(house.act(session, id, action, form).status, 303) << action;
  }
  // Accepted and dispatched as a matter, then corrected: it is about the unit's conduct.
  void restrict_late() {
    act(window, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事项"}});
    ASSERT_EQ(house.post(house.page_of(id) + "/identity", dispatcher).status, 200);
    act(window, "dispatch", {{"unit", "housing"}});
    act(leader, "urge", {{"note", "请快办"}});
    act(window, "reclassify", {{"kind", "conduct"}, {"tier", "general"}, {"reason", "说的是态度"}});
    act(dispatcher, "dispatch", {{"unit", "taxation"}});
  }
};

constexpr const char* kSeers =
    "限制查看以前，可以看到这件事的：窗口专员 人员 wang、督办科 人员 li、"
    "示范县住房和城乡建设局、带班领导 人员 zhao。";

TEST_F(SeenBy, ListsUnitsAndStaffByNameAndNoUnitThatCameLater) {
  restrict_late();
  for (const std::string& session : {window, dispatcher, leader})
    EXPECT_TRUE(reads(house.get(house.page_of(id), session), kSeers));
}

TEST_F(SeenBy, StaysWhenTheRestrictionFellButNotForTheUnitThatItWasAbout) {
  restrict_late();
  act(window, "reclassify",
      {{"kind", "matter"}, {"tier", "general"}, {"matter", "房产证"}, {"reason", "不是态度"}});
  act(leader, "agree_reclassification", {});
  EXPECT_TRUE(reads(house.get(house.page_of(id), window), kSeers));
  act(dispatcher, "redispatch", {{"unit", "housing"}, {"reason", "归它办"}});
  const web::Response unit =
      house.get(house.page_of(id), house.enter_as_role(Role::unit, "housing"));
  EXPECT_EQ(unit.status, 200);
  EXPECT_FALSE(reads(unit, "限制查看以前"));
}

TEST_F(SeenBy, IsEmptyForWhatCameInRestricted) {
  const cases::CaseId conduct = house.dispatched("taxation", {{"kind", "conduct"}});
  EXPECT_FALSE(reads(house.get(house.page_of(conduct), window), "限制查看以前"));
}

}  // namespace
}  // namespace handler::desk::testing
