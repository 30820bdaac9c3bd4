// The desk's view of system events, owed visits and assisting units.
#include "handler/cases/jobs/jobs.h"
#include "handler/casework/recording.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

// Records what `handler tick` would record for the case now.
int tick(DeskFixture& house, cases::CaseId id) {
  const auto site = house.site();
  const core::Instant now = house.clock.now();
  const view::FoldedCase open =
      view::fold_record(house.services(), *site, house.record(id)).value();
  std::vector<cases::PlannedEvent> planned =
      cases::due_jobs(open.rules.rules(), open.folded, site->rules->time.calendar, now);
  const int count = static_cast<int>(planned.size());
  const auto after = view::record(house.services(), *site, open, {}, std::move(planned));
  return after.ok() ? count : -1;
}

TEST(SystemAtTheDesk, ShowsWhatRanOutAndToWhomItWent) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  house.clock.set("2026-09-29 17:01");
  ASSERT_EQ(tick(house, id), 1);
  const web::Response page =
      house.get(DeskFixture::page_of(id), house.enter_as_role(Role::dispatcher));
  for (const char* words :
       {"已超时限", "超过时限：办理时限，提醒督办科督促办理，提交监督检查组处理",
        "已提醒督办科督促办理。", "已提交监督检查组。"})
    EXPECT_TRUE(says(page, words)) << words;
}

TEST(SystemAtTheDesk, ShowsThatSomebodyWasReminded) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  house.clock.set("2026-09-29 09:00");
  ASSERT_EQ(tick(house, id), 1);
  const web::Response page =
      house.get(DeskFixture::page_of(id), house.enter_as_role(Role::unit, "housing"));
  EXPECT_TRUE(says(page, "快到期，提醒经办人：办理时限"));
}

TEST(SystemAtTheDesk, DisturbsNobodyWhoActsFromAnOlderPage) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string seen = std::to_string(house.last_seq(id));
  house.clock.set("2026-09-29 09:00");
  ASSERT_EQ(tick(house, id), 1);
  const web::Response signed_for =
      house.post(DeskFixture::page_of(id) + "/actions/sign_for",
                 house.enter_as_role(Role::unit, "housing"), {{"seen", seen}});
  EXPECT_EQ(signed_for.status, 303);
}

TEST(Visits, AreShownAsOwedFromClosingUntilTheyAreMade) {
  DeskFixture house;
  const cases::CaseId id = house.dispatched("housing");
  const std::string unit = house.enter_as_role(Role::unit, "housing");
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.act(unit, id, "reply", {{"outcome", "resolved"}, {"reply", "办好了"}}).status,
            303);
  ASSERT_EQ(
      house.act(window, id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}}).status,
      303);
  ASSERT_EQ(house.act(window, id, "close", {{"cause", "other"}}).status, 303);
  EXPECT_TRUE(
      says(house.get(DeskFixture::page_of(id), window), "还没有回访反映人，最迟10月9日17:00前。"));
  EXPECT_TRUE(says(house.get("demo/?group=all", window), "待回访"));
  EXPECT_TRUE(reads(house.get("demo/", window), "\n待回访（1）\n"));
  house.clock.set("2026-10-09 18:00");
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(id), house.enter_as_role(Role::front_desk)),
                   "应当在10月9日17:00前回访，已经过期。"));
  const std::string later = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.act(later, id, "visit", {{"visit", "电话里说满意"}}).status, 303);
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(id), later), "还没有回访反映人"));
  EXPECT_FALSE(says(house.get("demo/?group=all", later), "待回访"));
}

cases::CaseId with_help(DeskFixture& house) {
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  EXPECT_EQ(
      house.act(window, id, "accept", {{"kind", "matter"}, {"tier", "complex"}, {"matter", "事项"}})
          .status,
      303);
  EXPECT_EQ(
      house
          .act(window, id, "dispatch",
               {{"unit", "housing"}, {"assisting", "taxation"}, {"assisting", "medical_insurance"}})
          .status,
      303);
  return id;
}

TEST(Assisting, UnitsSeeTheCaseAndTellTheOneThatHoldsIt) {
  DeskFixture house;
  const cases::CaseId id = with_help(house);
  const std::string helper = house.enter_as_role(Role::unit, "taxation");
  const web::Response page = house.get(DeskFixture::page_of(id), helper);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "向主办单位说明情况"));
  EXPECT_FALSE(says(page, "答复窗口"));
  EXPECT_TRUE(says(house.get("demo/?group=open", helper), DeskFixture::page_of(id)));
  EXPECT_EQ(house.act(helper, id, "contribute", {{"contribution", "税已经缴清"}}).status, 303);
  EXPECT_EQ(house.act(helper, id, "reply").status, 403);
  const web::Response lead =
      house.get(DeskFixture::page_of(id), house.enter_as_role(Role::unit, "housing"));
  EXPECT_TRUE(says(lead, "税已经缴清"));
  EXPECT_EQ(house.record(id).row.values.assisting.size(), 2U);
}

TEST(Assisting, IsOfferedOnTheSlipAsChoicesOfSeveral) {
  DeskFixture house;
  const cases::CaseId id = house.report();
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(
      house.act(window, id, "accept", {{"kind", "matter"}, {"tier", "complex"}, {"matter", "事项"}})
          .status,
      303);
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(id), window),
                   "type=\"checkbox\" name=\"assisting\" id=\"dispatch-assisting-taxation\""));
}

TEST(Assisting, EndsWithTheNextDispatch) {
  DeskFixture house;
  const cases::CaseId id = with_help(house);
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(house.act(window, id, "redispatch", {{"unit", "housing"}, {"reason", "改"}}).status,
            303);
  const std::string helper = house.enter_as_role(Role::unit, "taxation");
  EXPECT_EQ(house.get(DeskFixture::page_of(id), helper).status, 404);
  EXPECT_FALSE(says(house.get("demo/?group=open", helper), DeskFixture::page_of(id)));
}

TEST(Assisting, NeverReachesTheUnitThatTheReportIsAbout) {
  DeskFixture house;
  const cases::CaseId id = house.report({{"kind", "conduct"}, {"unit", "taxation"}});
  const std::string window = house.enter_as_role(Role::front_desk);
  ASSERT_EQ(
      house
          .act(window, id, "accept", {{"kind", "conduct"}, {"tier", "general"}, {"matter", "事项"}})
          .status,
      303);
  const web::Response refused =
      house.act(window, id, "dispatch", {{"unit", "housing"}, {"assisting", "taxation"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_FALSE(says(house.get(DeskFixture::page_of(id), window), "dispatch-assisting-taxation"));
  EXPECT_EQ(house.get(DeskFixture::page_of(id), house.enter_as_role(Role::unit, "taxation")).status,
            404);
}

}  // namespace
}  // namespace handler::desk::testing
