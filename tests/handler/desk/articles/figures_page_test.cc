// Figures at the desk: counted from the cases, seen beside what stands, put into the draft.
#include "handler/desk/articles/figures_page.h"

#include "core/publications/statistics.h"
#include "tests/handler/desk/articles/items_fixture.h"
#include "tests/support/notices.h"

namespace handler::desk::testing {
namespace {

class FigurePages : public ItemsFixture {
 protected:
  // Cases that were received and done today.
  void done_cases(int count) {
    for (int i = 0; i < count; ++i) {
      const cases::CaseId id = report();
      accept(id);
      HandlerFixture::act(id, "dispatch", {{"unit", "housing"}});
      HandlerFixture::act(id, "reply", {{"outcome", "resolved"}, {"reply", "办好了"}});
      HandlerFixture::act(id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
      HandlerFixture::act(id, "close", {{"cause", "system_down"}});
    }
  }
};

TEST_F(FigurePages, ShowWhatStands) {
  const web::Response page = look_at("figures");
  EXPECT_EQ(page.status, 200);
  for (const char* text : {"统计时间：2026年1月1日至2026年9月30日；数据截至2026年10月8日",
                           "341件，占352件", "示范县自然资源局"})
    EXPECT_TRUE(reads(page, text)) << text;
  EXPECT_FALSE(reads(page, "新统计的"));
  EXPECT_FALSE(says(page, "figures/keep"));
}

TEST_F(FigurePages, CountAPeriodBesideItAndKeepTheCount) {
  done_cases(6);
  const std::string page = "figures?period=2026";
  const web::Response counted = look_at(page);
  EXPECT_EQ(counted.status, 200);
  for (const char* text : {"341件，占352件", "6件，占6件", "新统计的", "“满意率”不到5件，不公布"})
    EXPECT_TRUE(reads(counted, text)) << text;
  EXPECT_EQ(drafted_files(), 0u);
  const Form form = {{"period", "2026"}, {"mark", mark_on(page)}};
  EXPECT_EQ(send("figures/keep", form).header("Location"), kept_at("figures"));
  core::Diagnostics found;
  const auto figures =
      core::read_statistics("statistics.json", drafted("statistics.json").value_or(""), found);
  ASSERT_TRUE(figures.has_value()) << found.text();
  EXPECT_EQ(figures->as_of, test::day("2026-09-24"));
  EXPECT_EQ(figures->from, test::day("2026-01-01"));
  EXPECT_EQ(figures->to, test::day("2026-09-24"));
  EXPECT_EQ(figures->kpis.front().denominator, 6);
  EXPECT_FALSE(figures->chain_head.empty());
}

TEST_F(FigurePages, KeepOnlyTheCountThatWasSeen) {
  done_cases(6);
  const Form form = {{"period", "2026"}, {"mark", mark_on("figures?period=2026")}};
  report();
  const web::Response page = send("figures/keep", form);
  EXPECT_EQ(page.status, 409);
  EXPECT_TRUE(reads(page, "办理情况又有了变化"));
  EXPECT_TRUE(reads(page, "6件，占7件"));
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(FigurePages, RefuseWhatWouldPointAtPeople) {
  done_cases(4);
  EXPECT_TRUE(reads(look_at("figures?period=2026"), "这段时间只收到4件反映"));
  EXPECT_EQ(send("figures/keep", {{"period", "2026"}, {"mark", ""}}).status, 422);
  // Two periods that anyone may choose could differ by a single case.
  EXPECT_EQ(look_at("figures?period=2026-09-01..2026-09-24").status, 422);
  EXPECT_EQ(send("figures/keep", {{"period", "2026-09-24..2026-09-24"}, {"mark", ""}}).status, 422);
  EXPECT_EQ(drafted_files(), 0u);
}

TEST_F(FigurePages, AreForEditorsOfTheWholeSite) {
  EXPECT_EQ(for_a_town("GET", "figures"), 403);
  EXPECT_EQ(for_a_town("POST", "figures/keep"), 403);
}

TEST(FigurePeriods, EndWithMonthsQuartersAndYears) {
  const auto offered = [](const char* today) {
    std::vector<std::string> periods;
    for (const core::Period& one : figure_periods(test::day(today)))
      periods.push_back(core::to_text(one));
    return periods;
  };
  EXPECT_EQ(offered("2026-11-29"), (std::vector<std::string>{"2026", "2026-01-01..2026-09-30",
                                                             "2026-Q3", "2026-10", "2025"}));
  EXPECT_EQ(offered("2026-04-01"),
            (std::vector<std::string>{"2026", "2026-Q1", "2026-03", "2025"}));
  EXPECT_EQ(offered("2027-01-01"),
            (std::vector<std::string>{"2027", "2026-Q4", "2026-12", "2026"}));
}

}  // namespace
}  // namespace handler::desk::testing
