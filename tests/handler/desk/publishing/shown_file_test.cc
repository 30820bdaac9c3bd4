// Pictures on their way to the public: who sees them, as what they are handed out, what a second
// person agrees to, and how they go and come back.
#include "handler/desk/publishing/shown_file.h"

#include "handler/web/security_headers.h"
#include "tests/handler/desk/articles/uploads_fixture.h"

namespace handler::desk::testing {
namespace {

class ShownFile : public ::testing::Test {
 protected:
  ShownFile() {
    if (house_.upload("map.png", tests::small_picture()).status != 303 ||
        house_.write_about("map.png").status != 303)
      throw std::runtime_error("no draft with a picture");
  }

  std::int64_t handed_over() {
    const web::Response done =
        house_.post("demo/publishing/draft/publish", house_.at_author, house_.publish_form());
    EXPECT_EQ(done.status, 303);
    const std::string place(done.header("Location"));
    return std::stoll(place.substr(place.rfind('/') + 1));
  }
  std::int64_t published() {
    const std::int64_t id = handed_over();
    EXPECT_EQ(act(id, "agree", house_.agree_form(id)).status, 303);
    house_.carry_out(id);
    return id;
  }
  web::Response act(std::int64_t id, const std::string& name, const Form& form) {
    return house_.post(EditorHouse::page_of_publication(id) + "/" + name, house_.at_second, form);
  }
  web::Response put_back(std::int64_t id) {
    return act(id, "put-back", {{"reason", "撤销"}, {"present", kPassword}});
  }
  web::Response picture_of(std::int64_t id, const std::string& rest, const std::string& session) {
    return house_.get(EditorHouse::page_of_publication(id) + "/files/" + rest, session);
  }

  UploadHouse house_;
};

TEST_F(ShownFile, OfADraftIsThePersonsOwnAndInert) {
  const std::string path = "demo/publishing/draft/files/";
  const web::Response picture = house_.get(path + "map.png", house_.at_author);
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.body, tests::small_picture());
  EXPECT_EQ(picture.header("Content-Type"), "image/png");
  EXPECT_EQ(picture.header("Content-Security-Policy"), web::kSandbox);
  EXPECT_EQ(house_.get(path + "map.png", house_.at_second).status, 404);
  EXPECT_EQ(house_.get(path + "one-window.png", house_.at_second).status, 200) << "it is public";
  for (const char* name : {".hidden", "none.png", "MAP.png"})
    EXPECT_EQ(house_.get(path + name, house_.at_author).status, 404) << name;
}

TEST_F(ShownFile, ThatIsNoPictureIsSavedAndNotOpened) {
  const web::Response paper =
      house_.get("demo/publishing/draft/files/leading-group.pdf", house_.at_author);
  EXPECT_EQ(paper.status, 200);
  EXPECT_EQ(paper.header("Content-Type"), "application/octet-stream");
  EXPECT_EQ(paper.header("Content-Disposition"), "attachment; filename=\"leading-group.pdf\"");
}

TEST_F(ShownFile, IsSeenByTheSecondPersonWhoAgreesToItsBytes) {
  const std::int64_t id = handed_over();
  const web::Response page = house_.get(EditorHouse::page_of_publication(id), house_.at_second);
  EXPECT_TRUE(reads(page, "新增图片 map.png，1 KB"));
  EXPECT_TRUE(says(page, "/history/" + std::to_string(id) + "/files/after/map.png\""));
  EXPECT_EQ(picture_of(id, "after/map.png", house_.at_second).body, tests::small_picture());
  for (const char* rest : {"before/map.png", "now/map.png", "after/other.png"})
    EXPECT_EQ(picture_of(id, rest, house_.at_second).status, 404) << rest;
  const std::string desk = house_.enter_as_role(core::Role::front_desk);
  EXPECT_EQ(picture_of(id, "after/map.png", desk).status, 403);
  auto other = house_.publication(id).files;
  for (store::PublishedFile& file : other)
    if (file.path == "files/map.png") file.after->back() = 'x';
  EXPECT_NE(store::content_hash(other), house_.publication(id).content);
}

TEST_F(ShownFile, ComesBackToTheDraftIfItIsDeclined) {
  const std::int64_t id = handed_over();
  Form form = house_.agree_form(id);
  form.emplace_back("reason", "图片不清楚");
  ASSERT_EQ(act(id, "decline", form).status, 303);
  EXPECT_EQ(house_.drafted("map.png"), tests::small_picture());
}

TEST_F(ShownFile, GoesWhenItsPublicationIsPutBackAndComesAgain) {
  const std::int64_t id = published();
  EXPECT_EQ(house_.standing("files/map.png"), tests::small_picture());
  ASSERT_EQ(put_back(id).status, 303);
  const auto files = house_.publication(id + 1).files;
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].path, "files/map.png");
  EXPECT_EQ(files[0].before, tests::small_picture());
  EXPECT_EQ(files[0].after, std::nullopt);
  EXPECT_EQ(picture_of(id + 1, "before/map.png", house_.at_author).status, 200);
  ASSERT_EQ(house_
                .post(EditorHouse::page_of_publication(id + 1) + "/agree", house_.at_author,
                      house_.agree_form(id + 1))
                .status,
            303);
  house_.carry_out(id + 1);
  ASSERT_EQ(put_back(id + 1).status, 303);
  EXPECT_EQ(house_.publication(id + 2).files[0].after, tests::small_picture());
}

TEST_F(ShownFile, StaysIfAnotherPageUsesItByNow) {
  const std::int64_t id = published();
  house_.write("stories/2026-09-map.md",
               "---\ntitle: 图\ndate: 2026-09-01\nsource: 示范县\nsummary: 图。\n---\n"
               "![图](files/map.png)\n");
  ASSERT_EQ(put_back(id).status, 303);
  const auto files = house_.publication(id + 1).files;
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].path, "news/2026-09-24.md");
}

TEST_F(ShownFile, ThatChangedSinceIsNotPutBack) {
  const std::int64_t id = published();
  house_.write("files/map.png", "by hand");
  const web::Response refused = put_back(id);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(reads(refused, "files/map.png"));
}

}  // namespace
}  // namespace handler::desk::testing
