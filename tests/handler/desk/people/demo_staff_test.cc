// Rules for passwords, and the demo users.

#include <set>

#include "handler/desk/entrance/passwords.h"
#include "handler/desk/people/demo_staff.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

TEST(Staff, SaysWhatIsWrongWithAPassword) {
  EXPECT_EQ(password_weakness("wang", "Ab1-"), "the password is too short: at least 10 characters");
  EXPECT_EQ(password_weakness("wang", std::string(201, 'x')),
            "the password is too long: at most 200 characters");
  EXPECT_EQ(password_weakness("wang", "abcdefgh12"),
            "the password is too simple: mix three of small letters, capitals, digits and signs, "
            "or make it 16 long");
  EXPECT_EQ(password_weakness("wang", "My-WANG-2026"), "the password must not contain the login");
}

TEST(Staff, TakesALongOrAMixedPassword) {
  EXPECT_EQ(password_weakness("wang", "correct horse battery"), "");
  EXPECT_EQ(password_weakness("wang", "Abcdefgh-1"), "");
}

TEST(Staff, MakesOnePersonForEveryRoleWhoCanSignIn) {
  DeskFixture house;
  const auto made = make_demo_staff(house.store(), {&house.site()->site()}, house.randomness);
  ASSERT_TRUE(made);
  std::set<std::string> roles;
  for (const DemoPerson& person : *made) {
    const store::User user = house.store().user_by_login(person.login).value();
    ASSERT_EQ(user.grants.size(), 1U);
    roles.insert(std::string(core::to_text(user.grants.front().role)));
    EXPECT_EQ(password_weakness(person.login, person.password), "");
  }
  EXPECT_EQ(roles.size(), core::kRoles.size());
  const store::User first = house.store().user_by_login(made->front().login).value();
  EXPECT_TRUE(core::password_matches(made->front().password, first.password_hash));
}

TEST(Staff, BindsTheDemosLiaisonToTheFirstUnit) {
  DeskFixture house;
  ASSERT_TRUE(make_demo_staff(house.store(), {&house.site()->site()}, house.randomness));
  const store::User liaison = house.store().user_by_login("demo-unit").value();
  EXPECT_EQ(liaison.grants.front().unit, "natural_resources");
}

TEST(Staff, SaysWhoseCasesTheDemosLiaisonHas) {
  DeskFixture house;
  core::Site other = house.site()->site();
  other.identity.id = "other";
  other.units.front().name = "县水务局";
  const auto made =
      make_demo_staff(house.store(), {&house.site()->site(), &other}, house.randomness);
  ASSERT_TRUE(made);
  for (const DemoPerson& person : *made) {
    if (person.login != "demo-unit") {
      EXPECT_TRUE(person.units.empty()) << person.login;
      continue;
    }
    ASSERT_EQ(person.units.size(), 2U);
    EXPECT_EQ(person.units[1], "other 县水务局");
  }
}

TEST(Staff, GivesTheDemosPeopleTheirRoleOnEverySite) {
  DeskFixture house;
  core::Site other = house.site()->site();
  other.identity.id = "other";
  ASSERT_TRUE(make_demo_staff(house.store(), {&house.site()->site()}, house.randomness));
  ASSERT_TRUE(make_demo_staff(house.store(), {&house.site()->site(), &other}, house.randomness));
  const store::User clerk = house.store().user_by_login("demo-front_desk").value();
  ASSERT_EQ(clerk.grants.size(), 2U);
  EXPECT_EQ(clerk.grants.back().site, "other");
  EXPECT_EQ(clerk.grants.back().role, core::Role::front_desk);
}

TEST(Staff, LeavesPeopleWhoAreThereAlone) {
  DeskFixture house;
  ASSERT_TRUE(make_demo_staff(house.store(), {&house.site()->site()}, house.randomness));
  const std::string hash = house.store().user_by_login("demo-unit").value().password_hash;
  const auto again = make_demo_staff(house.store(), {&house.site()->site()}, house.randomness);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->empty());
  EXPECT_EQ(house.store().user_by_login("demo-unit").value().password_hash, hash);
}

}  // namespace
}  // namespace handler::desk::testing
