// Where the application takes files, and from whom.
#include <map>

#include "handler/app.h"
#include "handler/portal/confirmation.h"
#include "handler/web/form_token.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/page_reader.h"

namespace handler {
namespace {

using handler::testing::says;

struct AppUploads : ::testing::Test {
  handler::testing::HandlerFixture hall;
  Log log{hall.clock};
  view::FailurePages failures{handler::testing::published().root(),
                              handler::testing::source_folder() / "site_templates"};
  App app{hall.services, log, failures, AppOptions{}};
};

TEST_F(AppUploads, SaysInPlainWordsWhyFilesAreNotTaken) {
  const std::map<core::FilesRefused, std::string> headings{
      {core::FilesRefused::too_large, "文件太大"},
      {core::FilesRefused::busy, "有人正在交文件，请稍等再交"},
      {core::FilesRefused::no_room, "现在收不下文件"},
      {core::FilesRefused::unknown, "没有收下文件"}};
  for (const auto& [why, heading] : headings) {
    const std::string page = app.files_refused_page(why);
    EXPECT_EQ(tests::heading_of(page), heading);
    EXPECT_TRUE(says(page, "12345")) << heading;
  }
}

TEST_F(AppUploads, TakesFilesOnlyWhereAFormHasThem) {
  for (const char* path :
       {"/handle/demo/ticket/send_materials", "/handle/demo/large/ticket/send_materials",
        "/handle/demo/ticket/supplement", "/handle/desk/demo/publishing/files",
        "/handle/desk/demo/publishing/windows-table/paste",
        "/handle/desk/demo/cases/1/actions/reply"}) {
    EXPECT_TRUE(app.takes_upload("POST", path)) << path;
    EXPECT_FALSE(app.takes_upload("GET", path)) << path;
  }
  for (const char* path :
       {"/handle/demo/report", "/handle/demo/ticket", "/handle/demo/ticket/evaluate",
        "/handle/demo/ticket/withdraw_file", "/handle/demo/ticket/file",
        "/handle/desk/demo/sign-in", "/handle/desk/demo/intake",
        "/handle/desk/demo/publishing/draft/publish", "/nowhere"}) {
    EXPECT_FALSE(app.takes_upload("POST", path)) << path;
  }
}

// Of a reporter the form's own token tells, of staff the browser: neither needs the database.
TEST_F(AppUploads, KnowsWhoSendsFilesByWhatStandsInFrontOfThem) {
  using web::UploadSender;
  const auto token_of = [this](const std::string& site) {
    return portal::make_ticket_token(hall.services, **hall.services.sites.get(site));
  };
  const auto sender = [this](const std::string& path, const std::string& token,
                             const std::string& cookie) {
    web::Request head;
    head.method = "POST";
    head.path = path;
    head.loopback = true;
    head.headers["cookie"] = cookie;
    web::Fields texts;
    texts.add("token", token);
    return app.upload_sender(head, texts);
  };
  const std::string demo = token_of("demo");
  const std::string pingyi = token_of("pingyi");
  hall.store.explode = true;
  const std::string mark = "bancheng-device=" + web::make_token(hall.services.desk_keys->session,
                                                                "known-device", {"browser"});
  const std::string ticket = "/handle/demo/ticket/supplement";
  const std::string desk = "/handle/desk/demo/cases/1/actions/reply";
  EXPECT_EQ(sender(ticket, demo, ""), UploadSender::reporter);
  EXPECT_EQ(sender("/handle/demo/large/ticket/supplement", demo, ""), UploadSender::reporter);
  EXPECT_EQ(sender(ticket, pingyi, ""), UploadSender::stranger);
  EXPECT_EQ(sender(ticket, "", mark), UploadSender::stranger);
  EXPECT_EQ(sender(desk, "", mark), UploadSender::staff);
  EXPECT_EQ(sender(desk, demo, "bancheng=session"), UploadSender::stranger);
  EXPECT_EQ(sender("/handle/demo/report", demo, mark), UploadSender::stranger);
  EXPECT_EQ(sender("/nowhere", demo, mark), UploadSender::stranger);
}

}  // namespace
}  // namespace handler
