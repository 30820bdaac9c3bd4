// What the ticket page shows of texts that were corrected or withheld, and of steps that were
// undone.
#include "handler/cases/fold/event.h"
#include "tests/handler/portal/ticket_fixture.h"

namespace handler::portal::testing {
namespace {

// A reporter whose window puts right what it wrote.
class PastText : public TicketFixture {
 protected:
  // The newest text of this type, as the form of a correction names it.
  std::string text_of(cases::EventType type, const std::string& field) {
    const store::CaseRecord record = hall.record(1);
    return std::to_string(cases::last_event(record.events(), type)->seq) + "." + field;
  }
  void report_progress(const std::string& words) {
    dispatch();
    hall.act(1, "sign_for");
    hall.act(1, "progress", {{"progress", words}, {"next", "2026-09-28"}});
  }
  void correct(const std::string& text, const std::string& correction, const std::string& reason) {
    hall.act(1, "correct", {{"text", text}, {"correction", correction}, {"reason", reason}});
  }
};

TEST_F(PastText, ThatWasCorrectedShowsTheNewOneFirstAndTheOldOneFolded) {
  close();
  hall.clock.set("2026-09-28 10:00");
  correct(text_of(cases::EventType::fed_back, "reply"), "请到一楼领取", "楼层写错了");
  const std::string shown = page();
  EXPECT_TRUE(reads(shown, "\n答复内容：请到一楼领取\n"));
  EXPECT_TRUE(
      reads(shown, "\n9月28日 10:00更正过，点开看原来写的\n更正的原因：楼层写错了\n请来领取\n"));
  EXPECT_LT(shown.find("请到一楼领取"), shown.find("<del>请来领取</del>"));
  EXPECT_FALSE(reads(shown, "更正已经写出的文字"));
}

TEST_F(PastText, ThatWasCorrectedTwiceShowsEachOlderOne) {
  close();
  const std::string text = text_of(cases::EventType::fed_back, "reply");
  correct(text, "请到一楼领取", "楼层写错了");
  correct(text, "请到二楼领取", "又搬了一次");
  const std::string shown = page();
  EXPECT_TRUE(reads(shown, "\n答复内容：请到二楼领取\n"));
  EXPECT_LT(shown.find("请到二楼领取"), shown.find("<del>请到一楼领取</del>"));
  EXPECT_LT(shown.find("<del>请到一楼领取</del>"), shown.find("<del>请来领取</del>"));
}

TEST_F(PastText, OfTheUnitForTheWindowStaysHiddenWhenItIsCorrected) {
  close();
  correct(text_of(cases::EventType::replied, "reply"), "早就办好", "写漏了");
  EXPECT_FALSE(says(page(), "早就办好"));
  EXPECT_FALSE(says(page(), "写漏了"));
}

TEST_F(PastText, ThatWasWithheldSaysOnlyWhenAndWhy) {
  report_progress("邻居王小二也缺材料");
  EXPECT_TRUE(says(page(), "王小二"));
  const std::string text = text_of(cases::EventType::progress_reported, "progress");
  hall.act(1, "withhold", {{"text", text}, {"reason", "写到了邻居的情况"}});
  EXPECT_FALSE(says(page(), "王小二"));
  EXPECT_TRUE(reads(page(), "\n这段话写到了别人，9月24日 10:00收回。原因：写到了邻居的情况\n"));
}

TEST_F(PastText, ThatWasWithheldTakesItsOlderWordsAlong) {
  report_progress("邻居王小二也缺材料");
  const std::string text = text_of(cases::EventType::progress_reported, "progress");
  correct(text, "邻居家也缺材料", "不该写名字");
  EXPECT_TRUE(says(page(), "<del>邻居王小二也缺材料</del>"));
  hall.act(1, "withhold", {{"text", text}, {"reason", "写到了邻居的情况"}});
  EXPECT_FALSE(says(page(), "王小二"));
  EXPECT_FALSE(says(page(), "邻居家也缺材料"));
}

TEST_F(PastText, OfADeclineThatWasUndoneStaysWithTheReasonForUndoingIt) {
  hall.act(1, "decline",
           {{"exclusion", "litigation"}, {"explanation", "正在打官司"}, {"referral", "hotline"}});
  hall.act(1, "undo_decline", {{"reason", "还没有立案"}});
  for (const char* words :
       {"已收到，等待窗口受理", "给您的说明：正在打官司",
        "窗口改正以前的处理：“不予受理”弄错了，这件事恢复办理", "原因：还没有立案"})
    EXPECT_TRUE(reads(page(), words)) << words;
}

}  // namespace
}  // namespace handler::portal::testing
