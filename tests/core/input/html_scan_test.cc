// The scanner finds the tokens that a browser would find.
#include "core/input/html_scan.h"

#include <gmock/gmock.h>

namespace core {
namespace {

using testing::ElementsAre;

TEST(HtmlScan, PlacesAnAttributeWithoutAValueBehindItsName) {
  HtmlScanner html("<p>a</p><img hidden src=x>");
  for (int token = 0; token < 4; ++token) ASSERT_TRUE(html.next());
  EXPECT_EQ(html.attributes().at(0).value_start, std::string_view("<p>a</p><img hidden").size());
}

TEST(HtmlScan, SkipsScriptsInAnyCase) {
  HtmlScanner html("<SCRIPT>if (a<b) x = '</scripture>'</ScRiPt><p>");
  std::vector<std::string> found;
  while (html.next()) found.emplace_back(html.words());
  EXPECT_THAT(found, ElementsAre("SCRIPT", "ScRiPt", "p"));
}

TEST(HtmlScan, ReadsAttributesAsBrowsersDo) {
  std::vector<std::string> found;
  HtmlScanner html(
      "<!-- <a href=\"x\"> --><a href='1&amp;2' title=\"a > b\" "
      "hidden data-n=3><br/><script>'<a href=y>'</script><p id=z>");
  while (html.next()) {
    if (html.kind() != HtmlScanner::Kind::start_tag) continue;
    for (const auto& one : html.attributes()) {
      found.push_back(std::string(html.words()) + "." + std::string(one.name) + "=" +
                      decoded_value(one.value));
    }
  }
  EXPECT_THAT(found,
              ElementsAre("a.href=1&2", "a.title=a > b", "a.hidden=", "a.data-n=3", "p.id=z"));
}

TEST(HtmlScan, EndsACommentWhereBrowsersEndIt) {
  for (const char* comment : {"<!-->", "<!--->", "<!-- a --!>", "<!-- a -->", "<!---->"}) {
    const std::string text = std::string(comment) + "<b>";
    HtmlScanner html(text);
    ASSERT_TRUE(html.next());
    EXPECT_EQ(html.kind(), HtmlScanner::Kind::comment) << comment;
    EXPECT_TRUE(html.is_complete()) << comment;
    ASSERT_TRUE(html.next()) << comment;
    EXPECT_EQ(html.words(), "b") << comment;
  }
}

// A text that ends anywhere ends the scan too.
TEST(HtmlScan, EndsWhereverTheTextEnds) {
  const std::string html = "<!-- a --><p class=\"x\" hidden><SCRIPT>a</SCRIPT>b < c</p>";
  for (std::size_t size = 0; size <= html.size(); ++size) {
    HtmlScanner scanner(std::string_view(html).substr(0, size));
    std::size_t tokens = 0;
    while (scanner.next()) ASSERT_LE(++tokens, size) << size;
  }
}

}  // namespace
}  // namespace core
