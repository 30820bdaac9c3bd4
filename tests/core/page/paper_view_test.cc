// Paper forms on the sheet, blank for the counter or filled for a case, both with one print
// template.
#include "core/page/paper_view.h"

#include <gtest/gtest.h>

#include "tests/support/sample_site.h"
#include "tests/support/shipped_texts.h"
#include "tests/support/words.h"

namespace core {
namespace {

using tests::times;

std::string rendered_paper(const Site& site, const PaperForm& form,
                           const PaperFilling& filling = {}) {
  static const auto templates = [] {
    Diagnostics diagnostics;
    auto set = TemplateSet::load(BANCHENG_SOURCE_DIR "/site_templates", tests::shipped_texts(),
                                 diagnostics);
    EXPECT_NE(set, nullptr) << diagnostics.text();
    return set;
  }();
  return templates->render("print/form",
                           paper_form_data(form, site.policy, tests::shipped_texts(), filling));
}

std::string slip(const PaperFilling& filling = {}) {
  const Site site = tests::sample_site();
  return rendered_paper(site, site.papers[0], filling);
}

std::string ledger(const PaperFilling& filling = {}) {
  const Site site = tests::sample_site();
  return rendered_paper(site, site.papers[1], filling);
}

bool says(const std::string& html, const std::string& part) {
  return html.find(part) != std::string::npos;
}

TEST(PaperView, LeavesRoomToWriteWhereNothingIsGiven) {
  const std::string html = slip();
  EXPECT_TRUE(says(html,
                   "请在<span class=\"paper-date\">　　　年　　月　　日</span>前答复"
                   "<span class=\"paper-space\"></span>。"));
  EXPECT_FALSE(says(html, "paper-given"));
  EXPECT_FALSE(says(html, "☑"));
}

TEST(PaperView, PrintsWhatIsGivenInEveryCopy) {
  const std::string html =
      slip({.values = {{"problem", "材料交了没人收。"}, {"due_date", "2026年9月30日"}}});
  EXPECT_EQ(times(html, "<span class=\"paper-given\">材料交了没人收。</span>"), 2u);
  EXPECT_EQ(times(html, "请在<span class=\"paper-given\">2026年9月30日</span>前"), 2u);
}

TEST(PaperView, NeverPrintsWhatSomebodyTypedAsMarkup) {
  const std::string typed = "<script>alert(\"1\")</script>\n第二行 & 完";
  const std::string html = slip({.values = {{"problem", typed}, {"unit", typed}}}) +
                           ledger({.lines = {{{"matter", typed}}}});
  EXPECT_FALSE(says(html, "<script"));
  EXPECT_EQ(times(html, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\n第二行 &amp; 完"), 3u);
}

TEST(PaperView, DividesASheetIntoCopiesWithACutLineBetween) {
  const std::string html = slip();
  EXPECT_EQ(times(html, "<p class=\"paper-title\">样例县交办单</p>"), 2u);
  EXPECT_EQ(times(html, "class=\"paper-cut\""), 1u);
  EXPECT_LT(html.find("存根"), html.find("paper-cut"));
  EXPECT_LT(html.find("paper-cut"), html.find("交承办单位"));
}

TEST(PaperView, PutsACellIntoItsCopyOnly) {
  const std::string html = slip();
  const std::size_t cut = html.find("paper-cut");
  EXPECT_EQ(times(html, "接办人签字"), 1u);
  EXPECT_LT(html.find("接办人签字"), cut);
  EXPECT_EQ(times(html, "主管领导签字："), 1u);
  EXPECT_GT(html.find("主管领导签字："), cut);
  EXPECT_EQ(times(html, "（公章）"), 1u);
}

TEST(PaperView, TicksTheBoxOfTheTierAndBearsItsColourInWordsToo) {
  const std::string html = slip({.values = {{"tier", "complex"}}});
  EXPECT_TRUE(says(html, "<p class=\"paper-band paper-band-red\">红牌复杂事项</p>"));
  EXPECT_EQ(times(html, "复杂事项☑"), 2u);
  EXPECT_EQ(times(html, "一般事项□"), 2u);
  EXPECT_LT(html.find("复杂事项☑"), html.find("一般事项□")) << "the hardest stands first";
}

TEST(PaperView, BearsNoColourWithoutATierThatHasOne) {
  EXPECT_FALSE(says(slip(), "paper-band"));
  EXPECT_FALSE(says(slip({.values = {{"tier", "immediate"}}}), "paper-band"));
  Site site = tests::sample_site();
  site.papers[0].coloured = false;
  EXPECT_FALSE(
      says(rendered_paper(site, site.papers[0], {.values = {{"tier", "complex"}}}), "band"));
}

TEST(PaperView, PrintsTheLimitsOfThePolicyUnderASlip) {
  Site site = tests::sample_site();
  EXPECT_TRUE(says(rendered_paper(site, site.papers[0]),
                   "注：“立即解决事项”当场答复；“蓝色交办单”2个工作日内给予答复；"
                   "“红色交办单”5个工作日内给予答复。当面交接。"));
  site.policy.tiers[1].limits["handle"].hundredths = 300;
  EXPECT_TRUE(says(rendered_paper(site, site.papers[0]), "“蓝色交办单”3个工作日内给予答复"));
}

TEST(PaperView, GivesALedgerItsHeadingsAndBlankLinesToTheEndOfThePage) {
  const std::string html = ledger();
  EXPECT_TRUE(says(html,
                   "<thead><tr><th scope=\"col\" colspan=\"3\">事项</th>"
                   "<th scope=\"col\" colspan=\"1\">分级</th></tr></thead>"));
  EXPECT_EQ(times(html, "<tr><td colspan=\"3\"></td><td colspan=\"1\"></td></tr>"), 3u);
  EXPECT_TRUE(says(html, "class=\"paper paper-landscape paper-ledger\""));
}

TEST(PaperView, WritesACaseALineAndNamesItsTier) {
  const PaperFilling three = {.lines = {{{"matter", "办证"}, {"tier", "general"}}, {}, {}}};
  const std::string html = ledger(three);
  EXPECT_TRUE(says(html, "<td colspan=\"3\">办证</td><td colspan=\"1\">一般事项</td>"));
  EXPECT_EQ(times(html, "<tr><td"), 3u);
  PaperFilling many = three;
  many.lines.resize(7);
  EXPECT_EQ(times(ledger(many), "<tr><td"), 7u);
}

TEST(PaperView, TicksAWordOfTheFormItself) {
  Site site = tests::sample_site();
  PaperCell& cell = site.papers[0].rows[0].cells[0];
  cell.boxes = PaperBoxes::words;
  cell.words = {"办结", "在办"};
  cell.field = "result";
  const std::string html = rendered_paper(site, site.papers[0], {.values = {{"result", "在办"}}});
  EXPECT_TRUE(says(html, "办结□"));
  EXPECT_TRUE(says(html, "在办☑"));
}

}  // namespace
}  // namespace core
