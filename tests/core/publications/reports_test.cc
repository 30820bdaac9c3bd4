// The figures that towns publish and file, and their due days: the monthly filing on the second
// workday (PZ-40), counting holidays and make-up workdays.
#include "core/publications/reports.h"

#include <gtest/gtest.h>

#include "core/publications/statistics.h"
#include "core/site/site_loader.h"
#include "tests/support/notices.h"

namespace core {
namespace {

Reports reports_of_town(const std::string& id) {
  const std::filesystem::path content = BANCHENG_SOURCE_DIR "/content";
  Diagnostics diagnostics;
  const auto loaded = load_site(content / "sites" / id, content / "calendar", diagnostics);
  EXPECT_TRUE(loaded) << diagnostics.text();
  return loaded ? reports_of(loaded->files) : Reports();
}

std::string due_for(const std::string& month) {
  const Reports reports = reports_of_town("panzhihua");
  if (reports.filings.empty()) return "nothing to file";
  return to_iso(
      filing_due(test::shipped_calendar(), reports.filings.front(), *period_from_text(month)));
}

TEST(Filing, OfPanzhihuaIsDueOnTheSecondWorkdayOfTheNextMonth) {
  EXPECT_EQ(due_for("2026-09"), "2026-10-09") << "seven days of holidays";
  EXPECT_EQ(due_for("2026-01"), "2026-02-03");
  EXPECT_EQ(due_for("2025-12"), "2026-01-05") << "Sunday the 4th is a make-up workday";
  EXPECT_EQ(due_for("2026-04"), "2026-05-07");
}

TEST(Filing, OfPanzhihuaGoesWhereThePlanSays) {
  const Reports reports = reports_of_town("panzhihua");
  ASSERT_EQ(reports.filings.size(), 1u);
  const Filing& filing = reports.filings.front();
  EXPECT_EQ(filing.address, "591363806@qq.com");
  EXPECT_EQ(filing.headings,
            (std::vector<std::string>{"新思路", "新举措", "新经验", "先进典型", "优秀事迹"}));
  EXPECT_EQ(reports.filing("work_news"), &filing);
  EXPECT_EQ(reports.filing("other"), nullptr);
}

TEST(Kpis, OfChaoanAreThreeAtAHundredPercent) {
  const Reports reports = reports_of_town("chaoan");
  ASSERT_EQ(reports.kpis.size(), 3u);
  for (const KpiGoal& goal : reports.kpis) EXPECT_EQ(goal.target, 100) << goal.id;
}

TEST(Reports, OfATownThatSetsNothingAreEmpty) {
  const Reports reports = reports_of_town("pingyi");
  EXPECT_TRUE(reports.kpis.empty());
  EXPECT_TRUE(reports.filings.empty());
}

// -- statistics.json

std::string shown(const std::vector<CountOf>& counts) {
  std::string text;
  for (const CountOf& one : counts) text += one.name + std::to_string(one.count) + " ";
  return text;
}

std::string without_small(const std::vector<CountOf>& counts) {
  return shown(without_small_numbers(counts, "其他"));
}

TEST(SmallNumbers, AreAddedUpUnderOneName) {
  EXPECT_EQ(without_small({{"甲", 7}, {"乙", 3}, {"丙", 40}, {"丁", 2}}), "丙40 甲7 其他5 ");
}

TEST(SmallNumbers, CannotBeFoundBySubtracting) {
  EXPECT_EQ(without_small({{"甲", 7}, {"乙", 1}, {"丙", 40}}), "丙40 其他8 ");
  EXPECT_EQ(without_small({{"甲", 9}, {"乙", 1}}), "其他10 ");
}

TEST(SmallNumbers, LeaveNothingOfATableThatIsSmallItself) {
  EXPECT_EQ(without_small({{"甲", 3}, {"乙", 1}}), "");
  EXPECT_EQ(without_small({}), "");
  EXPECT_EQ(without_small({{"甲", 0}}), "");
}

TEST(SmallNumbers, LeaveLargeOnesAlone) {
  EXPECT_EQ(without_small({{"甲", 5}, {"乙", 6}}), "乙6 甲5 ");
}

TEST(StatisticsWriter, WritesWhatTheReaderReads) {
  const Statistics written{.as_of = test::day("2026-10-08"),
                           .from = test::day("2026-07-01"),
                           .to = test::day("2026-09-30"),
                           .kpis = {{"responded", 38, 40, 100}, {"on_time", 30, 31, std::nullopt}},
                           .by_tier = {{"“蓝牌”", 20}},
                           .by_unit = {{"县\\水务局", 12}, {"其他", 6}},
                           .by_cause = {},
                           .chain_head = "demo:1095:0a",
                           .as_of_span = {}};
  Diagnostics diagnostics;
  const auto read = read_statistics("statistics.json", statistics_as_json(written), diagnostics);
  ASSERT_TRUE(read) << diagnostics.text();
  EXPECT_EQ(diagnostics.text(), "");
  EXPECT_EQ(statistics_as_json(*read), statistics_as_json(written));
  EXPECT_EQ(read->kpis[0].target, 100);
  EXPECT_EQ(read->chain_head, "demo:1095:0a");
  EXPECT_EQ(shown(read->by_unit), "县\\水务局12 其他6 ");
}

}  // namespace
}  // namespace core
