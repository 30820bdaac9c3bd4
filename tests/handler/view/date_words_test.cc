// Days with their weekday, and until when the ticket page says that the window answers.
#include "handler/view/date_words.h"

#include "core/base/contains.h"
#include "handler/view/case_view.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/notices.h"

namespace handler::view {
namespace {

class DateWords : public ::testing::Test {
 protected:
  std::string on(const std::string& day, const core::WorkTime& time) {
    return day_and_weekday(test::day(day), time, hall.site()->texts, 2026);
  }
  std::string by(const std::string& moment, const core::WorkTime& time) {
    return due_and_weekday(test::moment(moment), time, hall.site()->texts, 2026);
  }
  // "办理时限 9月29日（星期二）17:00前", each clock of the case in a line.
  std::string until() {
    const auto site = hall.site();
    const FoldedCase open = fold_record(hall.services, *site, hall.record(id)).value();
    core::TemplateData data;
    add_until(data, *site, open.rules, open.folded, hall.clock.now());
    std::string lines;
    const std::vector<core::TemplateData>* rows = data.items("UNTIL");
    if (rows == nullptr) return lines;
    for (const core::TemplateData& row : *rows) {
      const std::string* due = row.value("UNTIL_DUE");
      lines += *row.value("UNTIL_CLOCK") + " " + (due == nullptr ? "" : *due);
      lines += row.shows("UNTIL_OVER") ? "!\n" : "\n";
    }
    return lines;
  }
  void dispatch() {
    hall.accept(id);
    hall.act(id, "dispatch", {{"unit", "housing"}});
  }

  handler::testing::HandlerFixture hall;
  cases::CaseId id = hall.report();
};

TEST_F(DateWords, NameTheWeekdayAndTheReasonWhyAWeekendWorks) {
  const core::WorkTime time =
      test::shipped_work_time({{test::day("2026-10-17"), test::day("2026-10-17"), true, "补班"}});
  EXPECT_EQ(on("2026-09-29", time), "9月29日（星期二）");
  EXPECT_EQ(on("2026-10-10", time), "10月10日（星期六，调休上班）");
  EXPECT_EQ(on("2026-10-17", time), "10月17日（星期六，补班）");
  EXPECT_EQ(on("2026-10-24", time), "10月24日（星期六）");
  EXPECT_EQ(on("2026-10-01", time), "10月1日（星期四）");
  EXPECT_EQ(on("2027-03-01", time), "2027年3月1日（星期一）");
}

TEST_F(DateWords, SayALastMomentAsTheHoursAreKnown) {
  core::WorkTime time = test::shipped_work_time();
  EXPECT_EQ(by("2026-10-10 17:00", time), "10月10日（星期六，调休上班）下班前");
  EXPECT_EQ(by("2026-09-29 11:00", time), "9月29日（星期二）上午");
  time.hours.published = true;
  EXPECT_EQ(by("2026-09-29 16:45", time), "9月29日（星期二）16:45前");
}

TEST_F(DateWords, SayUntilWhenEachRunningClockRuns) {
  EXPECT_EQ(until(), "");
  hall.accept(id);
  EXPECT_EQ(until(), "转办时限 9月24日（星期四）17:00前\n");
  hall.act(id, "dispatch", {{"unit", "housing"}});
  EXPECT_EQ(until(), "办理时限 9月29日（星期二）17:00前\n");
  hall.clock.set("2026-09-29 17:01");
  EXPECT_EQ(until(), "办理时限 9月29日（星期二）17:00前!\n");
}

TEST_F(DateWords, SayNoDateOfAClockThatWaitsForMaterials) {
  dispatch();
  hall.act(id, "ask_materials", {{"list", "身份证"}});
  EXPECT_EQ(until(), "");
}

TEST_F(DateWords, KeepASuperiorsDayFromTheReporter) {
  id = hall.report({{"channel", "superior"}, {"assigned_due", "2026-09-28"}});
  hall.accept(id);
  const auto site = hall.site();
  const FoldedCase open = fold_record(hall.services, *site, hall.record(id)).value();
  ASSERT_TRUE(core::contains(open.folded.clocks, cases::kSuperiorsDay, &cases::ClockRun::clock));
  EXPECT_EQ(until(), "转办时限 9月24日（星期四）17:00前\n");
}

}  // namespace
}  // namespace handler::view
