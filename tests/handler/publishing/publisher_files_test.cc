// What becomes of pictures in a publication: written byte for byte, put back, and cleaned once more
// before.
#include <gmock/gmock.h>

#include "handler/publishing/publisher.h"
#include "tests/handler/publishing/publisher_room.h"
#include "tests/support/small_picture.h"

namespace {

using publishing_tests::PublisherRoom;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kPicture = "sites/demo/files/map.png";

std::vector<handler::store::PublishedFile> with_picture(const std::string& bytes) {
  return {{"bodies.yaml", "old\n", "new\n"}, {"files/map.png", {}, bytes}};
}

TEST(PublisherOfFiles, WritesThemByteForByte) {
  PublisherRoom room;
  const std::int64_t id = room.ask(with_picture(tests::small_picture()));
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.read(kPicture), tests::small_picture());
  EXPECT_EQ(room.steps_of(id), "begun, done");
}

TEST(PublisherOfFiles, PutsThemBackAfterAMistake) {
  PublisherRoom room;
  room.generator_does("echo wrong >&2; exit 1");
  const std::int64_t id = room.ask(with_picture(tests::small_picture()));
  EXPECT_THAT(room.pass().failed, ElementsAre(HasSubstr("wrong")));
  EXPECT_EQ(room.read(kPicture), std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(room.folder / "content/sites/demo/files"));
  EXPECT_EQ(room.steps_of(id), "begun, failed");
  const auto draft = room.store->draft(1, "demo").value();
  ASSERT_EQ(draft.files.size(), 2U);
  EXPECT_EQ(draft.files[1].text, tests::small_picture()) << "the draft has it again";
}

TEST(PublisherOfFiles, RefusesOneThatIsNotCleanAndWritesNothing) {
  for (const std::string& bytes : {tests::picture_with_words(), std::string("<script>")}) {
    PublisherRoom room;
    const std::int64_t id = room.ask(with_picture(bytes));
    EXPECT_THAT(room.pass().failed, ElementsAre(HasSubstr("files/map.png 再次检查没有通过")));
    EXPECT_EQ(room.steps_of(id), "failed");
    EXPECT_EQ(room.read("sites/demo/bodies.yaml"), "old\n");
    EXPECT_EQ(room.read(kPicture), std::nullopt);
    EXPECT_FALSE(std::filesystem::exists(room.folder / "calls")) << "nothing is built";
  }
}

TEST(PublisherOfFiles, RefusesAPathThatLeadsElsewhere) {
  PublisherRoom room;
  const std::int64_t id = room.ask({{"files/deeper/map.png", {}, tests::small_picture()}});
  EXPECT_THAT(room.pass().failed, ElementsAre(HasSubstr("再次检查没有通过")));
  EXPECT_EQ(room.steps_of(id), "failed");
}

TEST(PublisherOfFiles, SaysWhenTheCleanerDoesNotWork) {
  PublisherRoom room;
  room.cleaner = "/bin/false";
  const std::int64_t id = room.ask(with_picture(tests::small_picture()));
  EXPECT_THAT(room.pass().failed, ElementsAre(HasSubstr("检查图片和PDF的程序现在不能用")));
  EXPECT_EQ(room.steps_of(id), "failed");
  EXPECT_EQ(room.read(kPicture), std::nullopt);
}

// What stands already was checked when it came; it may even be of a type that is not cleaned.
TEST(PublisherOfFiles, ChecksNoneThatGoesOrStands) {
  PublisherRoom room;
  room.cleaner = "/bin/false";
  room.write("sites/demo/files/old.docx", "by hand");
  room.write(kPicture, tests::small_picture());
  room.record();
  const std::int64_t id =
      room.ask({{"files/map.png", {}, tests::small_picture()}, {"files/old.docx", "by hand", {}}});
  EXPECT_THAT(room.pass().failed, IsEmpty());
  EXPECT_EQ(room.steps_of(id), "begun, done");
  EXPECT_EQ(room.read("sites/demo/files/old.docx"), std::nullopt);
}

}  // namespace
