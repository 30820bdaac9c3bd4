// Pictures and PDF from the desk: cleaned, named, kept in the draft, refused if no page uses them,
// taken out again.
#include "handler/desk/articles/files_page.h"

#include <filesystem>

#include "core/base/files.h"
#include "tests/handler/desk/articles/uploads_fixture.h"

namespace handler::desk::testing {
namespace {

class FilesPage : public ::testing::Test {
 protected:
  web::Response files() { return house_.get(kFilesPage, house_.at_author); }
  web::Response remove(const std::string& name) {
    return house_.post(std::string(kFilesPage) + "/remove", house_.at_author, {{"file", name}});
  }
  web::Response publish() {
    return house_.post("demo/publishing/draft/publish", house_.at_author, house_.publish_form());
  }

  UploadHouse house_;
};

TEST_F(FilesPage, KeepsACleanedPictureInTheDraft) {
  const web::Response kept = house_.upload("Hall Map.PNG", tests::picture_with_words());
  EXPECT_EQ(kept.status, 303);
  EXPECT_EQ(kept.header("Location"), "/handle/desk/demo/publishing/files?kept=yes");
  EXPECT_EQ(house_.drafted("hall-map.png"), tests::small_picture()) << "without the words in it";
  const web::Response page = house_.get(std::string(kFilesPage) + "?kept=yes", house_.at_author);
  EXPECT_TRUE(reads(page, "已存入草稿"));
  EXPECT_TRUE(says(page, "src=\"/handle/desk/demo/publishing/draft/files/hall-map.png\""));
  EXPECT_TRUE(reads(page, "还没有哪一页用到"));
}

TEST_F(FilesPage, GivesTheDayAsANameAndOverwritesNothing) {
  EXPECT_EQ(house_.upload("照片.png", tests::small_picture()).status, 303);
  EXPECT_TRUE(house_.drafted("photo-20260924-1.png").has_value());
  house_.write("files/map.png", tests::picture_with_words());
  ASSERT_EQ(remove("photo-20260924-1.png").status, 303);
  EXPECT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
  EXPECT_TRUE(house_.drafted("map-2.png").has_value());
}

TEST_F(FilesPage, SaysWhereAFileIsThatIsThereAlready) {
  ASSERT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
  const web::Response same = house_.upload("<b>.jpg", tests::small_picture());
  EXPECT_EQ(same.status, 200);
  EXPECT_TRUE(reads(same, "“<b>.jpg”和已有的map.png完全一样，没有再存一份，请直接用map.png。"));
  EXPECT_FALSE(says(same, "<b>.jpg"));
  EXPECT_FALSE(reads(same, "已存入草稿"));
  EXPECT_EQ(house_.draft_of(house_.author).files.size(), 1U);
  const auto published_file =
      std::filesystem::path(BANCHENG_SOURCE_DIR) / "content/sites/demo/files/one-window.png";
  const web::Response published =
      house_.upload("again.png", core::read_file(published_file).value());
  EXPECT_TRUE(reads(published, "请直接用one-window.png。"));
}

TEST_F(FilesPage, SaysItOfOneAmongOthersThatItKeeps) {
  const web::Response page = house_.upload({{"map.png", tests::small_picture()},
                                            {"copy.png", tests::small_picture()},
                                            {"notes.docx", "PK\x03\x04 words"}},
                                           house_.at_author);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "“copy.png”和已有的map.png完全一样"));
  EXPECT_TRUE(reads(page, "没有收下“notes.docx”"));
  EXPECT_TRUE(says(page, "/draft/files/map.png"));
  EXPECT_EQ(house_.draft_of(house_.author).files.size(), 1U);
}

TEST_F(FilesPage, NamesWhatItRefusesAndKeepsTheRest) {
  const web::Response page = house_.upload(
      {{"notes.docx", "PK\x03\x04 words"}, {"map.png", tests::small_picture()}, {"empty.png", ""}},
      house_.at_author);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "没有收下“notes.docx”：只收JPG、PNG、WebP图片和PDF文件。"));
  EXPECT_TRUE(reads(page, "没有收下“empty.png”：文件是空的。"));
  EXPECT_TRUE(says(page, "/draft/files/map.png"));
  EXPECT_TRUE(house_.drafted("map.png").has_value());
  EXPECT_EQ(house_.draft_of(house_.author).files.size(), 1U);
}

TEST_F(FilesPage, ShowsNoMarkupOfASentName) {
  const web::Response page = house_.upload("<b>x.html", "<script>alert(1)</script>");
  EXPECT_EQ(page.status, 422);
  EXPECT_FALSE(says(page, "<b>x"));
  EXPECT_TRUE(says(page, "&lt;b&gt;x.html"));
  EXPECT_TRUE(house_.draft_of(house_.author).files.empty());
}

TEST_F(FilesPage, SaysWhenNothingWasChosenOrCannotBeChecked) {
  EXPECT_TRUE(reads(house_.post(kFilesPage, house_.at_author), "请选择要上传的图片或者PDF文件"));
  house_.services().place.files.cleaner = "/bin/false";
  const web::Response page = house_.upload("map.png", tests::small_picture());
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(reads(page, "检查文件的程序现在不能用"));
  EXPECT_TRUE(house_.draft_of(house_.author).files.empty());
}

