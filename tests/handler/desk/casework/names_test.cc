// A unit that was renamed or dissolved: its cases keep its last name on every page, and those who
// can put it right are told.
#include "handler/casework/site_names.h"
#include "tests/handler/desk/desk_fixture.h"
#include "tests/support/published_site.h"

namespace handler::desk::testing {
namespace {

using core::Role;
using handler::testing::source_folder;

constexpr const char* kOld = "示范县住房和城乡建设局";
constexpr const char* kNew = "示范县建设服务中心";

// The demo site in a folder that the test may change.
class NamesOfUnits : public ::testing::Test {
 protected:
  NamesOfUnits() { house.keeps_names = true; }

  // Another unit takes the place of `housing`, as after a reform.
  void dissolve() {
    published.republish("demo", "units.yaml", "  - id: housing\n    name: 示范县住房和城乡建设局",
                        "  - id: building\n    name: 示范县建设服务中心");
  }

  tests::PublishedSites published{source_folder(), {"demo"}};
  DeskFixture house{published.root()};
};

TEST_F(NamesOfUnits, StayOnEveryPageOfTheirCases) {
  const cases::CaseId id = house.dispatched("housing");
  const std::string dispatcher = house.enter_as_role(Role::dispatcher);
  dissolve();
  for (const std::string& page :
       {DeskFixture::page_of(id), std::string("demo/"), std::string("demo/overview"),
        std::string("demo/ledgers/cases?period=2026-09"),
        std::string("demo/problems?period=2026-09")}) {
    const web::Response shown = house.get(page, dispatcher);
    EXPECT_EQ(shown.status, 200) << page;
    EXPECT_TRUE(says(shown, kOld)) << page;
  }
  EXPECT_TRUE(says(house.get("demo/?unit=housing", dispatcher), kOld));
  EXPECT_FALSE(says(house.get("demo/?unit=building", dispatcher), "SF-2026-0001"));
}

TEST_F(NamesOfUnits, InEventsAreThoseOfTheirDay) {
  const cases::CaseId id = house.dispatched("housing");
  published.republish("demo", "units.yaml", kOld, kNew);
  const web::Response page =
      house.get(DeskFixture::page_of(id), house.enter_as_role(Role::dispatcher));
  EXPECT_TRUE(says(page, kOld)) << "the event";
  EXPECT_TRUE(says(page, kNew)) << "the unit that holds the case";
}

TEST_F(NamesOfUnits, ThatAreGoneAreToldToThoseWhoCanPutItRight) {
  const std::string dispatcher = house.enter_as_role(Role::dispatcher);
  const std::string admin = house.enter_as_role(Role::admin);
  const std::string window = house.enter_as_role(Role::front_desk);
  house.dispatched("housing");
  house.add_user("liaison", {{"demo", Role::unit, "", "housing"}});
  const char* kTold =
      "1件未办结的事项、1个账号属于已不在名录里的单位或窗口：示范县住房和城乡建设局";
  EXPECT_FALSE(says(house.get("demo/", dispatcher), kTold));
  dissolve();
  EXPECT_TRUE(says(house.get("demo/", dispatcher), kTold));
  EXPECT_TRUE(says(house.get("demo/users", admin), kTold));
  EXPECT_FALSE(says(house.get("demo/", window), kTold));
  EXPECT_NE(view::stranded_warning(house.store(), house.site()->site())
                .find("1 open case(s) and 1 account(s)"),
            std::string::npos);
}

TEST_F(NamesOfUnits, ThatAreGoneAreCountedWhereTheyOnlyAssist) {
  const std::string dispatcher = house.enter_as_role(Role::dispatcher);
  const cases::CaseId id = house.dispatched("medical_insurance");
  house.dispatched("taxation");
  ASSERT_EQ(house
                .act(dispatcher, id, "redispatch",
                     {{"unit", "taxation"}, {"assisting", "housing"}, {"reason", "归税务管"}})
                .status,
            303);
  dissolve();
  const view::Stranded found = view::stranded_in(house.store(), house.site()->site()).value();
  EXPECT_EQ(found.cases, 1);
  EXPECT_EQ(found.names, std::vector<std::string>{kOld});
}

TEST_F(NamesOfUnits, AreCountedWithTheWindowThatIsGone) {
  house.report({{"window", "qinghe"}});
  house.report();
  published.republish("demo", "windows.yaml", "  - id: qinghe\n", "  - id: qinghe_new\n");
  const view::Stranded found = view::stranded_in(house.store(), house.site()->site()).value();
  EXPECT_EQ(found.cases, 1);
  EXPECT_EQ(found.names.size(), 1U);
}

TEST_F(NamesOfUnits, MeasuresAlsoKeepTheirs) {
  house.site();
  const std::string old = house.site()->site().measures.front().name;
  const std::string measure = house.site()->site().measures.front().id;
  published.republish("demo", "measures.yaml", "  - id: " + measure + "\n",
                      "  - id: another_measure\n");
  EXPECT_EQ(core::measure_name(house.site()->site(), measure), old);
}

TEST_F(NamesOfUnits, OfVersionsBeforeTheFirstStartAreTakenFromThePublishedFolder) {
  dissolve();
  EXPECT_EQ(core::unit_name(house.site()->site(), "housing"), kOld);
  EXPECT_EQ(house.store().former_names("demo").value().size(), 1U);
}

TEST_F(NamesOfUnits, ThatWereNeverKeptAreNotShownAsIds) {
  EXPECT_EQ(core::unit_name(house.site()->site(), "spaceport"), "（名称没有保存）");
}

}  // namespace
}  // namespace handler::desk::testing
