// Pages that reload after each build.
#include "handler/transport/dev_pages.h"

#include <gmock/gmock.h>

#include <stdlib.h>

#include <fstream>
#include "tests/support/temporary_folder.h"

using handler::transport::DevPages;
using handler::web::Request;
using handler::web::Response;
using testing::EndsWith;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

const fs::path kTemplates = fs::path(BANCHENG_SOURCE_DIR) / "site_templates";

// Answers with a page, or with 304 if the browser has it.
class OnePage : public handler::web::Application {
 public:
  Response handle(const Request& request) override {
    if (!request.header("if-none-match").empty()) {
      Response known;
      known.status = 304;
      return known;
    }
    if (request.path == "/site.css") return handler::web::plain(200, "body {}");
    return handler::web::html(200, "<p>a page");
  }
  std::string files_refused_page(core::FilesRefused /*why*/) override { return "<p>refused"; }
  bool takes_upload(std::string_view /*method*/, const std::string& path) override {
    return path == "/files";
  }
  handler::web::UploadSender upload_sender(const Request& head,
                                           const handler::web::Fields& texts) override {
    return head.path == texts.get("path") ? handler::web::UploadSender::staff
                                          : handler::web::UploadSender::stranger;
  }
};

class DevPagesTest : public testing::Test {
 protected:
  Response ask(const std::string& path, const std::string& known = "") {
    auto dev = DevPages::open(pages_, folder_, kTemplates);
    EXPECT_TRUE(dev.ok());
    Request request;
    request.method = "GET";
    request.path = path;
    if (!known.empty()) request.headers["if-none-match"] = known;
    return dev->handle(request);
  }

  OnePage pages_;
  tests::TemporaryFolder temporary_;
  const fs::path& folder_ = temporary_.path();
};

}  // namespace

TEST_F(DevPagesTest, AddsItsScriptToPagesOnly) {
  EXPECT_THAT(ask("/pingyi/").body, HasSubstr("<p>a page<script src=\"/.dev/reload.js\""));
  EXPECT_EQ(ask("/site.css").body, "body {}");
}

TEST_F(DevPagesTest, AddsItsScriptForABrowserThatKnowsThePageToo) {
  const Response response = ask("/pingyi/", "\"x\"");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(DevPagesTest, TellsHowTheLastBuildWent) {
  EXPECT_THAT(ask("/.dev/state.js").body, HasSubstr("\"build\":0"));
  std::ofstream(folder_ / "status.json") << R"({"build":7,"ok":false,"text":"</script>"})";
  const Response response = ask("/.dev/state.js");
  EXPECT_THAT(response.body, HasSubstr("\"build\":7"));
  EXPECT_THAT(response.body, EndsWith(");\n"));
  EXPECT_EQ(response.header("Content-Type"), "text/javascript; charset=utf-8");
}

TEST_F(DevPagesTest, TellsNothingFromAFileThatIsNotAStatus) {
  std::ofstream(folder_ / "status.json") << "alert(1)";
  EXPECT_THAT(ask("/.dev/state.js").body, HasSubstr("\"build\":0"));
}

TEST_F(DevPagesTest, AnswersItsScript) {
  EXPECT_THAT(ask("/.dev/reload.js").body, HasSubstr("banchengDev"));
}

TEST_F(DevPagesTest, TakesTheFilesThatTheApplicationTakes) {
  auto dev = DevPages::open(pages_, folder_, kTemplates);
  ASSERT_TRUE(dev.ok());
  EXPECT_TRUE(dev->takes_upload("POST", "/files"));
  EXPECT_FALSE(dev->takes_upload("POST", "/"));
  Request head;
  head.path = "/files";
  handler::web::Fields texts;
  EXPECT_EQ(dev->upload_sender(head, texts), handler::web::UploadSender::stranger);
  texts.add("path", "/files");
  EXPECT_EQ(dev->upload_sender(head, texts), handler::web::UploadSender::staff);
  EXPECT_EQ(dev->files_refused_page(core::FilesRefused::busy), "<p>refused");
}

TEST_F(DevPagesTest, FailsWithoutTheScript) {
  EXPECT_FALSE(DevPages::open(pages_, folder_, folder_).ok());
}
