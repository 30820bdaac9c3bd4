// Public pages match the model; rendered with the real templates and texts.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/page/page_frame.h"
#include "generator/pages/site_plan.h"
#include "tests/generator/pages/pages_fixture.h"
#include "tests/support/page_reader.h"
#include "tests/support/sample_site.h"

namespace generator {
namespace {

using core::Site;

using testing::catalogue;
using testing::page;
using testing::pages_of;
using testing::read_aloud;
using testing::templates;

TEST(PageData, PlansEveryPageOnceAndAllButThoseOfErrorsInLargeTypeToo) {
  std::vector<std::string> paths;
  const Site site = tests::sample_site();
  for (const PlannedPage& page : plan_site(site, catalogue(), {.large = false})) {
    paths.push_back(page.path);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"index.html",
                                             "scope/index.html",
                                             "process/index.html",
                                             "contacts/index.html",
                                             "leaders/index.html",
                                             "policy/index.html",
                                             "privacy/index.html",
                                             "report/index.html",
                                             "ticket/index.html",
                                             "accessibility/index.html",
                                             "errors/413.html",
                                             "errors/429.html",
                                             "errors/500.html",
                                             "errors/503.html",
                                             "forms/index.html",
                                             "leaflet/index.html",
                                             "poster/index.html",
                                             "forms/slip/index.html",
                                             "forms/slip-general/index.html",
                                             "forms/slip-complex/index.html",
                                             "forms/ledger/index.html",
                                             "faq/index.html",
                                             "limits/index.html",
                                             "duty/index.html",
                                             "supervision/index.html",
                                             "windows/index.html",
                                             "coverage/index.html",
                                             "signs/index.html",
                                             "windows/main/index.html",
                                             "windows/qinghe/index.html",
                                             "search/index.html",
                                             "sitemap/index.html"}));
  std::vector<std::string> both = paths;
  for (const std::string& path : paths) {
    if (!path.starts_with("errors/")) both.push_back("large/" + path);
  }
  std::vector<std::string> planned;
  for (const PlannedPage& page : plan_site(site, catalogue())) planned.push_back(page.path);
  EXPECT_EQ(planned, both);
}

TEST(PageData, KeepsPagesAndFormsInTheLargeEditionAndTakesAssetsFromTheStandardOne) {
  const std::string html = page(tests::sample_site(), "large/ticket/index.html");
  EXPECT_NE(html.find("<html lang=\"zh-CN\" class=\"large\">"), std::string::npos);
  EXPECT_NE(tests::link_to(html, "../contacts/"), "");
  EXPECT_NE(html.find("action=\"/handle/yangli/large/ticket\""), std::string::npos);
  EXPECT_NE(html.find("href=\"../../assets/site."), std::string::npos);
}

TEST(PageData, LeadsToTheSamePageInTheOtherEdition) {
  const auto pages = pages_of(tests::sample_site());
  EXPECT_EQ(tests::link_to(pages.at("index.html"), "./large/"), "大字版");
  EXPECT_EQ(tests::link_to(pages.at("scope/index.html"), "../large/scope/"), "大字版");
  EXPECT_NE(pages.at("large/index.html").find("<a href=\"../\">标准版</a>"), std::string::npos);
  EXPECT_EQ(tests::link_to(pages.at("large/scope/index.html"), "../../scope/"), "标准版");
  EXPECT_EQ(pages.at("errors/503.html").find("大字版"), std::string::npos);
}

TEST(PageData, NamesTheFilesOfAPage) {
  const Site site = tests::sample_site();
  const auto pages = plan_site(site, catalogue());
  EXPECT_EQ(pages[1].sources,
            (std::vector<std::string>{"site.yaml", "texts.yaml", "policy.yaml", "triage.yaml"}));
}

TEST(PageData, SaysOnEveryPageOfASampleThatItIsOne) {
  for (const auto& [path, html] : pages_of(tests::sample_site())) {
    EXPECT_NE(html.find("这是示例页面，不是政府网站。"), std::string::npos) << path;
    EXPECT_NE(html.find("请到当地政务服务大厅。"), std::string::npos) << path;
    EXPECT_NE(html.find("<meta name=\"robots\" content=\"noindex\">"), std::string::npos) << path;
  }
}

TEST(PageData, ShowsNoBannerOnAnOfficialSite) {
  Site site = tests::sample_site();
  site.identity.standing = core::Standing::official;
  for (const auto& [path, html] : pages_of(site)) {
    EXPECT_EQ(html.find("示例"), std::string::npos) << path;
    EXPECT_EQ(html.find("noindex"), std::string::npos) << path;
  }
}