// Only numbers and sizes count, so texts stand for the pictures that the draft has already.
TEST_F(FilesPage, TakesAsManyFilesAsADraftMayHave) {
  core::FileChanges many;
  for (int i = 0; i < 40; ++i) many["files/p" + std::to_string(i) + ".txt"] = std::to_string(i);
  house_.keep_draft(house_.author, many);
  const web::Response full = house_.upload("map.png", tests::small_picture());
  EXPECT_EQ(full.status, 422);
  EXPECT_TRUE(reads(full, "草稿里放不下了"));
  many["files/p0.txt"] = std::nullopt;
  house_.keep_draft(house_.author, many);
  EXPECT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
}

TEST_F(FilesPage, TakesAsManyBytesAsADraftMayHave) {
  const std::size_t room = (std::size_t{20} << 20U) - tests::small_picture().size();
  house_.keep_draft(house_.author, {{"files/large.txt", std::string(room + 1, 'x')}});
  EXPECT_TRUE(reads(house_.upload("map.png", tests::small_picture()), "草稿里放不下了"));
  house_.keep_draft(house_.author, {{"files/large.txt", std::string(room, 'x')}});
  EXPECT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
}

TEST_F(FilesPage, BelongToEditorsOfTheWholeSite) {
  const std::string town = house_.enter_as_role(core::Role::editor, "", "qinghe");
  EXPECT_EQ(house_.get(kFilesPage, town).status, 403);
  EXPECT_EQ(house_.upload({{"map.png", tests::small_picture()}}, town).status, 403);
}

TEST_F(FilesPage, OffersItInTheArticleThatIsWritten) {
  ASSERT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
  const web::Response form = house_.get("demo/publishing/news-new", house_.at_author);
  EXPECT_TRUE(says(form, "<option value=\"map.png\">"));
  EXPECT_TRUE(says(form, "enctype=\"multipart/form-data\" target=\"_blank\""));
  const web::Response look =
      house_.post("demo/publishing/news-new", house_.at_author,
                  {{"title", "图"}, {"body", "![平面图](files/map.png)"}, {"act", "look"}});
  EXPECT_TRUE(says(look, "src=\"/handle/desk/demo/publishing/draft/files/map.png\""));
}

TEST_F(FilesPage, DoesNotPublishAFileThatNoPageUses) {
  ASSERT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
  const web::Response draft = house_.get("demo/publishing/draft", house_.at_author);
  EXPECT_TRUE(reads(draft, "没有哪一页用到map.png"));
  EXPECT_FALSE(says(draft, "/draft/publish\""));
  const web::Response refused = publish();
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(reads(refused, "草稿里有没有用到的图片或者文件"));
  ASSERT_EQ(house_.write_about("map.png").status, 303);
  EXPECT_TRUE(
      reads(house_.get("demo/publishing/draft", house_.at_author), "新增图片 map.png，1 KB"));
  EXPECT_EQ(publish().status, 303);
}

TEST_F(FilesPage, TakesAFileOutOfTheDraft) {
  ASSERT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
  EXPECT_EQ(remove("map.png").status, 303);
  EXPECT_TRUE(house_.draft_of(house_.author).files.empty());
  EXPECT_EQ(remove("map.png").status, 409) << "it is gone";
}

TEST_F(FilesPage, DropsItWithTheDraft) {
  ASSERT_EQ(house_.upload("map.png", tests::small_picture()).status, 303);
  ASSERT_EQ(house_
                .post("demo/publishing/draft/drop", house_.at_author,
                      {{"version", std::to_string(house_.draft_of(house_.author).version)}})
                .status,
            303);
  EXPECT_FALSE(house_.drafted("map.png").has_value());
  EXPECT_EQ(house_.get("demo/publishing/draft/files/map.png", house_.at_author).status, 404);
}

TEST_F(FilesPage, ListsAndRemovesWhatNoPageUsesAnyMore) {
  house_.write("files/old.png", tests::small_picture());
  EXPECT_TRUE(reads(files(), "没有用到的文件"));
  EXPECT_TRUE(says(files(), "name=\"file\" value=\"old.png\""));
  EXPECT_FALSE(says(files(), "name=\"file\" value=\"one-window.png\"")) << "a story shows it";
  EXPECT_EQ(remove("old.png").status, 303);
  EXPECT_TRUE(
      reads(house_.get("demo/publishing/draft", house_.at_author), "删除图片 old.png，1 KB"));
  ASSERT_EQ(publish().status, 303);
  const store::Publication asked = house_.publication(1);
  ASSERT_EQ(asked.files.size(), 1U);
  EXPECT_EQ(asked.files[0].before, tests::small_picture());
  EXPECT_EQ(asked.files[0].after, std::nullopt);
}

TEST_F(FilesPage, RemovesNothingThatIsUsedOrCouldNotComeBack) {
  const web::Response used = remove("one-window.png");
  EXPECT_EQ(used.status, 422);
  EXPECT_TRUE(reads(used, "还有页面用到one-window.png"));
  house_.write("files/photo.png", tests::picture_with_words());
  const web::Response not_ours = remove("photo.png");
  EXPECT_EQ(not_ours.status, 422);
  EXPECT_TRUE(reads(not_ours, "不是从这里上传的"));
  EXPECT_EQ(remove("../policy.yaml").status, 409);
  EXPECT_TRUE(house_.draft_of(house_.author).files.empty());
}

}  // namespace
}  // namespace handler::desk::testing
