// The record of a build names every file that was read, and is read back as it was written.
#include "core/site/build_record.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using core::FailureCode;
using core::FileHashes;

struct RecordRoom {
  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((content / path).parent_path());
    std::ofstream(content / path, std::ios::binary) << text;
  }
  FileHashes hashes() const { return core::hash_inputs(content, "demo").value(); }

  tests::TemporaryFolder folder;
  fs::path content = folder / "content";
  fs::path published = folder / "published";
};

RecordRoom& furnished(RecordRoom& room) {
  room.write("calendar/2026.yaml", "year: 2026\n");
  room.write("sites/demo/site.yaml", "id: demo\n");
  room.write("sites/demo/news/2026-11-a.md", "# 新闻\n");
  room.write("sites/demo/files/map.pdf", std::string("\0\1", 2));
  room.write("sites/other/site.yaml", "id: other\n");
  fs::create_directories(room.published / "demo");
  return room;
}

TEST(BuildRecord, HoldsTheSiteItsFilesAndTheCalendarAndNoOtherSite) {
  RecordRoom room;
  furnished(room).write("sites/demo/.site.yaml.swp", "an editor is open");
  const FileHashes wanted = {
      {"calendar/2026.yaml", core::hash_of_input("year: 2026\n")},
      {"sites/demo/files/map.pdf", core::hash_of_input(std::string("\0\1", 2))},
      {"sites/demo/news/2026-11-a.md", core::hash_of_input("# 新闻\n")},
      {"sites/demo/site.yaml", core::hash_of_input("id: demo\n")}};
  EXPECT_EQ(room.hashes(), wanted);
}

TEST(BuildRecord, IsReadBack) {
  RecordRoom room;
  furnished(room).write("sites/demo/files/with two  blanks.txt", "x");
  EXPECT_EQ(core::read_build_record(room.published, "demo").failure().code, FailureCode::not_found);
  ASSERT_TRUE(core::write_build_record(room.published, "demo", room.hashes()));
  EXPECT_EQ(core::read_build_record(room.published, "demo").value(), room.hashes());
  room.write("sites/demo/site.yaml", "id: demo # changed\n");
  EXPECT_NE(core::read_build_record(room.published, "demo").value(), room.hashes());
}

TEST(BuildRecord, ThatIsNoneIsDamaged) {
  RecordRoom room;
  furnished(room);
  for (const char* text :
       {"", "another file\n", "bancheng inputs 1", "bancheng inputs 1\nhash\n"}) {
    std::ofstream(room.published / "demo/inputs", std::ios::trunc) << text;
    EXPECT_EQ(core::read_build_record(room.published, "demo").failure().code, FailureCode::corrupt)
        << text;
  }
}

TEST(BuildRecord, OfAMissingSiteIsAFailure) {
  const RecordRoom room;
  EXPECT_EQ(core::hash_inputs(room.content, "demo").failure().code, FailureCode::not_found);
}

}  // namespace