TEST(PageData, LinksRelativelyButAbsolutelyWhereAPageIsShownAnywhere) {
  const auto pages = pages_of(tests::sample_site());
  EXPECT_NE(pages.at("index.html").find("href=\"./assets/site."), std::string::npos);
  EXPECT_NE(pages.at("scope/index.html").find("href=\"../assets/site."), std::string::npos);
  const std::string& anywhere = pages.at("errors/503.html");
  EXPECT_NE(anywhere.find("href=\"/base/yangli/assets/site."), std::string::npos);
  EXPECT_NE(anywhere.find("data-form=\"/base/yangli/report/\""), std::string::npos);
}

TEST(PageData, SaysInThePlaceOfAnAnswerWhatToDoAndWhomToCall) {
  const auto pages = pages_of(tests::sample_site());
  const std::map<std::string, std::vector<std::string>> words = {
      {"errors/413.html", {"填写的内容太多", "写得短一些", "请少选几个"}},
      {"errors/429.html", {"操作太频繁", "请等一分钟再试"}},
      {"errors/500.html", {"网上反映暂时用不了", "可能没有提交成功", "同一页提交两次，只登记一次"}},
      {"errors/503.html",
       {"网上反映暂时用不了", "可能没有提交成功", "同一页提交两次，只登记一次"}}};
  for (const auto& [path, all] : words) {
    const std::string& html = pages.at(path);
    for (const std::string& one : all) EXPECT_NE(html.find(one), std::string::npos) << path << one;
    EXPECT_NE(html.find("href=\"tel:"), std::string::npos) << path;
    EXPECT_NE(html.find("data-page=\"unavailable\""), std::string::npos) << path;
  }
  EXPECT_EQ(pages.at("errors/413.html").find("可能没有提交成功"), std::string::npos);
  EXPECT_EQ(pages.at("errors/429.html").find("只登记一次"), std::string::npos);
}

TEST(PageData, MarksThePageInTheNavigation) {
  const std::string html = page(tests::sample_site(), "scope/index.html");
  EXPECT_NE(html.find("<a href=\"../scope/\" aria-current=\"page\">受理范围</a>"),
            std::string::npos);
  EXPECT_EQ(html.find("aria-current", html.find("aria-current") + 1), std::string::npos);
}

TEST(PageData, SendsFormsWhereTheSiteSaysAndAllowsNothingElse) {
  Site site = tests::sample_site();
  site.identity.handler_url = "https://forms.example/handle";
  const std::string html = page(site, "report/index.html");
  EXPECT_NE(html.find("action=\"https://forms.example/handle/yangli/report\""), std::string::npos);
  EXPECT_NE(html.find("form-action &#39;self&#39; https://forms.example; connect-src"),
            std::string::npos);
}

TEST(ScopePage, SaysWhatIsTakenAndWhatIsNotWithWhereToGo) {
  const std::string html = page(tests::sample_site(), "scope/index.html");
  EXPECT_EQ(
      read_aloud(html, "<h2 id=\"taken\">", "<p><a class=\"button\""),
      "这些情况，我们受理|办事受阻|材料交了没受理。|交了材料没有受理的。|服务作风|服务态度差的。|"
      "这一类反映不会转给被反映的单位，被反映的单位也看不到。|意见建议|");
  EXPECT_EQ(read_aloud(html, "<section aria-labelledby=\"not-legal_bar\">", "</section>"),
            "法律禁止办理的。|窗口会说明是哪一条。|可以去这里办：|12345 "
            "热线：|12345|不知道找谁时可以打。|");
}

TEST(ProcessPage, PrintsEveryLimitWithItsSpan) {
  EXPECT_EQ(read_aloud(page(tests::sample_site(), "process/index.html"), "<tbody>", "</table>"),
            "转办时限|所有事项|当日|从受理起，到转办为止|"
            "办理时限|立即解决事项|当场|受理以后当场答复，不另外计时|"
            "办理时限|一般事项（蓝牌）|2个工作日|从转办起，到答复为止|"
            "办理时限|复杂事项（红牌）|5个工作日|到期前解决，或者给出明确答复|从转办起，到答复为止|"
            "反馈时限|所有事项|半个工作日|从答复起，到反馈给您为止|");
}

TEST(ProcessPage, ChangesWithEveryNumberOfThePolicy) {
  Site site = tests::sample_site();
  const std::string before = page(site, "process/index.html");
  site.policy.tiers[1].limits["handle"].hundredths = 300;
  const std::string after = page(site, "process/index.html");
  EXPECT_NE(before.find("<strong>2个工作日</strong>"), std::string::npos);
  EXPECT_EQ(after.find("2个工作日"), std::string::npos);
  EXPECT_NE(after.find("<strong>3个工作日</strong>"), std::string::npos);
}

