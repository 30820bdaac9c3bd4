// The template data of case pages: steps, dates, and the texts for each reader.
#include "handler/view/case_view.h"

#include <algorithm>

#include "handler/cases/jobs/jobs.h"
#include "tests/handler/handler_fixture.h"

namespace handler::view {
namespace {

using Rows = std::vector<core::TemplateData>;

std::string value_of(const core::TemplateData& data, const std::string& name) {
  const std::string* value = data.value(name);
  return value == nullptr ? std::string() : *value;
}

bool shows(const core::TemplateData& data, const std::string& section) {
  return data.shows(section);
}

const Rows& rows_of(const core::TemplateData& data, const std::string& section) {
  static const Rows none;
  const Rows* rows = data.items(section);
  return rows == nullptr ? none : *rows;
}

std::string mark_of(const core::TemplateData& step) {
  std::string marks;
  for (const char* mark : {"STEP_CURRENT", "STEP_ENDED", "STEP_DONE", "STEP_LEFT_OUT",
                           "STEP_TO_COME", "STEP_DROPPED"}) {
    if (step.shows(mark)) marks += mark;
  }
  return marks;
}

class CaseView : public ::testing::Test {
 protected:
  core::TemplateData view(Reader reader = Reader::reporter) {
    const auto site = hall.site();
    const store::CaseRecord record = hall.record(id);
    const OwnedRules rules = hall.rules.for_case(*site, record.row).value();
    const cases::Case folded = cases::fold(rules.rules(), record.events());
    return case_view(*site, rules, record, folded, hall.clock.now(), reader);
  }
  // The marks of the steps in the policy's order: "DONE DONE CURRENT TO_COME".
  std::string marks() {
    std::string all;
    const core::TemplateData data = view();
    for (const core::TemplateData& step : rows_of(data, "STEP")) {
      all += (all.empty() ? "" : " ") + mark_of(step);
    }
    return all;
  }
  std::vector<std::string> quotes(Reader reader) {
    std::vector<std::string> found;
    const core::TemplateData data = view(reader);
    for (const char* section : {"REPLY", "EVENT"}) {
      for (const core::TemplateData& entry : rows_of(data, section)) {
        for (const core::TemplateData& quote : rows_of(entry, "QUOTE"))
          found.push_back(value_of(quote, "QUOTE_TEXT"));
      }
    }
    return found;
  }

  handler::testing::HandlerFixture hall;
  cases::CaseId id = hall.report();
};

TEST_F(CaseView, MarksEachStepOnceInTheOrderOfThePolicy) {
  EXPECT_EQ(marks(),
            "STEP_CURRENT STEP_TO_COME STEP_TO_COME STEP_TO_COME STEP_TO_COME STEP_TO_COME");
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  EXPECT_EQ(marks(), "STEP_DONE STEP_DONE STEP_CURRENT STEP_TO_COME STEP_TO_COME STEP_TO_COME");
}

TEST_F(CaseView, SaysWhichStepACaseSettledOnTheSpotLeftOut) {
  hall.accept(id);
  hall.act(id, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "当场补办了"}});
  EXPECT_EQ(marks(), "STEP_DONE STEP_DONE STEP_LEFT_OUT STEP_DONE STEP_CURRENT STEP_TO_COME");
}

TEST_F(CaseView, LeavesNoStepOutWhileMaterialsAreAwaited) {
  hall.accept(id);
  hall.act(id, "ask_materials", {{"list", "身份证"}});
  EXPECT_EQ(marks(), "STEP_DONE STEP_DONE STEP_TO_COME STEP_CURRENT STEP_TO_COME STEP_TO_COME");
}

TEST_F(CaseView, DropsTheStepsAfterADecline) {
  hall.act(id, "decline",
           {{"exclusion", "legal_bar"}, {"explanation", "原因"}, {"referral", "hotline"}});
  EXPECT_EQ(marks(), "STEP_ENDED STEP_DROPPED STEP_DROPPED STEP_DROPPED STEP_DROPPED STEP_DROPPED");
}

