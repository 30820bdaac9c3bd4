// A case keeps the policy under which it was accepted, even after newer ones are published.
#include "handler/casework/case_rules.h"

#include "tests/handler/handler_fixture.h"

namespace handler::view {
namespace {

using handler::testing::HandlerFixture;
using handler::testing::source_folder;

struct ChangingTown {
  tests::PublishedSites published{source_folder(), {"demo"}};
  HandlerFixture hall{published.root()};

  void publish_four_days() {
    published.republish("demo", "policy.yaml", "limits: {handle: 2 workdays}",
                        "limits: {handle: 4 workdays}");
  }
  core::Result<OwnedRules> rules_of(cases::CaseId id) {
    return hall.rules.for_case(*hall.site(), hall.record(id).row);
  }
  static std::string limit_of_general(const OwnedRules& rules) {
    return core::chinese_limit(rules.version->policy.tier("general")->limits.at("handle"));
  }
};

TEST(CaseRules, AreThePublishedOnesBeforeAcceptance) {
  ChangingTown town;
  const cases::CaseId id = town.hall.report();
  EXPECT_EQ(ChangingTown::limit_of_general(town.rules_of(id).value()), "2个工作日");
  town.publish_four_days();
  EXPECT_EQ(ChangingTown::limit_of_general(town.rules_of(id).value()), "4个工作日");
}

TEST(CaseRules, StayWhatTheyWereAtAcceptance) {
  ChangingTown town;
  const cases::CaseId old_case = town.hall.report();
  town.hall.accept(old_case);
  town.publish_four_days();
  const cases::CaseId new_case = town.hall.report();
  town.hall.accept(new_case);
  town.hall.act(old_case, "dispatch", {{"unit", "housing"}});
  town.hall.act(new_case, "dispatch", {{"unit", "housing"}});
  EXPECT_EQ(ChangingTown::limit_of_general(town.rules_of(old_case).value()), "2个工作日");
  EXPECT_EQ(ChangingTown::limit_of_general(town.rules_of(new_case).value()), "4个工作日");
  EXPECT_EQ(core::to_iso(*town.hall.record(old_case).row.values.next_due),
            "2026-09-29T17:00:00.000+08:00");
  EXPECT_EQ(core::to_iso(*town.hall.record(new_case).row.values.next_due),
            "2026-10-08T17:00:00.000+08:00");
}

TEST(CaseRules, ReadAnOldVersionFromTheStoreOnce) {
  ChangingTown town;
  const cases::CaseId id = town.hall.report();
  town.hall.accept(id);
  town.publish_four_days();
  const store::CaseRow row = town.hall.record(id).row;
  const OwnedRules first = town.rules_of(id).value();
  town.hall.store.refuse_reads = core::FailureCode::busy;
  const auto second = town.hall.rules.for_case(*town.hall.site(), row);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->version, first.version);
}

TEST(CaseRules, FailIfTheStoreDoesNotHaveTheVersion) {
  ChangingTown town;
  store::CaseRow row;
  row.values.policy = "0123456789abcdef0123456789abcdef";
  const auto missing = town.hall.rules.for_case(*town.hall.site(), row);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.failure().code, core::FailureCode::not_found);
}

TEST(CurrentValues, AreWhatTheFoldSays) {
  HandlerFixture hall;
  const cases::CaseId id = hall.report({{"kind", "conduct"},
                                        {"restricted", "yes"},
                                        {"confidential", "yes"},
                                        {"unit", "taxation"},
                                        {"window", "qinghe"}});
  hall.act(id, "accept", {{"kind", "conduct"}, {"tier", "complex"}, {"matter", "事项"}});
  const store::CurrentValues values = hall.record(id).row.values;
  EXPECT_EQ(values.state, "accepted");
  EXPECT_EQ(values.kind, "conduct");
  EXPECT_EQ(values.tier, "complex");
  EXPECT_EQ(values.window, "qinghe");
  EXPECT_EQ(values.unit, "");
  EXPECT_EQ(values.concerned_unit, "taxation");
  EXPECT_EQ(values.serial, "SF-2026-0001");
  EXPECT_EQ(values.policy, hall.site()->site().policy_version);
  EXPECT_EQ(values.round, 1);
  EXPECT_TRUE(values.restricted);
  EXPECT_TRUE(values.confidential);
  EXPECT_EQ(core::to_iso(*values.next_due), "2026-09-24T17:00:00.000+08:00");
}

}  // namespace
}  // namespace handler::view
