// The files for machines, and the site map for people.
#include "generator/build/site_extras.h"

#include <gmock/gmock.h>

#include "generator/pages/page_place.h"
#include "generator/pages/site_map.h"
#include "tests/support/sample_site.h"

namespace generator {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::filesystem::path kTemplates = BANCHENG_SOURCE_DIR "/site_templates";

const core::Texts& catalogue() {
  static const core::Texts texts = [] {
    core::Diagnostics diagnostics;
    return core::load_texts(kTemplates / "text/zh-CN", diagnostics);
  }();
  return texts;
}

const core::TemplateSet& templates() {
  static const auto set = [] {
    core::Diagnostics diagnostics;
    return core::TemplateSet::load(kTemplates, catalogue(), diagnostics);
  }();
  return *set;
}

core::Site official() {
  core::Site site = tests::sample_site();
  site.identity.standing = core::Standing::official;
  return site;
}

PlannedPage page(const std::string& name, const std::string& published = "") {
  PlannedPage planned;
  planned.page = name;
  planned.title = name + " & co";
  if (!published.empty()) {
    planned.article = core::ArticleInfo{.title = planned.title, .published = published};
  }
  return planned;
}

ExtrasInput input(const std::string& public_url = "https://www.example.gov.cn/window/") {
  static const core::AssetNames assets = {{"icon.svg", "icon.0a.svg"}};
  return {templates(), assets, public_url, "/window/"};
}

TEST(SiteExtras, FeedTheNewestArticlesFirst) {
  const std::vector<PlannedPage> plan = {page("news/old", "2026-01-02"), page("scope"),
                                         page("news/new", "2026-05-06 09:30")};
  const SiteFiles files = extras_of(official(), plan, input());
  const std::string& feed = files.at("feed.xml");
  EXPECT_THAT(feed, HasSubstr("<updated>2026-05-06T09:30:00+08:00</updated>"));
  EXPECT_THAT(feed, HasSubstr("<updated>2026-01-02T00:00:00+08:00</updated>"));
  EXPECT_THAT(feed, HasSubstr("href=\"https://www.example.gov.cn/window/yangli/news/new/\""));
  EXPECT_THAT(feed, HasSubstr("<title>news/new &amp; co</title>"));
  EXPECT_LT(feed.find("news/new/"), feed.find("news/old/"));
}

TEST(SiteExtras, HaveNoFeedWithoutArticles) {
  EXPECT_FALSE(extras_of(official(), {page("scope")}, input()).contains("feed.xml"));
}

TEST(SiteExtras, MapTheStandardEditionForSearchEngines) {
  PlannedPage large = page("scope");
  large.large = true;
  const std::vector<PlannedPage> plan = {page(""), page("scope"), large, page("errors/503")};
  EXPECT_EQ(extras_of(official(), plan, input()).at("sitemap.xml"),
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            "<url><loc>https://www.example.gov.cn/window/yangli/</loc></url>\n"
            "<url><loc>https://www.example.gov.cn/window/yangli/scope/</loc></url>\n"
            "</urlset>\n");
}

TEST(SiteExtras, MapNothingWithoutAPublicAddressOrForASample) {
  EXPECT_FALSE(extras_of(official(), {page("")}, input("")).contains("sitemap.xml"));
  EXPECT_FALSE(extras_of(tests::sample_site(), {page("")}, input()).contains("sitemap.xml"));
}

TEST(SiteExtras, KeepSearchEnginesOutOfSamples) {
  const core::Site sample = tests::sample_site();
  core::Site other = official();
  other.identity.id = "real";
  const SiteFiles of_sample = extras_of(sample, {page("")}, input());
  const SiteFiles of_other = extras_of(other, {page("")}, input());
  const SiteFiles files = portal_extras({{&sample, &of_sample}, {&other, &of_other}}, input());
  EXPECT_EQ(files.at("robots.txt"),
            "User-agent: *\nDisallow: /window/yangli/\n"
            "Sitemap: https://www.example.gov.cn/window/sitemap.xml\n");
  EXPECT_THAT(files.at("sitemap.xml"),
              HasSubstr("<loc>https://www.example.gov.cn/window/real/sitemap.xml</loc>"));
  EXPECT_THAT(files.at("sitemap.xml"), Not(HasSubstr("yangli")));
}

TEST(SiteExtras, TellAHomeScreenTheSitesNameAndIcon) {
  const SiteFiles files = extras_of(official(), {}, input());
  const std::string& manifest = files.at("manifest.webmanifest");
  EXPECT_THAT(manifest, HasSubstr("\"name\": \"样例县“办不成事”反映窗口\""));
  EXPECT_THAT(manifest, HasSubstr("\"src\": \"assets/icon.0a.svg\""));
}

PageSpec spec(const std::string& name, const std::string& title) {
  return {.page = name, .title = title, .template_name = "", .data = {}, .sources = {}};
}

TEST(SiteMap, ListsEveryPageInItsGroupAndThoseBelowOthersUnderThem) {
  const PageSpec map =
      site_map_page({spec("", "首页"), spec("strange", "别的"), spec("news", "动态"),
                     spec("news/a", "甲"), spec("scope", "范围"), spec("errors/503", "不通")},
                    catalogue());
  core::TemplateData data = map.data({"../", "../"});
  data.set("TITLE", map.title).set("SITE_ROOT", "../");
  const std::string html = templates().render("pages/sitemap", data);
  EXPECT_THAT(html, HasSubstr("<li><a href=\"../scope/\">范围</a></li>"));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"../news/\">动态</a>\n<ul>\n<li><a "
                              "href=\"../news/a/\">甲</a></li>"));
  EXPECT_LT(html.find("办事</h2>"), html.find("../scope/"));
  EXPECT_LT(html.find("关于本站</h2>"), html.find("../strange/"));
  EXPECT_THAT(html, Not(HasSubstr("不通")));
}

TEST(SiteMap, GivesTheSearchPageTheMainPagesInItsGroups) {
  const PageSpec page = search_page({spec("", "首页"), spec("news", "动态"), spec("news/a", "甲"),
                                     spec("scope", "范围"), spec("errors/503", "不通")},
                                    catalogue());
  core::TemplateData data = page.data({"../", "../"});
  data.set("TITLE", page.title).set("SITE_ROOT", "../");
  const std::string html = templates().render("pages/search", data);
  EXPECT_LT(html.find("办事</h3>"), html.find("<li><a href=\"../scope/\">范围</a></li>"));
  EXPECT_LT(html.find("../scope/\">范围"), html.find("../news/\">动态"));
  EXPECT_THAT(html, HasSubstr("<a href=\"../sitemap/\">"));
  EXPECT_THAT(html, Not(HasSubstr("甲")));
  EXPECT_THAT(html, Not(HasSubstr("不通")));
}

TEST(SiteMap, LeavesALongListToItsOwnPage) {
  std::vector<PageSpec> specs = {spec("windows", "窗口一览")};
  for (int i = 0; i < 41; ++i) specs.push_back(spec("windows/w" + std::to_string(i), "某窗口"));
  core::TemplateData data = site_map_page(specs, catalogue()).data({"../", "../"});
  const std::string html = templates().render("pages/sitemap", data);
  EXPECT_THAT(html, HasSubstr("窗口一览"));
  EXPECT_THAT(html, Not(HasSubstr("某窗口")));
}

}  // namespace
}  // namespace generator
