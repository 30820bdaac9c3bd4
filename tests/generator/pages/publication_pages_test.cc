// The pages of a site's publications match the model: dates by the day of the build, rates with
// their denominators, answers by the policy.
#include <gtest/gtest.h>

#include <map>

#include "generator/build/markdown_checks.h"
#include "generator/pages/site_plan.h"
#include "generator/pages/triage.h"
#include "tests/generator/pages/pages_fixture.h"
#include "tests/support/notices.h"
#include "tests/support/page_reader.h"
#include "tests/support/sample_site.h"
#include "tests/support/words.h"

namespace generator {
namespace {

using core::Diagnostics;
using core::Site;
using testing::catalogue;

std::map<std::string, std::string> pages_at_root(const Site& site) {
  Diagnostics diagnostics;
  static const auto templates =
      core::TemplateSet::load(BANCHENG_SOURCE_DIR "/site_templates", catalogue(), diagnostics);
  std::map<std::string, std::string> pages;
  for (const PlannedPage& page : plan_site(site, catalogue(), {})) {
    pages[page.path] = templates->render(page.template_name, page.data());
  }
  return pages;
}

std::string page_at(const Site& site, const std::string& path) {
  const auto pages = pages_at_root(site);
  const auto found = pages.find(path);
  return found == pages.end() ? "no page " + path : found->second;
}

Site site_on(const std::string& today) {
  Site site = tests::sample_site();
  site.calendar = test::shipped_calendar();
  site.publications.today = test::day(today);
  return site;
}

bool holds(const std::string& html, const std::string& words) {
  return html.find(words) != std::string::npos;
}

// The page has a heading, a paragraph or a line of a list with exactly these words.
bool has_line(const std::string& html, const std::string& words) {
  return holds(tests::words_of(html), "\n" + words + "\n");
}

core::Article article(const std::string& id, const std::string& body) {
  return {.id = id,
          .file = "news/" + id + ".md",
          .title = "标题" + id,
          .date = test::day("2026-09-01"),
          .summary = "摘要。",
          .body = body};
}

Site site_with_duty(const std::string& today) {
  Site site = site_on(today);
  site.duty.entries = {
      {.from = test::day("2026-09-07"), .to = test::day("2026-09-13"), .name = "秦为民"},
      {.from = test::day("2026-09-14"), .to = test::day("2026-09-20"), .name = "柏树"}};
  return site;
}

TEST(DutyPage, ShowsNobodyWhoseDaysAreOver) {
  const std::string html = page_at(site_with_duty("2026-09-14"), "duty/index.html");
  EXPECT_FALSE(holds(html, "秦为民"));
  EXPECT_TRUE(holds(html, "9月14日至9月20日"));
  EXPECT_TRUE(holds(html, "data-from=\"2026-09-14\" data-to=\"2026-09-20\""));
}

TEST(DutyPage, NeverSaysTodayByItself) {
  const std::string html = page_at(site_with_duty("2026-09-14"), "index.html");
  EXPECT_TRUE(holds(html, "柏树"));
  EXPECT_FALSE(holds(html, ">今天<"));
  EXPECT_TRUE(holds(html, "data-today=\"今天\""));
}

TEST(DutyPage, SaysThatTheRosterIsOver) {
  const std::string html = page_at(site_with_duty("2026-09-21"), "duty/index.html");
  EXPECT_TRUE(holds(html, "新的带班表还没有公布"));
  EXPECT_FALSE(holds(html, "柏"));
}

TEST(DutyPage, SaysWhichHalfOfTheDay) {
  Site site = site_with_duty("2026-09-14");
  site.duty.entries[0] = {.from = test::day("2026-09-14"),
                          .to = test::day("2026-09-14"),
                          .part = core::HalfDay::morning,
                          .name = "秦为民"};
  site.duty.entries[1].part = core::HalfDay::afternoon;
  for (const char* path : {"duty/index.html", "index.html"}) {
    const std::string html = page_at(site, path);
    EXPECT_TRUE(holds(html, ">9月14日上午<")) << path;
    EXPECT_TRUE(holds(html, ">9月14日至9月20日，每天下午<")) << path;
  }
}

TEST(UnitsPage, SaysWhatEachUnitHandles) {
  Site site = site_on("2026-09-01");
  EXPECT_EQ(page_at(site, "units/index.html"), "no page units/index.html") << "no unit says what";
  site.units = {{.id = "police",
                 .name = "县公安局",
                 .address = "二楼",
                 .handles = {{"落户", {}}, {"身份证", {}}},
                 .also_called = {{"派出所", {}}}},
                {.id = "water", .name = "县供水公司"}};
  const std::string html = page_at(site, "units/index.html");
  EXPECT_TRUE(has_line(html, "县公安局"));
  EXPECT_TRUE(has_line(html, "办的事：落户、身份证"));
  EXPECT_TRUE(has_line(html, "也叫：派出所"));
  EXPECT_TRUE(has_line(html, "县供水公司"));
  EXPECT_TRUE(holds(html, "id=\"unit-police\""));
  EXPECT_NE(tests::link_to(html, "../report/"), "");
}

TEST(LeadersPage, NamesNobodyBeforeOrAfterTheirDays) {
  const auto leaders_on = [](const char* today) {
    Site site = site_on(today);
    std::vector<core::RosterEntry>& roster = site.bodies[0].roster;
    roster[0].to = test::day("2026-09-13");
    roster.insert(roster.begin() + 1,
                  {.role = "组长", .name = "李明", .from = test::day("2026-09-14")});
    return tests::words_of(page_at(site, "leaders/index.html"));
  };
  EXPECT_TRUE(holds(leaders_on("2026-09-13"), "王芳"));
  EXPECT_FALSE(holds(leaders_on("2026-09-13"), "李明"));
  EXPECT_FALSE(holds(leaders_on("2026-09-14"), "王芳"));
  EXPECT_TRUE(holds(leaders_on("2026-09-14"), "李明"));
}

TEST(Triage, FollowsFromTheExclusionsAndEndsInTheForm) {
  const Site site = site_on("2026-09-01");
  const auto questions = derived_triage(site.policy, catalogue());
  ASSERT_EQ(questions.size(), 2u);
  EXPECT_EQ(questions[0].text, "您的事是不是下面这种情况？法律禁止办理的");
  EXPECT_EQ(questions[0].answers[0].exclusion, "legal_bar");
  EXPECT_EQ(questions[0].answers[1].next, "kind");
  EXPECT_EQ(questions[1].answers.size(), 3u);
  const std::string html = page_at(site, "scope/index.html");
  EXPECT_TRUE(holds(html, "<a href=\"#not-legal_bar\"><strong>是</strong>"));
  EXPECT_NE(tests::link_to(html, "#question-kind"), "");
  EXPECT_TRUE(holds(html,
                    "/report?kind=matter\"><strong>办事受阻：材料交了没受理</strong><br "
                    "class=\"plain\"><span>可以在这里反映，选“办事受阻”</span></a>"));
  EXPECT_TRUE(holds(html, "/report?kind=suggestion\"><strong>意见建议</strong>"));
}

TEST(Triage, IsTheSitesOwnWhereThereIsOne) {
  Site site = site_on("2026-09-01");
  site.publications.triage = {
      {.id = "a",
       .text = "急不急？",
       .answers = {{.text = "急", .referral = "hotline"}, {.text = "不急", .kind = "matter"}}}};
  const std::string html = page_at(site, "scope/index.html");
  EXPECT_TRUE(holds(html,
                    "<a href=\"#referral-hotline\"><strong>急</strong><br class=\"plain\">"
                    "<span>请找12345 热线"));
  EXPECT_TRUE(holds(html, "<li id=\"referral-hotline\">"));
  EXPECT_FALSE(holds(html, "您的事是不是"));
}

TEST(LimitsPage, CountsBesideTheNextHoliday) {
  const std::string html = page_at(site_on("2026-09-26"), "limits/index.html");
  EXPECT_TRUE(holds(html, "例子：国庆节放假前一天"));
  EXPECT_TRUE(holds(html, "假设2026年9月30日（星期三）上班时间，窗口已经转办。"));
  EXPECT_TRUE(has_line(html, "10月1日至10月7日国庆节，不计"));
  EXPECT_TRUE(has_line(html, "10月13日下班前到期"));  // five workdays, 10-10 works
}

TEST(LimitsPage, TakesTheLastHolidayWhileTheNextIsNotKnown) {
  EXPECT_TRUE(holds(page_at(site_on("2026-11-21"), "limits/index.html"), "国庆节放假前一天"));
}

TEST(LimitsPage, PrintsTheHourOnlyWhereHoursArePublished) {
  Site site = site_on("2026-09-26");
  site.policy.hours.published = true;
  EXPECT_TRUE(holds(page_at(site, "limits/index.html"), "（星期三）10:00，窗口已经转办"));
}

TEST(LimitsPage, IsNotMadeWherePolicyHasNoLimits) {
  Site site = site_on("2026-09-26");
  site.policy.clocks.clear();
  const auto pages = pages_at_root(site);
  EXPECT_FALSE(pages.contains("limits/index.html"));
  EXPECT_FALSE(holds(pages.at("index.html"), "limits/\""));
}

TEST(StatisticsPage, NeverRoundsUpToAllOfThem) {
  Site site = site_on("2026-09-26");
  site.publications.statistics = core::Statistics{
      .as_of = test::day("2026-09-01"),
      .from = test::day("2026-01-01"),
      .to = test::day("2026-08-31"),
      .kpis = {{.id = "responded", .numerator = 9999, .denominator = 10000, .target = 100},
               {.id = "satisfied", .numerator = 0, .denominator = 0}}};
  site.publications.statistics->by_cause = {{"材料缺失", 4}, {"系统故障", 1}};
  const std::string html = page_at(site, "statistics/index.html");
  EXPECT_TRUE(holds(html, "9999件，占10000件的99.99%。目标：100%。"));
  EXPECT_FALSE(holds(html, "<p class=\"rate\">100%"));
  EXPECT_TRUE(holds(html, "这段时间没有可以计算的事项。"));
  EXPECT_TRUE(holds(html, "<rect class=\"bar-part\" width=\"250\" height=\"40\"/>"));
  EXPECT_TRUE(holds(page_at(site, "index.html"), "statistics/"));
}

TEST(FaqPage, TakesItsNumbersFromThePolicy) {
  Site site = site_on("2026-09-26");
  EXPECT_TRUE(has_line(page_at(site, "faq/index.html"), "办理时限，一般事项（蓝牌）：2个工作日"));
  site.policy.tiers[1].limits["handle"] = test::limit("4 workdays");
  EXPECT_TRUE(has_line(page_at(site, "faq/index.html"), "办理时限，一般事项（蓝牌）：4个工作日"));
}

TEST(FaqPage, NeverAsksForTheNumberThatTheReceiptKeepsSecret) {
  Site site = site_on("2026-09-26");
  site.policy.reopening = false;
  const std::string html = page_at(site, "faq/index.html");
  EXPECT_FALSE(holds(html, "写上原来的查询编号"));
  EXPECT_TRUE(holds(html, "写上原来的受理编号"));
  EXPECT_TRUE(holds(html, "觉得慢，可以催办；不想反映了，可以撤回。"));
  site.policy.reopening = true;
  EXPECT_TRUE(holds(page_at(site, "faq/index.html"), "觉得没有办好，可以申请重新办理。"));
}

TEST(FaqPage, SaysAsTheFormDoesFromWhenFilesAreTaken) {
  Site site = site_on("2026-09-26");
  EXPECT_TRUE(holds(page_at(site, "faq/index.html"), "照片和PDF文件也在那里交。"));
  EXPECT_TRUE(holds(page_at(site, "report/index.html"), "提交以后凭查询编号在“查进度”里交。"));
  site.policy.files = core::FileRule{.before_acceptance = 0};
  EXPECT_TRUE(holds(page_at(site, "faq/index.html"), "照片和PDF文件，受理以后也在那里交。"));
  EXPECT_TRUE(holds(page_at(site, "report/index.html"), "窗口受理以后凭查询编号在“查进度”里交。"));
}

TEST(FaqPage, SaysAsOtherPagesDoThatWeCallAndSendNoMessages) {
  const Site site = site_on("2026-09-26");
  const auto pages = pages_at_root(site);
  for (const char* name : {"faq/index.html", "contacts/index.html", "privacy/index.html"}) {
    EXPECT_TRUE(holds(pages.at(name), "这个网站不发短信。")) << name;
    EXPECT_TRUE(holds(pages.at(name), "窗口会从0999-5550001转8打给您")) << name;
  }
}

TEST(FaqPage, LetsASiteHideReplaceAndAdd) {
  Site site = site_on("2026-09-26");
  site.publications.faq.hide = {"hotline"};
  site.publications.faq.entries = {{.id = "bring", .question = "带什么？", .answer = {"身份证。"}},
                                   {.id = "parking", .question = "停哪里？", .answer = {"北侧。"}}};
  const std::string html = page_at(site, "faq/index.html");
  EXPECT_FALSE(holds(html, "q-hotline"));
  EXPECT_TRUE(has_line(html, "带什么？"));
  EXPECT_FALSE(holds(html, "来窗口要带什么"));
  EXPECT_LT(html.find("id=\"q-progress\""), html.find("id=\"q-parking\""));
}

TEST(ArticlePages, AreListedTwentyAPage) {
  Site site = site_on("2026-09-26");
  for (int i = 10; i < 31; ++i) {
    site.publications.news.push_back(article(std::to_string(i), "正文。"));
  }
  const auto pages = pages_at_root(site);
  EXPECT_NE(tests::link_to(pages.at("news/index.html"), "../news/page-2/"), "");
  EXPECT_FALSE(holds(pages.at("news/index.html"), "标题30"));
  EXPECT_TRUE(
      tests::link_to(pages.at("news/page-2/index.html"), "../../news/30/").starts_with("标题30"));
  EXPECT_TRUE(holds(pages.at("news/page-2/index.html"), "通知和动态（第2页）"));
  EXPECT_TRUE(tests::link_to(pages.at("index.html"), "./news/10/").starts_with("标题10"));
}

TEST(ArticlePages, LinkToTheirEditionAndToSharedFiles) {
  Site site = site_on("2026-09-26");
  site.publications.news = {article("a", "[去](report/) ![图](files/a.png)")};
  const auto pages = pages_at_root(site);
  EXPECT_TRUE(holds(pages.at("news/a/index.html"), "<a href=\"../../report/\">去</a>"));
  EXPECT_TRUE(holds(pages.at("news/a/index.html"), "src=\"../../files/a.png\""));
  EXPECT_TRUE(holds(pages.at("large/news/a/index.html"), "<a href=\"../../report/\">去</a>"));
  EXPECT_TRUE(holds(pages.at("large/news/a/index.html"), "src=\"../../../files/a.png\""));
}

TEST(PolicyPage, OffersAttachmentsWithTypeAndSize) {
  Site site = site_on("2026-09-26");
  site.documents[0].attachments = {{.title = "名单", .file = "list.pdf"}, {.title = "流程图"}};
  site.publications.files["list.pdf"] = std::string(3000, 'x');
  site.publications.document_bodies[site.documents[0].id] = "# 第一章";
  const auto pages = pages_at_root(site);
  EXPECT_EQ(tests::link_to(pages.at("policy/index.html"), "../files/list.pdf"),
            "名单（PDF，3 KB）");
  const std::string path = "policy/" + site.documents[0].id + "/index.html";
  EXPECT_TRUE(has_line(pages.at(path), "第一章"));
  EXPECT_NE(tests::link_to(pages.at(path), "../../files/list.pdf"), "");
}

TEST(SupervisionPage, SaysWhatFollowsAndWhoWatches) {
  Site site = site_on("2026-09-26");
  site.identity.commitments = {"件件有回音。"};
  const std::string html = page_at(site, "supervision/index.html");
  EXPECT_TRUE(has_line(html, "件件有回音。"));
  EXPECT_TRUE(holds(html, "请在反映时选“服务作风”"));
  EXPECT_NE(tests::link_to(html, "../leaders/#body-leading_group"), "");
  EXPECT_TRUE(holds(html, "到期没有办完、也没有延长的，提醒督办科督促办理。"));
}

TEST(MarkdownChecks, NameThePlaceInTheFile) {
  core::LoadedSite loaded;
  loaded.site = site_on("2026-09-26");
  loaded.shown_folder = "yangli";
  loaded.site.publications.news = {
      article("a", "好\n![](files/a.png)\n[x](javascript:y) ![图](files/b.png)")};
  loaded.site.publications.news[0].body_line = 7;
  loaded.site.publications.files["a.png"] = "x";
  Diagnostics diagnostics;
  check_markdown(loaded, diagnostics);
  std::vector<std::string> said;
  for (const core::Diagnostic& one : diagnostics.sorted()) {
    said.push_back(one.span.file + ":" + std::to_string(one.span.line) + " " + one.code);
  }
  EXPECT_EQ(said, (std::vector<std::string>{"yangli/news/a.md:8 content.no-alt",
                                            "yangli/news/a.md:9 article.address",
                                            "yangli/news/a.md:9 article.unknown-file"}));
}

}  // namespace
}  // namespace generator