TEST_F(CaseView, ShowsTheWholeOfTheStepWhereTheCaseStandsAndTheOthersInBrief) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  std::string whole;
  const core::TemplateData data = view(Reader::staff);
  for (const core::TemplateData& step : rows_of(data, "STEP")) {
    EXPECT_NE(value_of(step, "STEP_PERFORMER"), "");
    EXPECT_EQ(rows_of(step, "BRANCH").empty(), value_of(step, "STEP_TEXT").empty());
    if (!rows_of(step, "BRANCH").empty()) whole += value_of(step, "STEP_TITLE");
  }
  EXPECT_EQ(whole, "及时转办");
  const core::TemplateData shown_to_reporter = view();
  for (const core::TemplateData& step : rows_of(shown_to_reporter, "STEP"))
    EXPECT_EQ(value_of(step, "STEP_PERFORMER"), "");
}

TEST_F(CaseView, DrawsTheStepsOfThePolicyThatTheCaseWasAcceptedUnder) {
  tests::PublishedSites published(handler::testing::source_folder(), {"demo"});
  handler::testing::HandlerFixture town(published.root());
  const cases::CaseId older = town.report();
  town.accept(older);
  published.republish("demo", "policy.yaml", "name: 限时办理", "name: 抓紧办理");
  const cases::CaseId newer = town.report();
  const auto titles = [&](cases::CaseId one) {
    const auto site = town.site();
    const store::CaseRecord record = town.record(one);
    const OwnedRules rules = town.rules.for_case(*site, record.row).value();
    const cases::Case folded = cases::fold(rules.rules(), record.events());
    const core::TemplateData data =
        case_view(*site, rules, record, folded, town.clock.now(), Reader::reporter);
    std::string all;
    for (const core::TemplateData& step : rows_of(data, "STEP"))
      all += value_of(step, "STEP_TITLE") + " ";
    return all;
  };
  EXPECT_EQ(titles(older), "接待受理 分类定级 及时转办 限时办理 反馈结果 评价回访 ");
  EXPECT_EQ(titles(newer), "接待受理 分类定级 及时转办 抓紧办理 反馈结果 评价回访 ");
}

TEST_F(CaseView, SaysThatClocksRunOnWhileMaterialsAreAwaitedWhereThePolicySaysSo) {
  tests::PublishedSites published(handler::testing::source_folder(), {"demo"});
  published.republish("demo", "policy.yaml",
                      "materials_within:", "pauses: never\nmaterials_within:");
  handler::testing::HandlerFixture town(published.root());
  const cases::CaseId one = town.report();
  town.accept(one);
  town.act(one, "dispatch", {{"unit", "housing"}});
  const auto last_clock = [&] {
    const auto site = town.site();
    const store::CaseRecord record = town.record(one);
    const OwnedRules rules = town.rules.for_case(*site, record.row).value();
    const cases::Case folded = cases::fold(rules.rules(), record.events());
    return rows_of(case_view(*site, rules, record, folded, town.clock.now(), Reader::reporter),
                   "CLOCK")
        .back();
  };
  EXPECT_FALSE(shows(last_clock(), "CLOCK_RUNS_ON"));
  town.act(one, "ask_materials", {{"list", "身份证"}});
  EXPECT_TRUE(shows(last_clock(), "CLOCK_RUNS_ON"));
  EXPECT_FALSE(shows(last_clock(), "CLOCK_PAUSED"));
}

TEST_F(CaseView, ShowsAForecastOnlyUntilTheRealDatesAreThere) {
  EXPECT_TRUE(shows(view(), "FORECASTS"));
  EXPECT_FALSE(shows(view(), "CLOCKS"));
  hall.accept(id);
  EXPECT_TRUE(shows(view(), "FORECASTS"));
  EXPECT_TRUE(shows(view(), "CLOCKS"));
  hall.act(id, "dispatch", {{"unit", "housing"}});
  EXPECT_FALSE(shows(view(), "FORECASTS"));
  hall.act(id, "return_slip", {{"reason", "不是我们的事"}});
  EXPECT_FALSE(shows(view(), "FORECASTS"));
}

