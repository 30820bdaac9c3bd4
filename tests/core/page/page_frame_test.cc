// The frame that all pages of a site share.
#include "core/page/page_frame.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/support/page_reader.h"
#include "tests/support/sample_site.h"

namespace core {
namespace {

TEST(PageFrame, DialsDigitsAndPausesBeforeAnExtension) {
  EXPECT_EQ(dialled("0539-123 4567"), "05391234567");
  EXPECT_EQ(dialled("０５３９－1234567转8"), "05391234567,8");
  EXPECT_EQ(dialled("+86 138 0000 0000"), "+8613800000000");
  EXPECT_EQ(dialled("0999-5550040、5550041"), "09995550040");
  EXPECT_EQ(dialled(""), "");
}

TEST(PageFrame, SendsFormsBelowTheHandlersPrefix) {
  SiteIdentity identity;
  identity.id = "pingyi";
  EXPECT_EQ(handler_root(identity), "/handle/pingyi");
  identity.handler_url = "https://forms.example/handle";
  EXPECT_EQ(handler_root(identity), "https://forms.example/handle/pingyi");
}

TEST(PageFrame, AllowsFormsToOneOtherOriginOnly) {
  EXPECT_EQ(meta_content_security_policy("/handle/pingyi"),
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "manifest-src 'self'; form-action 'self'; connect-src 'self'; base-uri 'none'");
  EXPECT_EQ(meta_content_security_policy("https://forms.example:8443/handle/pingyi"),
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "manifest-src 'self'; form-action 'self' https://forms.example:8443; connect-src "
            "'self'; base-uri 'none'");
}

std::string framed(const Site& site, const PagePlace& place) {
  Diagnostics diagnostics;
  const std::string folder = BANCHENG_SOURCE_DIR "/site_templates";
  const Texts texts = load_texts(folder + "/text/zh-CN", diagnostics);
  const auto templates = TemplateSet::load(folder, texts, diagnostics);
  EXPECT_NE(templates, nullptr) << diagnostics.text();
  return templates->render("pages/error", page_frame(site, texts, place));
}

PagePlace place_of(const std::string& page) {
  return {.site_root = "../", .handler_root = "/handle/yangli", .page = page, .title = "题目"};
}

TEST(PageFrame, CarriesThePolicyOnlyInPagesWithoutHeaders) {
  PagePlace place{.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目"};
  EXPECT_EQ(framed(tests::sample_site(), place).find("Content-Security-Policy"), std::string::npos);
  place.generated = true;
  EXPECT_NE(framed(tests::sample_site(), place).find("Content-Security-Policy"), std::string::npos);
}

TEST(PageFrame, NamesThePageAndTheWindowInTheTitle) {
  const std::string html =
      framed(tests::sample_site(),
             {.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目<"});
  EXPECT_NE(html.find("<title>题目&lt; - 样例县“办不成事”反映窗口</title>"), std::string::npos);
}

TEST(PageFrame, StandsBetweenThePortalsHeadAndFoot) {
  Site site = tests::sample_site();
  Diagnostics none;
  site.identity.portal_header = read_portal_part("h", "<p><a href=\"scope/\">范围</a></p>", none);
  site.identity.portal_footer = read_portal_part("f", "<p>某县人民政府主办</p>", none);
  const std::string html =
      framed(site, {.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目"});
  const std::size_t head = html.find("<p><a href=\"/yangli/scope/\">范围</a></p>");
  const std::size_t foot = html.find("<p>某县人民政府主办</p>");
  ASSERT_NE(head, std::string::npos);
  ASSERT_NE(foot, std::string::npos);
  EXPECT_LT(head, html.find("<header class=\"masthead\">"));
  EXPECT_LT(html.find("</footer>"), foot);
}

TEST(PageFrame, HasAShortHeadInLargeTypeAndLosesNothingOfTheBanner) {
  Site site = tests::sample_site();
  Diagnostics none;
  site.identity.portal_header = read_portal_part("h", "<p><a href=\"/zwgk/\">公开</a></p>", none);
  site.identity.portal_footer = read_portal_part("f", "<p>某县人民政府主办</p>", none);
  const std::string html = framed(site, {.site_root = "/yangli/large/",
                                         .handler_root = "/handle/yangli/large",
                                         .page = "report",
                                         .title = "题目",
                                         .large = true,
                                         .standard_root = "/yangli/"});
  EXPECT_EQ(html.find("/zwgk/"), std::string::npos);
  EXPECT_NE(html.find("<p>某县人民政府主办</p>"), std::string::npos);
  const std::size_t main = html.find("<main");
  const std::string head = html.substr(0, main);
  EXPECT_EQ(head.find("请到当地政务服务大厅。"), std::string::npos);
  EXPECT_NE(html.find("请到当地政务服务大厅。", main), std::string::npos);
  for (const char* page : {"report/", "ticket/", "contacts/", "sitemap/"})
    EXPECT_NE(tests::link_to(head, std::string("/yangli/large/") + page), "") << page;
  for (const char* page : {"scope/", "process/"})
    EXPECT_EQ(tests::link_to(head, std::string("/yangli/large/") + page), "") << page;
}

TEST(PageFrame, OfAnAnswerHasAShortBannerAboveAndTheWholeOneBelow) {
  PagePlace place = place_of("ticket");
  const auto halves = [&] {
    const std::string html = framed(tests::sample_site(), place);
    const std::size_t main = html.find("<main");
    return std::pair(html.substr(0, main), html.substr(main));
  };
  EXPECT_NE(halves().first.find("请到当地政务服务大厅。"), std::string::npos);
  EXPECT_EQ(halves().second.find("请到当地政务服务大厅。"), std::string::npos);
  place.answered = true;
  EXPECT_NE(halves().first.find("示例页面，提交的内容不会送到任何单位。"), std::string::npos);
  EXPECT_EQ(halves().first.find("请到当地政务服务大厅。"), std::string::npos);
  EXPECT_NE(halves().second.find("请到当地政务服务大厅。"), std::string::npos);
}

TEST(PageFrame, OffersTheOtherEditionByAButtonWhereOnlyTheFormCanGetIt) {
  PagePlace place = place_of("report");
  const std::string button = "<button type=\"submit\" form=\"same\" name=\"edition\" value=\"";
  EXPECT_EQ(framed(tests::sample_site(), place).find(button), std::string::npos);
  place.same_form = true;
  EXPECT_NE(framed(tests::sample_site(), place).find(button + "large\">大字版</button>"),
            std::string::npos);
  place.large = true;
  EXPECT_NE(framed(tests::sample_site(), place).find(button + "standard\">标准版</button>"),
            std::string::npos);
}

TEST(PageFrame, HasNoTraceOfAPortalThatIsNotThere) {
  const std::string html = framed(tests::sample_site(), {.site_root = "/yangli/", .title = "题目"});
  EXPECT_EQ(html.find("portal-part"), std::string::npos);
}

TEST(PageFrame, SaysWhomToCallAndAsOfWhen) {
  const std::string html =
      framed(tests::sample_site(),
             {.site_root = "/yangli/", .handler_root = "/handle/yangli", .title = "题目"});
  EXPECT_NE(html.find("<a href=\"tel:09995550001,8\">0999-5550001转8</a>"), std::string::npos);
  EXPECT_NE(html.find("<a href=\"tel:12345\">12345</a>"), std::string::npos);
  EXPECT_NE(html.find("以2022年3月14日印发的文件为准"), std::string::npos);
}

Site with_government() {
  Site site = tests::sample_site();
  site.identity.government = Government{.site_name = "样例县人民政府",
                                        .domain = "www.example.gov.cn",
                                        .id_code = "9999990001",
                                        .icp = "例ICP备00000000号",
                                        .police = "例公网安备99999900000001号",
                                        .police_code = "99999900000001"};
  return site;
}

TEST(PageFrame, LabelsTheSiteAndTheColumnByTheirExactNames) {
  const std::string html = framed(with_government(), place_of("scope"));
  for (const char* tag : {"<meta name=\"SiteName\" content=\"样例县人民政府\">",
                          "<meta name=\"SiteDomain\" content=\"www.example.gov.cn\">",
                          "<meta name=\"SiteIDCode\" content=\"9999990001\">",
                          "<meta name=\"ColumnName\" content=\"题目\">",
                          "<meta name=\"ColumnType\" content=\"办事服务\">"}) {
    EXPECT_NE(html.find(tag), std::string::npos) << tag;
  }
}

TEST(PageFrame, InventsNoCodesForASiteThatGivesNone) {
  const std::string html = framed(tests::sample_site(), place_of("scope"));
  for (const char* name : {"SiteName", "SiteDomain", "SiteIDCode", "网站标识码", "beian"}) {
    EXPECT_EQ(html.find(name), std::string::npos) << name;
  }
}

TEST(PageFrame, PrintsTheFilingsAtTheFootWithTheirLinks) {
  const std::string html = framed(with_government(), place_of("scope"));
  EXPECT_NE(html.find("网站标识码：9999990001"), std::string::npos);
  EXPECT_EQ(tests::link_to(html, "https://beian.miit.gov.cn/"), "例ICP备00000000号");
  EXPECT_NE(html.find("code=99999900000001\">例公网安备99999900000001号</a>"), std::string::npos);
}

TEST(PageFrame, LabelsAnArticle) {
  PagePlace place = place_of("news/hours");
  place.article = ArticleInfo{.title = "国庆放假", .published = "2026-09-20", .source = "样例县"};
  const std::string html = framed(tests::sample_site(), place);
  EXPECT_NE(html.find("<meta name=\"ArticleTitle\" content=\"国庆放假\">"), std::string::npos);
  EXPECT_NE(html.find("<meta name=\"PubDate\" content=\"2026-09-20\">"), std::string::npos);
  EXPECT_NE(html.find("<meta name=\"ContentSource\" content=\"样例县\">"), std::string::npos);
  EXPECT_NE(html.find("<meta name=\"ColumnType\" content=\"工作动态\">"), std::string::npos);
}

TEST(PageFrame, SaysWhereThePageIsExceptOnTheHomePage) {
  PagePlace place = place_of("windows/center");
  place.trail = {{"../windows/", "窗口一览"}};
  const std::string html = framed(tests::sample_site(), place);
  EXPECT_NE(html.find("当前位置：<a href=\"../\">首页</a> › <a href=\"../windows/\">窗口一览</a> "
                      "› 题目"),
            std::string::npos);
  EXPECT_EQ(framed(tests::sample_site(), place_of("")).find("当前位置"), std::string::npos);
  place.here = "中心";
  EXPECT_NE(framed(tests::sample_site(), place).find("窗口一览</a> › 中心</p>"), std::string::npos);
}

TEST(PageFrame, IsGreyAndShowsNoticesOnTheirDaysOnly) {
  Site site = tests::sample_site();
  const Day day = *day_from_iso("2026-10-01");
  site.identity.mourning = {{day, day}};
  site.identity.notices = {{"大厅搬到二楼。", {day, day + std::chrono::days(1)}, {}}};
  PagePlace place = place_of("scope");
  const auto shown = [&](int later) {
    place.today = day + std::chrono::days(later);
    const std::string html = framed(site, place);
    return std::string(html.find("class=\"mourning\"") != std::string::npos ? "grey " : "") +
           (html.find("大厅搬到二楼。") != std::string::npos ? "notice" : "");
  };
  EXPECT_EQ(shown(-1), "");
  EXPECT_EQ(shown(0), "grey notice");
  EXPECT_EQ(shown(1), "notice");
  EXPECT_EQ(shown(2), "");
}

TEST(PageFrame, ShowsTheNoticeOfAWindowOnItsPageAndBelow) {
  Site site = tests::sample_site();
  site.windows = std::vector<Window>{{.id = "main", .level = "county"},
                                     {.id = "west", .level = "town", .parent = "main"},
                                     {.id = "bay", .level = "village", .parent = "west"},
                                     {.id = "east", .level = "town", .parent = "main"}};
  const Day day = *day_from_iso("2026-10-01");
  site.identity.notices = {
      {.text = "西镇窗口今天不开。", .days = {day, day}, .span = {}, .window = "west"}};
  const auto shown = [&](const std::string& window) {
    PagePlace place = place_of("scope");
    place.today = day;
    place.window = window;
    return framed(site, place).find("西镇窗口今天不开。") != std::string::npos;
  };
  EXPECT_TRUE(shown("west"));
  EXPECT_TRUE(shown("bay"));
  EXPECT_FALSE(shown("east"));
  EXPECT_FALSE(shown("main"));
  EXPECT_FALSE(shown("")) << "on other pages";
}

}  // namespace
}  // namespace core