TEST(ProcessPage, SaysWhatFollowsWhenTimeRunsOut) {
  const std::string html = page(tests::sample_site(), "process/index.html");
  EXPECT_EQ(read_aloud(html, "<strong>申请延期</strong>", "</ul>"),
            "申请延期|到期前由承办单位申请，带班领导批准，最多延长7个工作日，限一次|"
            "→ 回到“限时办理”|没有按时办好|到期未办也未延期：提醒督办科督促办理|"
            "延期后仍未办结：提交工作领导小组处理|→ 回到“限时办理”|"
            "请补充材料|请在5个工作日内交来，等材料的工作日不计入时限|→ 回到“限时办理”|"
            "多次协调不成|移交督查部门。|→ 到“反馈”|");
}

TEST(ProcessPage, ExplainsOnlyTheRulesOfCountingThatApply) {
  Site site = tests::sample_site();
  const std::string all = page(site, "process/index.html");
  EXPECT_NE(all.find("“当日”是指当天下班前。"), std::string::npos);
  EXPECT_NE(all.find("补充材料请在5个工作日内交来。"), std::string::npos);
  site.policy.clocks.erase(site.policy.clocks.begin());
  site.policy.materials_within.reset();
  const std::string fewer = page(site, "process/index.html");
  EXPECT_EQ(fewer.find("“当日”是指当天下班前。"), std::string::npos);
  EXPECT_EQ(fewer.find("补充材料请在"), std::string::npos);
}

TEST(ProcessPage, SaysWhetherClocksWaitForMaterialsAndWhoseRuleThatIs) {
  Site site = tests::sample_site();
  const auto of_the_town = [&](const char* rule) {
    const std::string html = page(site, "process/index.html");
    EXPECT_NE(html.find(rule), std::string::npos) << rule;
    return html.find(rule) < html.find("不出自本地的文件");
  };
  EXPECT_FALSE(of_the_town("等您补材料的工作日不算在内"));
  site.policy.pauses = core::Pauses::materials;
  EXPECT_TRUE(of_the_town("等您补材料的工作日不算在内"));
  site.policy.pauses = core::Pauses::never;
  EXPECT_TRUE(of_the_town("等您补材料的时候，时限照常计算，到期日不往后移。"));
  EXPECT_TRUE(of_the_town("<p>请在5个工作日内交来，等材料的工作日照常计入时限</p>"));
}

TEST(ProcessPage, SaysThatProgressNamesTheNextDayWhereverAClockRunsToAReply) {
  Site site = tests::sample_site();
  const char* next = "要同时告诉您下次哪一天答复进展。";
  EXPECT_NE(page(site, "process/index.html").find(next), std::string::npos);
  for (core::PolicyClock& clock : site.policy.clocks) clock.until = core::Milestone::progress;
  EXPECT_NE(page(site, "process/index.html").find(next), std::string::npos);
  for (core::PolicyClock& clock : site.policy.clocks) clock.until = core::Milestone::dispatched;
  const std::string without = page(site, "process/index.html");
  EXPECT_EQ(without.find(next), std::string::npos);
  EXPECT_EQ(without.find("办理进展由"), std::string::npos);
}

TEST(ProcessPage, SaysWhoReportsProgressAndWhetherInWriting) {
  Site site = tests::sample_site();
  EXPECT_NE(page(site, "process/index.html")
                .find("办理进展由承办单位、窗口人员告诉您，不一定附书面说明。"),
            std::string::npos);
  site.policy.progress = {.by = {core::Role::unit, core::Role::dispatcher}, .statement = true};
  EXPECT_NE(
      page(site, "process/index.html").find("办理进展由承办单位、督办科告诉您，每次都附书面说明。"),
      std::string::npos);
  // A role that this policy does not have is not named.
  std::erase_if(site.policy.roles,
                [](const core::RoleName& one) { return one.role == core::Role::unit; });
  EXPECT_NE(page(site, "process/index.html").find("办理进展由督办科告诉您，每次都附书面说明。"),
            std::string::npos);
}

