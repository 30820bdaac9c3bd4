// Previews at the desk, with a script in the place of the generator: who sees them, and how their
// files are handed out.
#include <fstream>
#include <optional>

#include "handler/publishing/folder_lock.h"
#include "handler/web/security_headers.h"
#include "tests/handler/desk/publishing/editor_fixture.h"

namespace handler::desk::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPreview = "demo/publishing/preview";

class PreviewPageTest : public ::testing::Test {
 protected:
  PreviewPageTest() {
    const fs::path leaders = folder_ / "public" / "demo" / "leaders";
    fs::create_directories(leaders);
    std::ofstream(leaders / "index.html")
        << "<html><head><title>机构</title></head><body><p>组长 方向明</p></body></html>\n";
    house_.services().place.public_folder = folder_ / "public";
    house_.services().place.published = handler::testing::published().root();
    house_.services().place.generator = folder_ / "generator";
    generator_does(
        "mkdir -p \"$OUT/demo/leaders\" \"$OUT/demo/assets\"\n"
        "echo '<html><head><title>机构</title></head><body><p>组长 王某某</p></body></html>' "
        "> \"$OUT/demo/leaders/index.html\"\n"
        "echo 'p {}' > \"$OUT/demo/assets/site.css\"\n"
        "echo 'alert(1)' > \"$OUT/demo/assets/site.js\"");
  }

  // The lines of a shell script; "$OUT" is the public folder that it is to make.
  void generator_does(const std::string& lines) const {
    const fs::path script = folder_ / "generator";
    std::ofstream(script, std::ios::trunc)
        << "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = --out ] && OUT=\"$2\"; shift; done\n"
        << lines << "\n";
    fs::permissions(script, fs::perms::owner_all);
  }
  web::Response get(const std::string& path) {
    return house_.get(kPreview + path, house_.at_author);
  }

  tests::TemporaryFolder folder_;
  EditorHouse house_;
};

TEST_F(PreviewPageTest, BuildsNothingForADraftThatChangesNothing) {
  generator_does("exit 70");
  EXPECT_TRUE(reads(get(""), "公开的页面不会有变化"));
  EXPECT_EQ(get("/1").status, 404);
  for (const char* path : {"index.html", "", "assets/site.css"})
    EXPECT_EQ(get("/after/" + std::string(path)).status, 404) << path;
}

TEST_F(PreviewPageTest, ListsThePagesAndMarksWhatChanged) {
  house_.draft_new_head();
  const web::Response list = get("");
  EXPECT_EQ(list.status, 200);
  EXPECT_EQ(tests::link_to(list.body, "/handle/desk/demo/publishing/preview/1"), "机构");
  const web::Response page = get("/1");
  EXPECT_TRUE(says(page, "<del>方向明</del><ins>王某某</ins>")) << page.body;
  EXPECT_TRUE(says(page, "href=\"/handle/desk/demo/publishing/preview/after/leaders/\""));
  EXPECT_TRUE(says(page, "href=\"/demo/leaders/\""));
  EXPECT_EQ(get("/2").status, 404);
  EXPECT_EQ(get("/0").status, 404);
}

TEST_F(PreviewPageTest, HandsOutPagesWithoutScripts) {
  house_.draft_new_head();
  const web::Response page = get("/after/leaders/");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(says(page, "组长 王某某"));
  EXPECT_EQ(page.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header("content-security-policy"), web::kSandbox);
  EXPECT_EQ(get("/after/assets/site.css").header("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(get("/after/assets/site.js").status, 404);
  EXPECT_EQ(get("/after/none.html").status, 404);
}

TEST_F(PreviewPageTest, HandsOutWhatAPageShowsWithoutLookingAtTheContent) {
  house_.draft_new_head();
  EXPECT_EQ(get("/after/assets/site.css").status, 404) << "no page was looked at";
  ASSERT_EQ(get("/after/leaders/").status, 200);
  house_.write("faq.yaml", house_.standing("faq.yaml") + "# 一\n");
  generator_does("exit 70");
  EXPECT_EQ(get("/after/assets/site.css").status, 200);
  EXPECT_EQ(get("/after/leaders/").status, 503);
  EXPECT_EQ(house_.get(std::string(kPreview) + "/after/assets/site.css", house_.at_second).status,
            404)
      << "of another person";
}

TEST_F(PreviewPageTest, HandsOutNoFileFromElsewhere) {
  house_.draft_new_head();
  ASSERT_EQ(get("/after/leaders/").status, 200);
  const fs::path secret = folder_ / "secret.html";
  std::ofstream(secret) << "not of the preview\n";
  EXPECT_EQ(get("/after/" + secret.string()).status, 404) << "an absolute path";
  for (const char* path : {"/leaders/index.html", "leaders//index.html", ".hidden/index.html"})
    EXPECT_EQ(get("/after/" + std::string(path)).status, 404) << path;
}

TEST_F(PreviewPageTest, IsThePersonsOwn) {
  house_.draft_new_head();
  EXPECT_TRUE(reads(house_.get(kPreview, house_.at_second), "公开的页面不会有变化"));
  const std::string admin = house_.enter_as_role(core::Role::admin);
  EXPECT_EQ(house_.get(kPreview, admin).status, 403);
}

TEST_F(PreviewPageTest, OfAPublicationIsForItsAuthorAndThoseWhoMayAgree) {
  const std::int64_t id = house_.handed_over();
  const std::string path = EditorHouse::page_of_publication(id) + "/preview";
  for (const std::string& session :
       {house_.at_author, house_.at_second, house_.enter_as_role(core::Role::admin)}) {
    EXPECT_TRUE(reads(house_.get(path, session), "机构"));
    EXPECT_TRUE(says(house_.get(path + "/after/leaders/", session), "组长 王某某"));
  }
  EXPECT_EQ(house_.get(path, house_.enter_as_role(core::Role::auditor)).status, 403);
  EXPECT_EQ(house_.get(path, house_.enter_as_role(core::Role::editor, "", "qinghe")).status, 403);
  ASSERT_EQ(
      house_.post(EditorHouse::page_of_publication(id) + "/withdraw", house_.at_author).status,
      303);
  EXPECT_EQ(house_.get(path, house_.at_author).status, 404);
}

TEST_F(PreviewPageTest, WaitsForAnotherPreviewWithoutHoldingAWorker) {
  house_.draft_new_head();
  const fs::path previews = house_.services().place.data / "previews";
  fs::create_directories(previews);
  std::optional<publishing::FolderLock> other = publishing::FolderLock::take(previews).value();
  const web::Response list = get("");
  EXPECT_EQ(list.status, 503);
  EXPECT_TRUE(reads(list, "现在正在生成另一份预览"));
  EXPECT_TRUE(says(list, "http-equiv=\"refresh\" content=\"2\""));
  EXPECT_EQ(get("/after/leaders/").status, 503);
  other.reset();
  EXPECT_EQ(get("").status, 200);
}

TEST_F(PreviewPageTest, ShowsWhatTheGeneratorFound) {
  house_.draft_new_head();
  generator_does("echo '第3行有错误' >&2; exit 1");
  const web::Response list = get("");
  EXPECT_EQ(list.status, 200);
  EXPECT_TRUE(reads(list, "第3行有错误"));
  generator_does("exit 70");
  EXPECT_EQ(get("").status, 503);
  EXPECT_TRUE(reads(get(""), "预览没有生成成功"));
}

}  // namespace
}  // namespace handler::desk::testing