TEST_F(CaseView, MarksAClockThatIsOverdueOrWaits) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  const core::TemplateData in_time = rows_of(view(), "CLOCK").back();
  EXPECT_FALSE(shows(in_time, "CLOCK_OVERDUE"));
  EXPECT_FALSE(shows(in_time, "CLOCK_PAUSED"));
  EXPECT_EQ(value_of(in_time, "CLOCK_DUE"), "9月29日17:00前");
  EXPECT_EQ(value_of(in_time, "CLOCK_STOPPED"), "");
  hall.act(id, "ask_materials", {{"list", "身份证"}});
  EXPECT_TRUE(shows(rows_of(view(), "CLOCK").back(), "CLOCK_PAUSED"));
  hall.clock.set("2026-09-28 10:00");
  hall.act(id, "receive_materials");
  hall.clock.set("2026-10-12 10:00");
  EXPECT_TRUE(shows(rows_of(view(), "CLOCK").back(), "CLOCK_OVERDUE"));
}

TEST_F(CaseView, SaysWhomAnOverdueClockConcernsAsThePolicyHasIt) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  EXPECT_TRUE(rows_of(rows_of(view(), "CLOCK").back(), "BREACH").empty());
  hall.clock.set("2026-10-12 10:00");
  const core::TemplateData late = rows_of(view(), "CLOCK").back();
  ASSERT_EQ(rows_of(late, "BREACH").size(), 2U);
  EXPECT_TRUE(shows(rows_of(late, "BREACH").front(), "BREACH_NOTIFY"));
  EXPECT_TRUE(shows(rows_of(late, "BREACH").back(), "BREACH_ESCALATE"));
}

TEST_F(CaseView, SendsALateCaseThatWasExtendedToTheLeadingGroup) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  hall.act(id, "ask_extension", {{"workdays", "3"}, {"reason", "要等上级答复"}});
  hall.act(id, "grant_extension");
  hall.clock.set("2026-10-30 10:00");
  const core::TemplateData late = rows_of(view(), "CLOCK").back();
  ASSERT_EQ(rows_of(late, "BREACH").size(), 2U);
  const core::TemplateData breach = rows_of(late, "BREACH").front();
  EXPECT_TRUE(shows(breach, "BREACH_ESCALATE_EXTENDED"));
  EXPECT_EQ(value_of(breach, "BREACH_TARGET"), "工作领导小组");
}

TEST_F(CaseView, NamesTheDateThatWasMissedBesideTheNewOne) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  hall.act(id, "ask_extension", {{"workdays", "3"}, {"reason", "要等上级答复"}});
  hall.clock.set("2026-09-30 10:00");
  hall.act(id, "grant_extension");
  const core::TemplateData clock = rows_of(view(), "CLOCK").back();
  EXPECT_EQ(value_of(clock, "CLOCK_DUE"), "10月9日17:00前");
  EXPECT_FALSE(shows(clock, "CLOCK_LATE"));
  ASSERT_EQ(rows_of(clock, "MISSED").size(), 1U);
  EXPECT_EQ(value_of(rows_of(clock, "MISSED").front(), "MISSED_DUE"), "9月29日17:00前");
}

TEST_F(CaseView, TellsStaffWhenABreachHappenedAndWhenItWasRecorded) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  hall.clock.set("2026-10-12 10:00");
  const auto site = hall.site();
  const FoldedCase open = fold_case(hall.services, *site, id).value();
  ASSERT_TRUE(record(hall.services, *site, open, {},
                     cases::due_jobs(open.rules.rules(), open.folded, site->rules->time.calendar,
                                     hall.clock.now())));
  std::vector<std::string> recorded;
  const core::TemplateData data = view(Reader::staff);
  for (const core::TemplateData& event : rows_of(data, "EVENT")) {
    if (value_of(event, "EVENT_RECORDED").empty()) continue;
    recorded.push_back(value_of(event, "EVENT_DATE").substr(0, std::string("9月29日").size()) +
                       ", " + value_of(event, "EVENT_RECORDED"));
  }
  EXPECT_EQ(recorded, std::vector<std::string>{"9月29日, 10月12日 10:00"});
}