TEST(ProcessPage, SpeaksOfTheWindowFirstAndOfDatesSetCaseByCaseOnlyWhereThePolicyDoes) {
  Site site = tests::sample_site();
  const char* first = "承办单位报的进展，窗口看过再告诉您";
  const char* set = "由督办科逐件确定日期并告诉您";
  const std::string before = page(site, "process/index.html");
  for (const char* sentence : {first, set})
    EXPECT_EQ(before.find(sentence), std::string::npos) << sentence;
  for (core::PolicyClock& clock : site.policy.clocks) clock.set_by = core::Role::dispatcher;
  site.policy.tiers[1].limits["handle"] = {.kind = core::TimeLimit::Kind::case_by_case};
  site.policy.progress.window_first = true;
  const std::string after = page(site, "process/index.html");
  for (const char* sentence : {first, set})
    EXPECT_NE(after.find(sentence), std::string::npos) << sentence;
}

TEST(ProcessPage, PrintsNoTableWhereThereAreNoClocks) {
  Site site = tests::sample_site();
  site.policy.clocks.clear();
  for (core::Step& step : site.policy.steps) step.clocks.clear();
  site.policy.limits_note = "时限按市里的规定执行。";
  const std::string html = page(site, "process/index.html");
  EXPECT_EQ(html.find("<table"), std::string::npos);
  EXPECT_EQ(html.find("id=\"counting\""), std::string::npos);
  EXPECT_NE(html.find("时限按市里的规定执行。"), std::string::npos);
}

TEST(ProcessPage, SaysEachStepOnceInTheChart) {
  const std::string html = page(tests::sample_site(), "process/index.html");
  const std::string steps = read_aloud(html, "<ol class=\"flow\">", "</ol>");
  for (const char* words : {"接待登记", "负责：督办科", "时限：当日", "一般事项：2个工作日",
                            "申请延期", "不予受理", "多次协调不成", "移交督查部门。", "结束"}) {
    EXPECT_NE(steps.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(html.find("移交督查部门。"), html.rfind("移交督查部门。"));
}

TEST(ContactsPage, PrintsWhatIsPublishedAndHowToReachUsOtherwise) {
  const std::string html = page(tests::sample_site(), "contacts/index.html");
  EXPECT_EQ(read_aloud(html, "<h2 id=\"window-main\">", "</section>"),
            "样例县政务服务中心窗口|窗口级别|县级窗口|在哪里|样例县政务服务中心|具体位置|一楼 3 "
            "号窗口|地址|"
            "样例路 1 号|电话|0999-5550001转8|接待时间|工作日09:00-12:00|");
  EXPECT_EQ(
      read_aloud(html, "<h2 id=\"window-qinghe\">", "</section>"),
      "青禾镇窗口|窗口级别|镇（街道）窗口|电话|这个窗口没有公布电话。请拨打政务服务热线|12345|"
      "，请话务员转接，或者直接到大厅服务台询问。|接待时间|"
      "没有公布具体时间，请在大厅上班时间来。|");
}

TEST(ContactsPage, NeverPrintsTheWorkingAssumptionAsHours) {
  Site site = tests::sample_site();
  std::vector<core::Window> windows = site.windows.list();
  windows[0].hours = core::assumed_office_hours();
  site.windows = windows;
  EXPECT_EQ(page(site, "contacts/index.html").find("09:00"), std::string::npos);
}

TEST(LeadersPage, KeepsThePublishedOrderAndPrintsNamesWithoutPadding) {
  const std::string html = page(tests::sample_site(), "leaders/index.html");
  EXPECT_EQ(read_aloud(html, "<tbody>", "</section>"),
            "组长|王芳|局长|成员|未列姓名|各镇分管副镇长|成员|2个单位|县供水公司|县供电公司|"
            "名单截至2022年3月14日，来源：|《样例县窗口管理办法》（样政〔2022〕2号）|");
  EXPECT_NE(tests::link_to(html, "../policy/#document-plan"), "");
  EXPECT_NE(html.find("欧阳小明"), std::string::npos);
  EXPECT_NE(html.find("（兼）"), std::string::npos);
}

TEST(PolicyPage, ListsTheRulesAndTheirGrounds) {
  const std::string html = page(tests::sample_site(), "policy/index.html");
  EXPECT_EQ(
      read_aloud(html, "<h2>窗口自己的规定</h2>", "</main>"),
      "窗口自己的规定|《样例县窗口管理办法》|规定受理范围和时限。|文号|样政〔2022〕2号|印发单位|"
      "样例县政务服务局|印发日期|2022年3月14日|附件|流程图|交办单|依据和引用的其他文件|"
      "《国务院的指导意见》|"
      "文号|国发〔2022〕5号|");
  EXPECT_NE(html.find("现行规定自2022年3月14日起施行。"), std::string::npos);
}

}  // namespace
}  // namespace generator
