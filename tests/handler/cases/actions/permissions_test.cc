// The access table: cases, identities and actions by role; one row per test.
#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::Role;
using testing::with;

Object plain_case() {
  return {.site = "here",
          .window = "town",
          .windows_above = {"district", "city"},
          .unit = "civil",
          .concerned_unit = "tax"};
}

Object restricted_case() {
  Object object = plain_case();
  object.restricted = true;
  return object;
}

Object confidential_case() {
  Object object = plain_case();
  object.confidential = true;
  return object;
}

// The names of the roles that may do it (a unit's liaison is bound to "civil", which holds the
// case).
std::vector<std::string> who_may(std::string_view action, const Object& object) {
  std::vector<std::string> names;
  for (const auto& [role, name] : core::kRoles) {
    if (allowed(with(role, role == Role::unit ? "civil" : ""), action, object)) {
      names.emplace_back(name);
    }
  }
  return names;
}

using Names = std::vector<std::string>;

TEST(Permissions, ShowCasesToThoseWhoWorkOnThemAndToAuditors) {
  EXPECT_EQ(who_may("see", plain_case()),
            (Names{"front_desk", "dispatcher", "unit", "leader_on_duty", "leading_group",
                   "supervision", "auditor"}));
}

// PY-27: supervisors see every case; only the unit that it is about does not.
TEST(Permissions, ShowConductCasesToEveryOfficeButTheUnitConcerned) {
  EXPECT_EQ(who_may("see", restricted_case()),
            (Names{"front_desk", "dispatcher", "unit", "leader_on_duty", "leading_group",
                   "supervision", "auditor"}));
}

TEST(Permissions, NeverShowAConductCaseToTheUnitItIsAbout) {
  Object object = restricted_case();
  object.unit = "tax";
  EXPECT_FALSE(allowed(with(Role::unit, "tax"), "see", object));
  EXPECT_FALSE(allowed(with(Role::unit, "tax"), "sign_for", object));
  EXPECT_FALSE(allowed(with(Role::unit, "tax"), "see_identity", object));
}

TEST(Permissions, ShowAUnitOnlyWhatItHolds) {
  EXPECT_TRUE(allowed(with(Role::unit, "civil"), "see", plain_case()));
  EXPECT_FALSE(allowed(with(Role::unit, "tax"), "see", plain_case()));
  EXPECT_FALSE(allowed(with(Role::unit, ""), "see", plain_case()));
  Object before_dispatch = plain_case();
  before_dispatch.unit = "";
  EXPECT_FALSE(allowed(with(Role::unit, ""), "see", before_dispatch));
}

TEST(Permissions, ShowAnAssistingUnitTheCaseButNotWhoReportedIt) {
  Object object = plain_case();
  object.assisting = {"housing"};
  const StaffMember helper = with(Role::unit, "housing");
  EXPECT_TRUE(allowed(helper, "see", object));
  EXPECT_TRUE(allowed(helper, "contribute", object));
  EXPECT_FALSE(allowed(helper, "see_identity", object));
  for (const ActionRule& rule : action_table()) {
    // It may correct what it wrote itself, and take back what it sent.
    const bool may = rule.id == "contribute" || rule.id == "correct" || rule.id == "withdraw_file";
    EXPECT_EQ(allowed(helper, rule.id, object).has_value(), may) << rule.id;
  }
  EXPECT_FALSE(allowed(with(Role::unit, "civil"), "contribute", object));
}

TEST(Permissions, NeverShowAConductCaseToTheUnitItIsAboutThroughAssisting) {
  Object object = restricted_case();
  object.assisting = {"tax"};
  for (const char* action : {"see", "contribute", "see_identity"})
    EXPECT_FALSE(allowed(with(Role::unit, "tax"), action, object)) << action;
}

TEST(Permissions, ShowIdentitiesToThoseWhoHaveToCall) {
  EXPECT_EQ(who_may("see_identity", plain_case()),
            (Names{"front_desk", "dispatcher", "unit", "leader_on_duty", "leading_group",
                   "supervision"}));
}

TEST(Permissions, ShowConfidentialIdentitiesToTheWindowAlone) {
  EXPECT_EQ(who_may("see_identity", confidential_case()), Names{"front_desk"});
}

TEST(Permissions, LeaveRequestsAboutPersonalDataToTheWindowAndThoseAboveIt) {
  EXPECT_EQ(who_may("answer_request", plain_case()),
            (Names{"front_desk", "dispatcher", "leader_on_duty", "leading_group", "supervision"}));
  EXPECT_EQ(who_may("answer_request", confidential_case()), Names{"front_desk"});
  EXPECT_EQ(who_may("find_request", plain_case()), who_may("answer_request", plain_case()));
}