TEST_F(CaseView, SaysThatADateIsProvisionalWhileTheYearHasNoNotice) {
  hall.clock.set("2026-12-31 10:00");
  const core::TemplateData forecast = forecast_view(*hall.site(), hall.rules.present(*hall.site()),
                                                    "matter", "general", hall.clock.now());
  bool provisional = false;
  for (const core::TemplateData& line : rows_of(forecast, "FORECAST"))
    provisional = provisional || shows(line, "FORECAST_PROVISIONAL");
  EXPECT_TRUE(provisional);
  const core::TemplateData known =
      forecast_view(*hall.site(), hall.rules.present(*hall.site()), "matter", "general",
                    test::moment("2026-09-24 10:00"));
  for (const core::TemplateData& line : rows_of(known, "FORECAST"))
    EXPECT_FALSE(shows(line, "FORECAST_PROVISIONAL"));
}

TEST_F(CaseView, SaysOfAPlainDateThatIsOverThatItIs) {
  hall.clock.set("2026-09-30 10:00");
  const core::TemplateData data = view();
  EXPECT_EQ(value_of(data, "FORECAST_PLAIN"),
            "快的当场；一般9月29日前（已经过了）；最复杂的10月15日前先告诉您进展");
}

TEST_F(CaseView, TakesTheNewestAnswersOutOfTheTimeline) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  hall.act(id, "sign_for");
  hall.act(id, "progress", {{"progress", "已经联系邻县"}, {"next", "2026-09-28"}});
  const auto answers = [&] {
    std::string all;
    const core::TemplateData data = view();
    for (const core::TemplateData& reply : rows_of(data, "REPLY")) {
      all += value_of(reply, "REPLY_DATE") + " " + value_of(reply, "REPLY_TEXT") + ": ";
      all += value_of(rows_of(reply, "QUOTE").front(), "QUOTE_TEXT") + "\n";
    }
    return all;
  };
  EXPECT_EQ(answers(),
            "2026年9月24日 10:00 告知办理进展，下次告知进展的日期：2026年9月28日: 已经联系邻县\n");
  hall.act(id, "reply", {{"outcome", "resolved"}, {"reply", "给窗口的话"}});
  hall.act(id, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  EXPECT_EQ(answers(), "2026年9月24日 10:00 窗口把结果告诉您（书面）: 请来领取\n");
  int above = 0;
  const core::TemplateData data = view();
  for (const core::TemplateData& event : rows_of(data, "EVENT"))
    above += shows(event, "EVENT_ABOVE");
  EXPECT_EQ(above, 1);
  EXPECT_EQ(quotes(Reader::reporter), (std::vector<std::string>{"请来领取", "已经联系邻县"}));
  EXPECT_TRUE(rows_of(view(Reader::staff), "REPLY").empty());
}

TEST_F(CaseView, HoldsNoAnswerFromBeforeAReopening) {
  hall.accept(id);
  hall.act(id, "reply_on_the_spot", {{"outcome", "resolved"}, {"reply", "给窗口的话"}});
  hall.act(id, "feed_back", {{"reply", "请来领取"}, {"channel", "written"}});
  hall.act(id, "close", {{"cause", "other"}});
  hall.act(id, "reopen", {{"reason", "名字印错了，重新制证"}});
  const core::TemplateData data = view();
  ASSERT_EQ(rows_of(data, "REPLY").size(), 1U);
  EXPECT_EQ(value_of(rows_of(rows_of(data, "REPLY").front(), "QUOTE").front(), "QUOTE_TEXT"),
            "名字印错了，重新制证");
  EXPECT_EQ(quotes(Reader::reporter),
            (std::vector<std::string>{"名字印错了，重新制证", "请来领取"}));
}

TEST_F(CaseView, GivesOnlyTheFirstDateOfTheReportersPageItsYear) {
  hall.accept(id);
  const core::TemplateData data = view();
  EXPECT_EQ(value_of(rows_of(data, "EVENT").front(), "EVENT_DATE"), "2026年9月24日 10:00");
  EXPECT_EQ(value_of(rows_of(data, "EVENT").back(), "EVENT_DATE"), "9月24日 10:00");
}

TEST_F(CaseView, BeginsAListOnALineOfItsOwn) {
  hall.accept(id);
  hall.act(id, "ask_materials", {{"list", "1. 身份证\n2. 购房合同"}});
  const core::TemplateData data = view();
  EXPECT_TRUE(shows(rows_of(rows_of(data, "EVENT").back(), "QUOTE").front(), "QUOTE_LINES"));
}

