// Markdown becomes markup of our pages; everything else that an author types stays text.
#include "core/page/markdown.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace core {
namespace {

std::string markup(const std::string& text) {
  return render_markdown(text, {.site_root = "../../", .shared_root = "../../../"}).markup();
}

TEST(Markdown, PutsHeadingsBelowThePagesOwn) {
  EXPECT_EQ(markup("# 甲\n## 乙\n###### 己"), "<h2>甲</h2><h3>乙</h3><h6>己</h6>");
}

TEST(Markdown, WritesParagraphsListsAndQuotes) {
  EXPECT_EQ(markup("一\n\n- 甲\n- 乙\n\n1. 丙\n\n> 丁"),
            "<p>一</p><ul><li>甲</li><li>乙</li></ul><ol><li>丙</li></ol>"
            "<blockquote><p>丁</p></blockquote>");
}

TEST(Markdown, GivesTableHeadsTheirScope) {
  EXPECT_EQ(markup("| 事 | 谁 |\n| --- | --- |\n| 甲 | 乙 |"),
            "<table><thead><tr><th scope=\"col\">事</th><th scope=\"col\">谁</th></tr></thead>"
            "<tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>");
}

TEST(Markdown, ShowsRawHtmlAsText) {
  EXPECT_EQ(markup("<script>x</script>\n\n一<b>二"),
            "<p>&lt;script&gt;x&lt;/script&gt;</p><p>一&lt;b&gt;二</p>");
}

TEST(Markdown, SeesAddressesFromTheSitesFolder) {
  EXPECT_EQ(markup("[范围](scope/#not-taken)"),
            "<p><a href=\"../../scope/#not-taken\">范围</a></p>");
  EXPECT_EQ(markup("[下面](#end)"), "<p><a href=\"#end\">下面</a></p>");
  EXPECT_EQ(markup("[外面](https://example.cn/?a=1&b=2)"),
            "<p><a href=\"https://example.cn/?a=1&amp;b=2\">外面</a></p>");
}

TEST(Markdown, TakesFilesFromWhereBothEditionsHaveThem) {
  EXPECT_EQ(markup("![一楼“平面图”](files/plan.png)"),
            "<p><img src=\"../../../files/plan.png\" alt=\"一楼“平面图”\"></p>");
}

TEST(Markdown, LeavesOutAddressesThatMayNotBeLinked) {
  EXPECT_EQ(markup("[点](javascript:alert(1))"), "<p>点</p>");
  EXPECT_EQ(markup("[点](/etc/passwd) [点](../../x) ![图](//host/x.png)"), "<p>点 点 </p>");
}

TEST(Markdown, KeepsAQuoteInsideItsAttribute) {
  EXPECT_EQ(markup("![a\" onerror=\"x](files/a.png)"),
            "<p><img src=\"../../../files/a.png\" alt=\"a&quot; onerror=&quot;x\"></p>");
}

TEST(Markdown, PutsNoBlankBetweenChineseLines) {
  EXPECT_EQ(markup("第一行\n第二行"), "<p>第一行第二行</p>");
  EXPECT_EQ(markup("one\ntwo"), "<p>one\ntwo</p>");
}

TEST(Markdown, ListsLinksAndPicturesInTheirOrder) {
  const auto links = markdown_links("[甲](a/) ![乙 *丙*](files/b.png) ![](files/c.png)");
  ASSERT_EQ(links.size(), 3u);
  EXPECT_EQ(links[0].address, "a/");
  EXPECT_FALSE(links[0].picture);
  EXPECT_EQ(links[1].text, "乙 丙");
  EXPECT_TRUE(links[2].picture);
  EXPECT_EQ(links[2].text, "");
}

TEST(Markdown, MakesWellFormedMarkupOfAnyText) {
  const std::string hostile = "[a](b \"c\n> - # ![x](y `z` **_\n|-|\n";
  for (std::size_t cut = 0; cut <= hostile.size(); ++cut) {
    const std::string out = markup(hostile.substr(0, cut));
    EXPECT_EQ(std::ranges::count(out, '<'), std::ranges::count(out, '>')) << out;
  }
}

}  // namespace
}  // namespace core
