// Files in words: how many of which type, and how large.
#include "handler/view/file_words.h"

#include "tests/handler/handler_fixture.h"

namespace handler::view {
namespace {

class FileWords : public ::testing::Test {
 protected:
  static cases::CaseFile file(const std::string& type, std::uint64_t bytes) {
    return {.seq = 7, .field = "file1", .type = type, .bytes = bytes};
  }

  handler::testing::HandlerFixture hall;
  core::Texts texts = hall.site()->texts;
};

TEST_F(FileWords, NameTypeAndSize) {
  EXPECT_EQ(file_in_words(texts, file("jpeg", 1258291)), "照片（1.2 MB）");
  EXPECT_EQ(file_in_words(texts, file("webp", 1)), "照片（1 KB）");
  EXPECT_EQ(file_in_words(texts, file("pdf", 327680)), "PDF文件（320 KB）");
  EXPECT_EQ(file_in_words(texts, file("pdf", core::kMegabyte - 1)), "PDF文件（1.0 MB）");
}

TEST_F(FileWords, CountEachType) {
  EXPECT_EQ(files_in_words(texts, {}), "");
  EXPECT_EQ(files_in_words(texts, {"jpeg:1"}), "1张照片");
  EXPECT_EQ(files_in_words(texts, {"pdf:1", "jpeg:1", "png:1"}), "2张照片、1个PDF文件");
}

TEST_F(FileWords, SayWhenTheFileCame) {
  cases::Event event;
  event.seq = 7;
  event.recorded_at = core::from_iso("2026-10-12T10:30:00+08:00").value();
  EXPECT_EQ(file_choice(texts, file("png", 2048), {event}, 2026), "10月12日 10:30　照片（2 KB）");
  EXPECT_EQ(file_choice(texts, file("png", 2048), {}, 2026), "照片（2 KB）");
}

TEST_F(FileWords, SayWhyAFileWasNotKept) {
  EXPECT_EQ(
      unfit_in_words(texts, {"一.exe", files::Unfit::type}),
      "没有收“一.exe”：格式不对，只收JPEG、PNG、WebP照片和PDF文件；手机照片可以截图以后再交。");
  EXPECT_EQ(unfit_in_words(texts, {"", files::Unfit::infected}),
            "没有收“没有名字的文件”：查出了病毒，不能收；需要交的，请把原件送到窗口。");
  for (const std::string_view reason : files::kUnfitNames)
    EXPECT_TRUE(texts.has("view.unfit." + std::string(reason))) << reason;
}

}  // namespace
}  // namespace handler::view