TEST_F(CaseView, SaysWhoHasTheCaseInTheSentenceOfItsState) {
  EXPECT_EQ(value_of(view(), "STATE_TEXT"), "登记以后告诉您是否受理。");
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  EXPECT_EQ(value_of(view(), "STATE_TEXT"), "由示范县住房和城乡建设局办理。");
}

TEST_F(CaseView, ForecastsNothingForAKindThatIsNotInThePolicy) {
  const core::TemplateData forecast = forecast_view(*hall.site(), hall.rules.present(*hall.site()),
                                                    "no_such_kind", "", hall.clock.now());
  EXPECT_FALSE(shows(forecast, "FORECASTS"));
}

TEST_F(CaseView, ShowsAnOnTheSpotTierWithoutADate) {
  hall.accept(id, "immediate");
  hall.act(id, "dispatch", {{"unit", "housing"}});
  const core::TemplateData clock = rows_of(view(), "CLOCK").back();
  EXPECT_TRUE(shows(clock, "CLOCK_ON_THE_SPOT"));
  EXPECT_EQ(value_of(clock, "CLOCK_DUE"), "");
  EXPECT_TRUE(rows_of(clock, "NOTE").empty());
}

TEST_F(CaseView, ShowsStaffTheTextsThatTheReporterDoesNotRead) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}, {"note", "请尽快"}});
  hall.act(id, "reply", {{"outcome", "resolved"}, {"reply", "给窗口的话"}});
  hall.act(id, "feed_back", {{"reply", "给反映人的话"}, {"channel", "written"}});
  EXPECT_EQ(quotes(Reader::reporter), std::vector<std::string>{"给反映人的话"});
  EXPECT_EQ(quotes(Reader::staff),
            (std::vector<std::string>{"房产证办理", "请尽快", "给窗口的话", "给反映人的话"}));
}

TEST_F(CaseView, TellsStaffInWhichRoleSomebodyActed) {
  hall.accept(id);
  const core::TemplateData of_reporter = view(Reader::reporter);
  EXPECT_EQ(value_of(rows_of(of_reporter, "EVENT").back(), "EVENT_ACTOR"), "");
  const core::TemplateData of_staff = view(Reader::staff);
  EXPECT_EQ(value_of(rows_of(of_staff, "EVENT").back(), "EVENT_ACTOR"), "窗口专员");
}

// BG-11, BG-36: the unit's deputy and liaison are shown to staff, not to the reporter.
TEST_F(CaseView, TellsStaffWhomToCallAtTheUnit) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  const core::TemplateData staff = view(Reader::staff);
  EXPECT_EQ(value_of(staff, "UNIT_DEPUTY"), "彭安居");
  EXPECT_EQ(value_of(staff, "UNIT_LIAISON"), "苏筑");
  EXPECT_EQ(value_of(staff, "UNIT_PHONE"), "0999-5550034");
  const core::TemplateData reporter = view(Reader::reporter);
  EXPECT_EQ(value_of(reporter, "UNIT_DEPUTY") + value_of(reporter, "UNIT_PHONE"), "");
}

TEST_F(CaseView, NamesAUnitThatIsNoLongerPublishedByItsLastName) {
  tests::PublishedSites published(handler::testing::source_folder(), {"demo"});
  handler::testing::HandlerFixture town(published.root());
  town.keeps_names = true;
  const cases::CaseId other = town.report();
  town.accept(other);
  town.act(other, "dispatch", {{"unit", "housing"}});
  published.republish("demo", "units.yaml", "id: housing", "id: building");
  const auto site = town.site();
  const store::CaseRecord record = town.record(other);
  const OwnedRules rules = town.rules.for_case(*site, record.row).value();
  const cases::Case folded = cases::fold(rules.rules(), record.events());
  const core::TemplateData data =
      case_view(*site, rules, record, folded, town.clock.now(), Reader::reporter);
  EXPECT_EQ(value_of(data, "UNIT_NAME"), "示范县住房和城乡建设局");
}

}  // namespace
}  // namespace handler::view
