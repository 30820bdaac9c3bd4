// The words that stay on one line.
#include "core/page/whole_words.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(WholeWords, KeepsTheWindowsNameTogetherWithItsMarks) {
  EXPECT_EQ(with_whole_words("<h1 id=\"a\">平邑县“办不成事”反映窗口</h1>"),
            "<h1 id=\"a\">平邑县<span class=\"whole\">“办不成事”</span>反映窗口</h1>");
  EXPECT_EQ(with_whole_words("<span class=\"masthead-window\">办不成事窗口</span>"),
            "<span class=\"masthead-window\"><span class=\"whole\">办不成事</span>窗口</span>");
}

TEST(WholeWords, KeepsANumberWithTheHotline) {
  EXPECT_EQ(with_whole_words("<h2>12345热线</h2><h3>打12345 热线，是不是收费</h3>"),
            "<h2><span class=\"whole\">12345热线</span></h2>"
            "<h3>打<span class=\"whole\">12345 热线</span>，<span class=\"whole\">是不是</span>收费"
            "</h3>");
}

TEST(WholeWords, LooksInsideTheElementsOfAHeadingButNotInTheirTags) {
  EXPECT_EQ(with_whole_words("<h2><a title=\"办不成事\">“办不成事”</a>和热线</h2>"),
            "<h2><a title=\"办不成事\"><span class=\"whole\">“办不成事”</span></a>和"
            "<span class=\"whole\">热线</span></h2>");
}

TEST(WholeWords, KeepsTheWindowsNameTogetherInAllTextOfABody) {
  EXPECT_EQ(
      with_whole_words(
          "<title>办不成事</title><body id=\"办不成事\"><dl><dd>平邑县“办不成事”反映窗口"
          "</dd></dl><h2>热线</h2>到办不成事窗口，打热线<br title=\"办不成事\">"),
      "<title>办不成事</title><body id=\"办不成事\"><dl><dd>平邑县<span class=\"whole\">“办不成事”"
      "</span>反映窗口</dd></dl><h2><span class=\"whole\">热线</span></h2>到<span class=\"whole\">"
      "办不成事</span>窗口，打热线<br title=\"办不成事\">");
}

TEST(WholeWords, LeavesWhatHoldsNoElements) {
  for (const std::string kept : {"<select><option>办不成事</option></select>",
                                 "<textarea>\n办不成事</textarea>", "<script>办不成事</script>",
                                 "<style>办不成事</style>", "<svg><text>办不成事</text></svg>"}) {
    EXPECT_EQ(with_whole_words("<body>" + kept + "<p>办不成事"),
              "<body>" + kept + "<p><span class=\"whole\">办不成事</span>");
  }
  EXPECT_EQ(with_whole_words("<body>办不成事<svg>"),
            "<body><span class=\"whole\">办不成事</span><svg>");
}

TEST(WholeWords, LeavesEverythingElseAsItIs) {
  for (const char* page :
       {"", "办不成事", "<title>“办不成事”</title>", "<p>“办不成事”热线</p>",
        "<option>“办不成事”</option><h1>受理范围</h1>", "<h1>办不成", "<h1", "<h1>", "<strong>"}) {
    EXPECT_EQ(with_whole_words(page), page);
  }
}

}  // namespace
}  // namespace core
