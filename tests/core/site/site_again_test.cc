// A site that is read again is what it would be if it were read for the first time.
#include "core/site/site_again.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/support/site_copy.h"

namespace core {
namespace {

std::string shown(const Site& site) {
  std::string text;
  for (const Window& window : site.windows) {
    text += window.id + " " + window.name + " " + window.parent + " " + window.phone + " " +
            (window.hours ? to_text(*window.hours) : "-") + "\n";
  }
  return text;
}

// Reads a copy, lets somebody edit it, and reads it both ways.
class SiteAgain : public testing::Test {
 protected:
  // The windows of the first reading are taken over: they are where they were.
  bool takes_over_after(const std::function<void()>& edit) {
    Diagnostics said_before;
    std::optional<LoadedSite> before = copy_.load(said_before);
    EXPECT_TRUE(before) << said_before.text();
    if (!before) return false;
    const Window* first = &before->site.windows.front();
    edit();
    Diagnostics again;
    const auto loaded = load_site_again(copy_.root() / "yangli", copy_.root() / "calendar", again,
                                        *before, said_before);
    Diagnostics anew;
    const auto expected = copy_.load(anew);
    EXPECT_EQ(again.text(), anew.text());
    EXPECT_EQ(loaded.has_value(), expected.has_value());
    if (!loaded || !expected) return false;
    EXPECT_EQ(shown(loaded->site), shown(expected->site));
    EXPECT_EQ(loaded->files, expected->files);
    EXPECT_EQ(loaded->site.window_goal.expected, expected->site.window_goal.expected);
    return first == &loaded->site.windows.front();
  }

  const tests::SiteCopy copy_{BANCHENG_SOURCE_DIR};
};

TEST_F(SiteAgain, TakesOverWindowsThatNobodyTouched) {
  EXPECT_TRUE(takes_over_after([] {}));
  EXPECT_TRUE(takes_over_after([&] { copy_.edit("bodies.yaml", "name: ", "name: 新"); }));
}

TEST_F(SiteAgain, ReadsThemAgainIfOneOfTheirFilesIsAnother) {
  EXPECT_FALSE(takes_over_after([&] { copy_.edit("windows.yaml", "name: ", "name: 新"); }));
  EXPECT_FALSE(takes_over_after([&] { copy_.edit("windows.csv", "村", "寨"); }));
  EXPECT_FALSE(takes_over_after([&] {
    copy_.write("windows/more.yaml",
                "schema: 1\nwindows:\n  - {id: more, area: 新村, level: village, parent: east}\n");
  }));
  EXPECT_FALSE(takes_over_after([&] { copy_.remove("windows/more.yaml"); }));
  EXPECT_FALSE(takes_over_after([&] { copy_.write("windows/more.txt", "?"); }));
  copy_.remove("windows/more.txt");
  EXPECT_FALSE(takes_over_after([&] { copy_.remove("windows.csv"); }));
}

TEST_F(SiteAgain, ReadsThemAgainIfWhatTheyInheritIsAnother) {
  EXPECT_FALSE(takes_over_after([&] { copy_.edit("policy.yaml", "schema: 1", "schema: 1 "); }));
  EXPECT_FALSE(takes_over_after([&] { copy_.edit("site.yaml", "schema: 1", "schema: 1 "); }));
}

TEST_F(SiteAgain, ReadsThemAgainAsLongAsSomethingIsSaidOfThem) {
  copy_.write("windows/note.txt", "?");
  EXPECT_FALSE(takes_over_after([] {}));
}

}  // namespace
}  // namespace core
