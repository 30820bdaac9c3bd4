// Long texts on an A4 sheet: a row grows while there is room, then the annex is used, and no text
// is lost.
#include "core/page/paper_fit.h"

#include <gtest/gtest.h>

#include "tests/support/sample_site.h"
#include "tests/support/shipped_texts.h"
#include "tests/support/words.h"

namespace core {
namespace {

using tests::times;

std::string sheet(const PaperValues& values) {
  static const auto templates = [] {
    Diagnostics diagnostics;
    auto set = TemplateSet::load(BANCHENG_SOURCE_DIR "/site_templates", tests::shipped_texts(),
                                 diagnostics);
    EXPECT_NE(set, nullptr) << diagnostics.text();
    return set;
  }();
  const Site site = tests::sample_site();
  return templates->render("print/sheet",
                           paper_sheet_data(site.papers[0], site.policy, tests::shipped_texts(),
                                            {.values = values}, "YL-2026-0001"));
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(PaperLines, CountsCharactersParagraphsAndTheLabelBefore) {
  EXPECT_EQ(paper_lines("", 11), 1);
  EXPECT_EQ(paper_lines("一二三四五六七八九十", 11), 1);
  EXPECT_EQ(paper_lines("一二三四五六七八九十", 11, 1), 2);
  EXPECT_EQ(paper_lines("一二三四五六七八九十甲", 11), 2);
  EXPECT_EQ(paper_lines("01234567890123456789", 11), 1) << "digits are narrow";
  EXPECT_EQ(paper_lines("一\n\n二", 11), 3);
}

TEST(PaperSheet, PrintsInItsCellWhatHasRoomThere) {
  const std::string text = repeated("材料交了没人收。", 6);
  const std::string html = sheet({{"problem", text}});
  EXPECT_EQ(times(html, text), 2u) << "in both copies";
  EXPECT_EQ(html.find("附页"), std::string::npos);
}

TEST(PaperSheet, PrintsTheWholeTextOnceOnTheAnnexAndItsBeginningInTheCell) {
  const std::string text = repeated("材料交了没人收。", 300) + "到此为止";
  const std::string html = sheet({{"problem", text}});
  EXPECT_EQ(times(html, text), 1u);
  EXPECT_EQ(times(html, "……（全文见附页）"), 2u);
  EXPECT_GT(html.find("到此为止"), html.find("paper-annex"));
}

TEST(PaperSheet, CarriesTheNumberOfTheCaseOnTheAnnex) {
  const std::string html = sheet({{"problem", repeated("很长。", 900)}});
  EXPECT_NE(html.find("附页 YL-2026-0001</p>"), std::string::npos);
}

TEST(PaperSheet, KeepsSmallTextsWholeBesideALongOne) {
  const std::string html = sheet({{"problem", repeated("很长。", 900)}, {"unit", "样例县水务局"}});
  EXPECT_EQ(times(html, "样例县水务局"), 2u);
}

}  // namespace
}  // namespace core
