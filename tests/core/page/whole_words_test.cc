// The words of headings that stay on one line.
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

TEST(WholeWords, LeavesEverythingElseAsItIs) {
  for (const char* page :
       {"", "办不成事", "<title>“办不成事”</title>", "<p>“办不成事”热线</p>",
        "<option>“办不成事”</option><h1>受理范围</h1>", "<h1>办不成", "<h1", "<h1>", "<strong>"}) {
    EXPECT_EQ(with_whole_words(page), page);
  }
}

}  // namespace
}  // namespace core
