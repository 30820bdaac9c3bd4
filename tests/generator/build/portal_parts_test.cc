// A government portal's head and foot around a built site.
#include <gmock/gmock.h>

#include "core/site/published.h"
#include "tests/generator/build_fixture.h"

using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

// Builds with this head and returns the outcome.
Outcome build_with(const BuildFixture& desk, const std::string& header) {
  write_text(desk.folder() / "content/sites/pingyi/portal_header.html", header);
  return run_clean(desk.options("kept"));
}

}  // namespace

TEST(PortalParts, StandOnEveryPageInStandardTypeAndInWhatTheHandlerReads) {
  const BuildFixture desk;
  const generator::BuildOptions options = desk.options("kept");
  const Outcome outcome = build_with(desk,
                                     "<ul><li><a href=\"/zwgk/\">政务公开</a></li>"
                                     "<li><a href=\"scope/\">受理范围</a></li></ul>");
  ASSERT_TRUE(outcome.built) << outcome.said;
  for (const auto& [path, bytes] : bytes_of(options.out / "pingyi")) {
    const bool is_sheet = path.starts_with("signs/") && path != "signs/index.html";
    if (!path.ends_with(".html") || is_sheet) continue;
    const bool is_there = bytes.find("<a href=\"/zwgk/\">") != std::string::npos;
    EXPECT_EQ(is_there, !path.starts_with("large/")) << path;
  }
  EXPECT_THAT(text_of(options.out / "pingyi/policy/index.html"),
              HasSubstr("<a href=\"../scope/\">受理范围</a></li></ul>"));
  EXPECT_THAT(text_of(options.out / "pingyi/errors/503.html"),
              HasSubstr("<a href=\"/pingyi/scope/\">受理范围</a>"));
  EXPECT_THAT(text_of(options.out / "index.html"), Not(HasSubstr("/zwgk/")));
  const auto published = core::load_published(options.published, "pingyi");
  ASSERT_TRUE(published.ok());
  EXPECT_FALSE(published->loaded.site.identity.portal_header.empty());
}

TEST(PortalParts, AreCheckedForLinksOfTheSiteAndForFiles) {
  const BuildFixture desk;
  const Outcome link = build_with(desk, "<p><a href=\"scpoe/\">范围</a></p>");
  EXPECT_FALSE(link.built);
  EXPECT_THAT(link.said, HasSubstr("there is no pingyi/scpoe/index.html"));
  const Outcome file = build_with(desk, "<p>\n<img src=\"files/none.png\" alt=\"\"></p>");
  EXPECT_FALSE(file.built);
  EXPECT_THAT(file.said, HasSubstr("pingyi/portal_header.html:2:11: error[portal.unknown-file]: "
                                   "there is no 'files/none.png'"));
}

TEST(PortalParts, AreRenderedAgainWhenTheyChange) {
  const BuildFixture desk;
  generator::Builder builder(desk.options("kept"));
  ASSERT_TRUE(run(builder).built);
  write_text(desk.folder() / "content/sites/pingyi/portal_footer.html", "<p>某县人民政府主办</p>");
  ASSERT_TRUE(run(builder).built);
  EXPECT_THAT(text_of(desk.options("kept").out / "pingyi/scope/index.html"),
              HasSubstr("<p>某县人民政府主办</p>"));
}
