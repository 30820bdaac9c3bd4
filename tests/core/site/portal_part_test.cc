// A portal's head and foot: accepted markup is written anew, refused markup is reported with its
// position.
#include "core/site/portal_part.h"

#include <gmock/gmock.h>

#include "core/page/page_frame.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

using testing::HasSubstr;

std::string markup(const std::string& html) {
  Diagnostics diagnostics;
  const PortalPart part = read_portal_part("portal_header.html", html, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << diagnostics.text();
  return render_portal_part(part, "../../large/", "../../").markup();
}

// The first line of the diagnostics, or nothing.
std::string complaint(const std::string& html) {
  Diagnostics diagnostics;
  read_portal_part("p.html", html, diagnostics);
  const std::string text = diagnostics.text();
  return text.substr(0, text.find('\n'));
}

TEST(PortalPart, LetsInParagraphsListsLinksAndPictures) {
  const std::string html =
      "<div>\n<p><a href=\"https://www.example.gov.cn/\">某县人民政府</a></p>\n"
      "<ul><li><a href=\"/zwgk/\" title=\"公开\">政务公开</a></li></ul>\n"
      "<p>主办：<strong>某县</strong><br><img src=\"/a.png\" alt=\"标识\" width=\"48\"></p></div>";
  EXPECT_EQ(markup(html), html);
}

TEST(PortalPart, PutsTheWayToTheSiteBeforeItsOwnAddresses) {
  EXPECT_EQ(
      markup("<p><a href=\"scope/\">范围</a><img src=\"files/a.png\" alt=\"\"></p>"),
      "<p><a href=\"../../large/scope/\">范围</a><img src=\"../../files/a.png\" alt=\"\"></p>");
}

TEST(PortalPart, LeavesCommentsOutAndWritesTagsAnew) {
  EXPECT_EQ(markup("<!-- 页头 --><P><A HREF='tel:12345'>a & b</A></P>"),
            "<p><a href=\"tel:12345\">a &amp; b</a></p>");
}

TEST(PortalPart, TakesNoByteOrderMarkForAWord) {
  EXPECT_EQ(markup("\xEF\xBB\xBF<p>某县</p>"), "<p>某县</p>");
}

TEST(PortalPart, IsEmptyIfNothingButCommentsIsThere) {
  Diagnostics diagnostics;
  EXPECT_TRUE(read_portal_part("p.html", "<!-- later -->\n", diagnostics).empty());
}

struct Refused {
  std::string html;
  std::string said;
};

TEST(PortalPart, RefusesWhatRunsStylesOrBelongsToThePageWithItsPlace) {
  const Refused all[] = {
      {"<p>\n<script>alert(1)</script></p>",
       "p.html:2:1: error[portal.element]: 'script' cannot stand here"},
      {"<style>p {}</style>", "p.html:1:1: error[portal.element]: 'style' cannot stand here"},
      {"<iframe src=\"x\"></iframe>",
       "p.html:1:1: error[portal.element]: 'iframe' cannot stand here"},
      {"<h1>县</h1>", "p.html:1:1: error[portal.element]: 'h1' cannot stand here"},
      {"<p onclick=\"x()\">a</p>",
       "p.html:1:4: error[portal.attribute]: 'p' has no 'onclick' here"},
      {"<p style=\"color:red\">a</p>",
       "p.html:1:4: error[portal.attribute]: 'p' has no 'style' here"},
      {"<p id=\"main\">a</p>", "p.html:1:4: error[portal.attribute]: 'p' has no 'id' here"},
      {"<a href=\"javascript:x()\">a</a>",
       "p.html:1:10: error[portal.address]: 'javascript:x()' cannot be linked here"},
      {"<a href=\"//other.cn/\">a</a>",
       "p.html:1:10: error[portal.address]: '//other.cn/' cannot be linked here"},
      {"<a href=\"../x/\">a</a>",
       "p.html:1:10: error[portal.address]: '../x/' cannot be linked here"},
      {"<img src=\"https://a.cn/a.png\" alt=\"\">",
       "p.html:1:11: error[portal.address]: 'https://a.cn/a.png' cannot be shown here"},
      {"<img src=\"files/a.png\">", "p.html:1:1: error[portal.missing]: 'img' has no 'alt'"},
      {"<a>a</a>", "p.html:1:1: error[portal.missing]: 'a' has no 'href'"},
      {"<p><a href=/x/>a</a></p>",
       "p.html:1:7: error[portal.syntax]: 'href' has no value in quotes"},
      {"<p>a", "p.html:1:1: error[portal.unclosed]: 'p' is not closed"},
      {"<p>a</div></p>", "p.html:1:5: error[portal.nesting]: 'div' is closed while 'p' is open"},
      {"</p>", "p.html:1:1: error[portal.nesting]: no 'p' is open here"},
      {"<p><ul><li>a</li></ul></p>",
       "p.html:1:4: error[portal.place]: 'ul' cannot stand within 'p'"},
      {"<li>a</li>", "p.html:1:1: error[portal.place]: 'li' stands in no list"},
      {"<ul>a</ul>",
       "p.html:1:5: error[portal.place]: these words stand in a list but in none of its items"},
      {"<p>1 < 2</p>", "p.html:1:6: error[portal.syntax]: '<' begins no element here"},
      {"<p>&hearts;</p>",
       "p.html:1:4: error[portal.entity]: '&hearts;' is no character reference that is known here"},
      {"<p>&#x1;</p>",
       "p.html:1:4: error[portal.entity]: '&#x1;' is no character reference that is known here"},
      {"<a href=\"https://\">a</a>",
       "p.html:1:10: error[portal.address]: 'https://' cannot be linked here"},
      {"<img src=\"/a.png\" alt=\"\" width=\"1em\">",
       "p.html:1:33: error[portal.attribute]: '1em' is no number of pixels"},
      {"<!-- a", "p.html:1:1: error[portal.unclosed]: this comment does not end"},
      {"<!--><script>a</script>-->",
       "p.html:1:6: error[portal.element]: 'script' cannot stand here"},
      {"<img src=\"/a.png\" alt=\"\"", "p.html:1:1: error[portal.unclosed]: this tag does not end"},
      {"<p>a</p.x>b</p>", "p.html:1:5: error[portal.element]: 'p.x' cannot stand here"},
      {"<p>t</p<b>x</b></p>", "p.html:1:5: error[portal.element]: 'p<b' cannot stand here"},
      {"<p>a</p<script>alert(1)</script></p>",
       "p.html:1:5: error[portal.element]: 'p<script' cannot stand here"},
      {"<SCRIPT>if (a<b) x</SCRIPT>",
       "p.html:1:1: error[portal.element]: 'script' cannot stand here"},
      {std::string(16'001, 'a'),
       "p.html: error[yaml.too-large]: the file has 16001 bytes; at most 16000 are read"},
      {"\xb9\xab", "p.html:1:1: error[yaml.utf8]: the file is not UTF-8"},
  };
  for (const Refused& one : all) EXPECT_EQ(complaint(one.html), one.said) << one.html;
}

TEST(PortalPart, GivesNoMarkupThatWasNotLetInWhateverIsTyped) {
  const std::string odd[] = {"<p",
                             "<p a",
                             "<p a=",
                             "<p a=\"",
                             "<",
                             "</",
                             "<!-",
                             "<script",
                             "<a href=\"x",
                             "<p><script>a</p>",
                             "<img src='x\" onerror=\"y' alt=''>"};
  for (const std::string& html : odd) {
    Diagnostics diagnostics;
    const std::string out =
        render_portal_part(read_portal_part("p.html", html, diagnostics), "./", "./").markup();
    EXPECT_FALSE(diagnostics.empty()) << html;
    EXPECT_EQ(out.find("script"), std::string::npos) << html;
    EXPECT_EQ(out.find("onerror"), std::string::npos) << html;
  }
}

TEST(PortalPart, IsReadFromTheSitesFolder) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  copy.write("portal_header.html", "<p>某县</p>");
  copy.write("portal_footer.html", "<p>某县<b>粗</b></p>");
  EXPECT_THAT(
      copy.complaints(),
      HasSubstr("yangli/portal_footer.html:1:6: error[portal.element]: 'b' cannot stand here"));
  copy.remove("portal_footer.html");
  Diagnostics diagnostics;
  const auto loaded = copy.load(diagnostics);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->site.identity.portal_header.pieces.at(0).markup, "<p>某县</p>");
  EXPECT_TRUE(loaded->files.contains("portal_header.html"));
}

}  // namespace
}  // namespace core
