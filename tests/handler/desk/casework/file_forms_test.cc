// Files that come with the forms of the desk: cleaned, kept with the words, or refused with them.
#include "handler/web/security_headers.h"
#include "tests/handler/desk/casework/files_house.h"

namespace handler::desk::testing {
namespace {

using core::Role;

const Form kReply = {{"outcome", "resolved"}, {"reply", "已经办好"}};

class FileForms : public ::testing::Test {
 protected:
  // The housing office has signed for it.
  cases::CaseId signed_for() {
    const cases::CaseId id = house.dispatched("housing");
    EXPECT_EQ(house.act(unit, id, "sign_for").status, 303);
    return id;
  }
  web::Response page(cases::CaseId id, const std::string& session) const {
    return house.get(DeskFixture::page_of(id), session);
  }

  FilesHouse house;
  std::string window = house.enter_as_role(Role::front_desk);
  std::string unit = house.enter_as_role(Role::unit, "housing");
};

TEST_F(FileForms, SayTheirLimitsAndWhatIsTakenOut) {
  const web::Response shown = page(signed_for(), unit);
  EXPECT_TRUE(says(shown, "enctype=\"multipart/form-data\""));
  EXPECT_TRUE(says(shown, "id=\"reply-files\" name=\"files\""));
  EXPECT_TRUE(reads(shown, "一次最多4个，每个不超过5 MB"));
  EXPECT_TRUE(reads(shown, "PDF文件里的信息不去掉"));
}

TEST_F(FileForms, CarryAFileFromTheUnitToTheWindow) {
  const cases::CaseId id = signed_for();
  const web::Response sent = house.send(unit, id, "reply", kReply, {paper("答复%221%22.pdf")});
  ASSERT_EQ(sent.status, 303);
  EXPECT_EQ(sent.header("Location"), "/handle/desk/" + house.page_of(id) + "?done=reply");
  const web::Response shown = page(id, window);
  EXPECT_TRUE(reads(shown, "附1个PDF文件"));
  EXPECT_TRUE(reads(shown, "没有查病毒"));
  const std::string address = FilesHouse::address(id, house.last_seq(id), "file1");
  EXPECT_NE(tests::link_to(shown.body, "/handle/desk/" + address), "");
  const web::Response file = house.get(address, window);
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body, tests::plain_pdf());
  EXPECT_EQ(file.header("Content-Type"), "application/pdf");
  EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment; filename=\""));
  EXPECT_EQ(file.header("Content-Security-Policy"), web::kInert);
  EXPECT_EQ(house.looks(id), 0) << "only looks at the reporter's files are recorded";
  EXPECT_EQ(house.doubts(), "");
}

TEST_F(FileForms, CleanAPictureBeforeItIsKept) {
  const cases::CaseId id = signed_for();
  ASSERT_EQ(
      house.send(unit, id, "reply", kReply, {{"files", tests::planted_jpeg(1), "现场.jpg"}}).status,
      303);
  const web::Response file =
      house.get(FilesHouse::address(id, house.last_seq(id), "file1"), window);
  EXPECT_EQ(file.header("Content-Type"), "image/jpeg");
  EXPECT_TRUE(file.header("Content-Disposition").starts_with("inline"));
  EXPECT_EQ(file.body.find(tests::kPlanted), std::string::npos);
}

TEST_F(FileForms, RecordNothingIfOneFileIsUnfitAndKeepTheWords) {
  const cases::CaseId id = signed_for();
  const std::size_t before = house.event_count(id);
  const web::Response refused =
      house.send(unit, id, "reply", kReply,
                 {paper(), {"files", "<html>", "说明.html"}, {"files", "", "空.jpg"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(reads(refused, "没有收“说明.html”：格式不对，只收JPEG、PNG、WebP照片和PDF文件"));
  EXPECT_TRUE(reads(refused, "没有收“空.jpg”：文件是空的，请重新选。"));
  EXPECT_FALSE(reads(refused, "没有收“答复.pdf”"));
  EXPECT_TRUE(reads(refused, "选好的文件没有保存，请再选一次"));
  EXPECT_EQ(tests::filled_in(refused.body, "reply"), "已经办好");
  EXPECT_EQ(house.event_count(id), before);
}

TEST_F(FileForms, CountFilesBeforeTheyAreLookedAt) {
  const cases::CaseId id = signed_for();
  house.services().place.files.cleaner = "/nowhere/file_cleaner";
  const web::Response refused =
      house.send(unit, id, "reply", kReply, {paper(), paper(), paper(), paper(), paper()});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(reads(refused, "一次最多交4个文件"));
  EXPECT_FALSE(reads(refused, "没有收"));
}

TEST_F(FileForms, KeepNoFileThatCouldNotBeLookedAt) {
  const cases::CaseId id = signed_for();
  house.services().place.files.cleaner = "/nowhere/file_cleaner";
  const web::Response refused = house.send(unit, id, "reply", kReply, {paper()});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(reads(refused, "没有收“答复.pdf”：现在检查不了"));
  EXPECT_EQ(house.state(id), "handling");
}

TEST_F(FileForms, TakeWordsAloneWhenTheRoomForFilesIsUsedUp) {
  const cases::CaseId id = signed_for();
  house.services().place.file_bytes = 100;
  const web::Response full = house.send(unit, id, "reply", kReply, {paper()});
  EXPECT_EQ(full.status, 503);
  EXPECT_TRUE(reads(full, "存放照片和文件的地方满了"));
  EXPECT_EQ(tests::filled_in(full.body, "reply"), "已经办好");
  EXPECT_EQ(house.act(unit, id, "reply", kReply).status, 303);
}

TEST_F(FileForms, SayThatFilesAreLostWhenTheCaseHasMovedOn) {
  const cases::CaseId id = signed_for();
  web::Request late = house.form_with_files(unit, id, "reply", kReply, {paper()});
  ASSERT_EQ(house.act(house.enter_as_role(Role::unit, "housing"), id, "reply", kReply).status, 303);
  const web::Response overtaken = house.handle(late);
  EXPECT_EQ(overtaken.status, 409);
  EXPECT_TRUE(reads(overtaken, "选好的照片和文件没有保存"));
}

TEST_F(FileForms, TakeNoFilesWithAnActionThatHasNone) {
  const cases::CaseId id = house.report();
  const web::Response refused = house.send(
      window, id, "accept", {{"kind", "matter"}, {"tier", "general"}, {"matter", "事"}}, {paper()});
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "这里不收文件"));
  EXPECT_EQ(house.state(id), "submitted");
}

TEST_F(FileForms, SealWhatTheCounterAddsForTheReporter) {
  const cases::CaseId id = house.report();
  ASSERT_EQ(house.send(window, id, "supplement", {{"remark", "当面交的"}}, {picture()}).status,
            303);
  const store::CaseRecord record = house.record(id);
  const core::Json& data = record.events().back().data;
  EXPECT_EQ(data.at("files").size(), 1U);
  EXPECT_TRUE(record.parts.at(data.at("file1").at("part")).sealed);
}

}  // namespace
}  // namespace handler::desk::testing
