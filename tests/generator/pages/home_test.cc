// What people meet first: the home page, the report form, and the list of all sites.
#include "generator/pages/home.h"

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

TEST(HomePage, OffersFourWaysAndTheLimitsAtAGlance) {
  const std::string html = page(tests::sample_site(), "index.html");
  EXPECT_EQ(read_aloud(html, "<ul class=\"choices\">", "</ul>"),
            "我要反映|网上填表，几分钟就好，不用注册|查进度|输入查询编号，看办到了哪一步|打电话|"
            "窗口电话0999-5550001转8|到窗口来|样例县政务服务中心，一楼 3 号窗口|");
  EXPECT_EQ(read_aloud(html, "<h3>转办时限", "</section>"),
            "转办时限|所有事项|当日|办理时限|立即解决事项|当场|一般事项（蓝牌）|2个工作日|"
            "复杂事项（红牌）|5个工作日|反馈时限|所有事项|半个工作日|时限怎么算|"
            "用真实的日子算一算|");
  EXPECT_NE(tests::link_to(html, "tel:09995550001,8"), "");
}

TEST(HomePage, SaysForWhomItIsBeforeAnythingElse) {
  const std::string html = page(tests::sample_site(), "index.html");
  const std::size_t whom = html.find("都可以到这里说。</p>\n<ul class=\"choices\">");
  const std::size_t when = html.find("<h2 id=\"when\">");
  ASSERT_NE(whom, std::string::npos);
  ASSERT_NE(when, std::string::npos);
  EXPECT_LT(whom, when);
  EXPECT_LT(when, html.find("您反映，我们办。"));
  for (const char* later : {"<h2 id=\"latest\">", "<h2 id=\"on-duty\">", "<h2 id=\"more\">"})
    EXPECT_LT(when, html.find(later)) << later;
}

TEST(HomePage, HasAddressAndHoursForPaper) {
  const std::string html = page(tests::sample_site(), "index.html");
  const std::string paper = read_aloud(html, "<section class=\"on-paper\">", "</section>");
  for (const char* words : {"0999-5550001转8", "样例路", "接待时间：工作日"})
    EXPECT_NE(paper.find(words), std::string::npos) << words << " in " << paper;
}

TEST(ReportPage, HasItsFirstQuestionBeforeTheAdviceInLargeTypeOnly) {
  const auto pages = pages_of(tests::sample_site());
  const auto advice_comes_first = [](const std::string& html) {
    return html.find("不要在这里填写。") < html.find("<form class=\"report\"");
  };
  EXPECT_TRUE(advice_comes_first(pages.at("report/index.html")));
  EXPECT_FALSE(advice_comes_first(pages.at("large/report/index.html")));
  EXPECT_NE(pages.at("report/index.html").find("表格下载和打印”里。"), std::string::npos);
}

TEST(HomePage, OffersTheHotlineWhereTheWindowHasNoPhone) {
  Site site = tests::sample_site();
  std::vector<core::Window> windows = site.windows.list();
  windows[0].phone.clear();
  site.windows = windows;
  const std::string html = page(site, "index.html");
  EXPECT_NE(html.find("<a class=\"choice\" href=\"tel:12345\">"), std::string::npos);
  EXPECT_EQ(html.find("窗口电话"), std::string::npos);
}

TEST(PortalPages, ListTheSitesAndSayWhichAreSamples) {
  const Site site = tests::sample_site();
  Site official = tests::sample_site();
  official.identity.id = "zhen";
  official.identity.standing = core::Standing::official;
  const auto pages = plan_portal({&site, &official}, catalogue(), "/base/");
  ASSERT_EQ(pages.size(), 7u);
  const std::string index = templates().render(pages[0].template_name, pages[0].data());
  EXPECT_EQ(read_aloud(index, "<ul class=\"choices", "</ul>"),
            "样例县|“办不成事”|反映窗口（示例）|样例县政务服务局|样例县|“办不成事”|反映窗口|"
            "样例县政务服务局|");
  EXPECT_NE(tests::link_to(index, "./yangli/"), "");
  const std::string missing = templates().render(pages[1].template_name, pages[1].data());
  EXPECT_NE(tests::link_to(missing, "/base/zhen/"), "");
  EXPECT_NE(missing.find("没有这个页面"), std::string::npos);
}

TEST(PortalPages, SayInThePlaceOfAnAnswerWhomToCallAtEachSite) {
  const Site site = tests::sample_site();
  const auto pages = plan_portal({&site}, catalogue(), "/base/");
  const auto page = std::ranges::find(pages, "errors/503.html", &PlannedPage::path);
  ASSERT_NE(page, pages.end());
  const std::string html = templates().render(page->template_name, page->data());
  EXPECT_NE(html.find("可能没有提交成功"), std::string::npos);
  EXPECT_NE(tests::link_to(html, "/base/yangli/"), "");
  EXPECT_NE(html.find(site.windows.front().phone), std::string::npos);
  EXPECT_NE(html.find("href=\"tel:12345\""), std::string::npos);
}

TEST(PortalPages, SayWhichSiteIsForTrying) {
  Site site = tests::sample_site();
  site.identity.to_try = true;
  const auto pages = plan_portal({&site}, catalogue());
  const std::string index = templates().render(pages[0].template_name, pages[0].data());
  EXPECT_EQ(read_aloud(index, "<ul class=\"choices", "</ul>"),
            "样例县|“办不成事”|反映窗口（示例）|样例县政务服务局|"
            "这个地方是虚构的，想试用的，可以在这里随便点、随便填。|");
}

TEST(PortalPages, StandInLargeTypeTooAndLeadToSitesInLargeType) {
  const Site site = tests::sample_site();
  const auto pages = plan_portal({&site}, catalogue());
  ASSERT_EQ(pages.back().path, "large.html");
  const std::string large = templates().render(pages.back().template_name, pages.back().data());
  EXPECT_NE(large.find("<html lang=\"zh-CN\" class=\"large\">"), std::string::npos);
  EXPECT_NE(tests::link_to(large, "./yangli/large/"), "");
  EXPECT_EQ(tests::link_to(large, "./"), "标准版");
  const std::string index = templates().render(pages[0].template_name, pages[0].data());
  EXPECT_EQ(tests::link_to(index, "./large.html"), "大字版");
  const auto small = plan_portal({&site}, catalogue(), "/", false);
  ASSERT_EQ(small.size(), 6u);
  EXPECT_EQ(templates().render(small[0].template_name, small[0].data()).find("大字版"),
            std::string::npos);
}

}  // namespace
}  // namespace generator