TEST(Permissions, LetAdminsAndEditorsKeepToTheirOwn) {
  EXPECT_EQ(who_may("manage_users", plain_case()), Names{"admin"});
  EXPECT_FALSE(allowed(with(Role::admin), "list", plain_case()));
  EXPECT_FALSE(allowed(with(Role::editor), "list", plain_case()));
}

TEST(Permissions, LetEditorsPublishAndOthersOnlyLookOrAgree) {
  EXPECT_EQ(who_may("edit", plain_case()), Names{"editor"});
  EXPECT_EQ(who_may("publish", plain_case()), Names{"editor"});
  EXPECT_EQ(who_may("agree_publication", plain_case()), (Names{"editor", "admin"}));
  EXPECT_EQ(who_may("see_publications", plain_case()), (Names{"editor", "auditor", "admin"}));
  const StaffMember of_town = with(Role::editor, "", "town");
  EXPECT_TRUE(allowed(of_town, "edit", plain_case()));
  EXPECT_FALSE(allowed(of_town, "edit", {.site = "here"}));
  EXPECT_TRUE(allowed(of_town, "publish", {.site = "here"}));
  EXPECT_FALSE(allowed(of_town, "publish", {.site = "there"}));
}

TEST(Permissions, LetAnAuditorReadAndNeverAct) {
  for (const ActionRule& rule : action_table()) {
    EXPECT_FALSE(allowed(with(Role::auditor), rule.id, plain_case())) << rule.id;
    EXPECT_FALSE(allowed(with(Role::admin), rule.id, plain_case())) << rule.id;
    EXPECT_FALSE(allowed(with(Role::editor), rule.id, plain_case())) << rule.id;
  }
}

TEST(Permissions, ReachAWindowAndThoseBelowIt) {
  EXPECT_TRUE(allowed(with(Role::front_desk, "", "town"), "see", plain_case()));
  EXPECT_TRUE(allowed(with(Role::front_desk, "", "city"), "see", plain_case()));
  EXPECT_FALSE(allowed(with(Role::front_desk, "", "village"), "see", plain_case()));
}

// A small hall needs no special rule: give its dispatcher the front desk's role as well.
TEST(Permissions, LetADispatcherRegisterWhoIsAtTheCounterToo) {
  const Grant dispatching{"here", Role::dispatcher, "", ""};
  const Grant at_the_counter{"here", Role::front_desk, "town", ""};
  EXPECT_FALSE(allowed({1, "one", {dispatching}}, "register", plain_case()));
  const StaffMember both = {1, "one", {dispatching, at_the_counter}};
  EXPECT_EQ(allowed(both, "register", plain_case())->role, Role::front_desk);
  EXPECT_EQ(allowed(both, "redispatch", plain_case())->role, Role::dispatcher);
  Object elsewhere = plain_case();
  elsewhere.window = "village";
  elsewhere.windows_above.clear();
  EXPECT_FALSE(allowed(both, "register", elsewhere));
}

TEST(Permissions, EndAtTheSite) {
  const StaffMember elsewhere = with(Role::front_desk, "", "", "there");
  EXPECT_FALSE(allowed(elsewhere, "see", plain_case()));
  EXPECT_FALSE(allowed(elsewhere, "list", plain_case()));
  EXPECT_FALSE(allowed(elsewhere, "accept", plain_case()));
}

TEST(Permissions, DenyWhatNobodyHeardOf) {
  EXPECT_EQ(who_may("", plain_case()), Names{});
  EXPECT_EQ(who_may("delete", plain_case()), Names{});
}

TEST(Permissions, AnswerWithTheGrantThatAllows) {
  const StaffMember two = {
      1, "two", {{"here", Role::auditor, "", ""}, {"here", Role::unit, "", "civil"}}};
  EXPECT_EQ(allowed(two, "sign_for", plain_case())->role, Role::unit);
  EXPECT_EQ(allowed(two, "see", plain_case())->role, Role::auditor);
}

TEST(Permissions, FindTheWindowsAboveACase) {
  testing::CaseLife life(testing::py());
  life.submit("2026-09-28 09:00", {{"kind", "matter"}, {"window", "branch"}});
  const Object object = object_of(life.site(), life.now());
  EXPECT_EQ(object.window, "branch");
  EXPECT_EQ(object.windows_above, std::vector<std::string>{"main"});
}

}  // namespace
}  // namespace handler::cases
