// Pages are compared by what people read, not by their bytes.
#include "handler/publishing/page_words.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using handler::publishing::pages_that_differ;
using handler::publishing::PreviewPage;
using handler::publishing::visible_words;

void write_page(const fs::path& file, const std::string& title, const std::string& body) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "<!doctype html><html><head><title>" << title << "</title></head><body>"
                      << body << "</body></html>";
}

TEST(PageWords, AreWhatIsBetweenTheTags) {
  EXPECT_EQ(visible_words("<p class=\"a\">电话\n  <b>123</b>&amp;</p><script>no</script>"),
            "电话 123&");
  EXPECT_EQ(visible_words("<p>看</p><img src=\"a.png\" alt=\"楼 &lt;图&gt;\">"), "看 楼 <图>");
  EXPECT_EQ(visible_words("<tr><th scope=\"row\">组长</th><td>方<b>向</b>明</td></tr>"),
            "组长 方向明");
  EXPECT_EQ(visible_words("<p class=\"a\">一</p>"), visible_words("<p  class='b'>一</p>"));
}

TEST(PageWords, TellChangedNewAndGonePages) {
  const tests::TemporaryFolder folder;
  const fs::path before = folder / "before";
  const fs::path after = folder / "after";
  write_page(before / "index.html", "首页", "<p class=\"a\">旧</p>");
  write_page(after / "index.html", "首页", "<p>新</p>");
  write_page(before / "same/index.html", "同", "<p class=\"a\">同</p>");
  write_page(after / "same/index.html", "同", "<p class=\"b\">同</p>");
  write_page(before / "gone/index.html", "没有了", "x");
  write_page(after / "new/index.html", "新的 &amp; 页", "x");
  write_page(after / "large/index.html", "首页", "<p>新</p>");
  const std::vector<PreviewPage> wanted = {{"gone/index.html", "没有了", false, true},
                                           {"index.html", "首页", false, false},
                                           {"new/index.html", "新的 & 页", true, false}};
  EXPECT_EQ(pages_that_differ(before, after).value(), wanted);
}

TEST(PageWords, OfASiteThatIsNotPublicYetAreAllNew) {
  const tests::TemporaryFolder folder;
  write_page(folder / "after/index.html", "首页", "新");
  const auto pages = pages_that_differ(folder / "nothing", folder / "after").value();
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_TRUE(pages[0].is_new);
}

}  // namespace
