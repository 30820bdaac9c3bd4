// Links between generated pages.
#include "generator/links/link_check.h"

#include <gmock/gmock.h>

#include <memory>

using generator::LinkCheck;
using generator::LinkScope;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

struct Page {
  std::string path;
  std::string html;
  std::vector<std::string> sources = {};
};
using Pages = std::vector<Page>;

std::unique_ptr<LinkCheck> checked(const Pages& pages, const LinkScope& scope = {}) {
  std::vector<generator::PageName> names;
  for (const Page& page : pages) names.push_back({page.path, &page.sources});
  auto check = std::make_unique<LinkCheck>(scope, std::move(names));
  for (std::size_t i = 0; i < pages.size(); ++i) check->scan(i, pages[i].html);
  return check;
}

std::vector<std::string> mistakes(const Pages& pages,
                                  const LinkScope& scope = {.files = {"pingyi/assets/site.css"},
                                                            .any_depth = {"404.html"},
                                                            .handler_paths = {"/handle"}}) {
  core::Diagnostics diagnostics;
  checked(pages, scope)->report(diagnostics);
  std::vector<std::string> found;
  for (const core::Diagnostic& one : diagnostics.sorted()) {
    found.push_back(one.span.file + ":" + std::to_string(one.span.line) + ":" +
                    std::to_string(one.span.column) + " " + one.code + " " + one.message.english());
  }
  return found;
}

Pages home_with(const std::string& html) {
  return {{"pingyi/index.html", html},
          {"pingyi/scope/index.html", "<h2 id=\"not\">不受理</h2><a href=\"../\">首页</a>"},
          {"index.html", "<a href=\"pingyi/\">平邑县</a>"}};
}

}  // namespace

TEST(LinkCheck, AcceptsLinksThatLeadSomewhere) {
  EXPECT_THAT(mistakes(home_with(R"(<link href="assets/site.css"><a href="scope/">a</a>
      <a href="scope/#not">b</a><a href="./">c</a><a href="../">d</a><a href="#here" id="here">e</a>
      <a href="/pingyi/scope/">f</a><a href="scope/?large=1#not">g</a>)")),
              IsEmpty());
}

TEST(LinkCheck, LeavesOtherOriginsAndTheHandlerAlone) {
  EXPECT_THAT(mistakes(home_with(R"(<a href="https://www.gov.cn/x">a</a><a href="tel:12345">b</a>
      <a href="mailto:a@example.cn">c</a><a href="/handle/pingyi/report?window=main">d</a>)")),
              IsEmpty());
}

TEST(LinkCheck, NamesThePlaceOfABrokenLink) {
  EXPECT_THAT(
      mistakes(home_with("<p>\n  <a class=\"b\" href=\"scpoe/\">范围</a>")),
      ElementsAre("pingyi/index.html:2:22 link.broken the link 'scpoe/' leads nowhere: there "
                  "is no pingyi/scpoe/index.html"));
}

TEST(LinkCheck, ReportsAMissingFragment) {
  EXPECT_THAT(
      mistakes(home_with("<a href=\"scope/#yes\">")),
      ElementsAre("pingyi/index.html:1:10 link.missing-fragment the link 'scope/#yes' names a "
                  "place that pingyi/scope/index.html does not have"));
}

TEST(LinkCheck, ReportsAFolderWithoutItsSlash) {
  EXPECT_THAT(mistakes(home_with("<a href=\"scope\">")),
              ElementsAre("pingyi/index.html:1:10 link.missing-slash the link 'scope' to a folder "
                          "needs a '/' at its end"));
}

TEST(LinkCheck, ReportsALinkOutOfThePublicFolder) {
  EXPECT_THAT(
      mistakes(home_with("<a href=\"../../etc/\">")),
      ElementsAre("pingyi/index.html:1:10 link.outside the link '../../etc/' leads out of the "
                  "public folder"));
}

TEST(LinkCheck, ReportsAScriptAddress) {
  EXPECT_EQ(mistakes(home_with("<a href=\"javascript:alert(1)\">")).size(), 1u);
}

TEST(LinkCheck, ReportsARelativeLinkOnAPageOfAnyDepth) {
  auto pages = home_with("");
  pages.push_back({"404.html", "<a href=\"pingyi/\">"});
  EXPECT_THAT(mistakes(pages),
              ElementsAre("404.html:1:10 link.relative the link 'pingyi/' is relative, "
                          "but this page is served at any depth"));
}

TEST(LinkCheck, FollowsAbsoluteLinksBelowTheBasePath) {
  const LinkScope scope{.base_path = "/window/"};
  EXPECT_THAT(mistakes(home_with("<a href=\"/window/pingyi/scope/\">"), scope), IsEmpty());
  EXPECT_EQ(mistakes(home_with("<a href=\"/pingyi/scope/\">"), scope).size(), 1u);
}

TEST(LinkCheck, ReportsIdsThatAreTwiceOrMissing) {
  EXPECT_THAT(
      mistakes(
          home_with("<i id=\"a\"><i id=\"a\"><label for=\"b\"><input aria-describedby=\"a c\">")),
      ElementsAre(
          "pingyi/index.html:1:18 link.duplicate-id the id 'a' is used twice",
          "pingyi/index.html:1:33 link.missing-id 'for' names the id 'b', which the page does "
          "not have",
          "pingyi/index.html:1:61 link.missing-id 'aria-describedby' names the id 'c', which "
          "the page does not have"));
}

TEST(LinkCheck, NamesTheSourcesOfThePage) {
  core::Diagnostics diagnostics;
  const Pages pages = {{"a.html", "<a href=\"b.html\">", {"policy.yaml", "pages/scope.html"}}};
  checked(pages)->report(diagnostics);
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].hint.english(),
            "the page is made from policy.yaml, pages/scope.html");
}

TEST(LinkCheck, DoesNotFollowLinksIntoSitesThatAreNotAmongThePages) {
  EXPECT_THAT(mistakes(home_with("<a href=\"../demo/scope/#no\">"), {.unseen_folders = {"demo/"}}),
              IsEmpty());
  EXPECT_EQ(mistakes(home_with("<a href=\"../demo/scope/\">")).size(), 1u);
}
