// A copy of the keys is one file for its owner, is compared before it is trusted, and never
// overwrites.
#include "handler/store/key_copies.h"

#include <sys/stat.h>

#include "tests/handler/store/store_fixture.h"

namespace {

namespace fs = std::filesystem;
using core::FailureCode;
using handler::store::compare_key_copy;
using handler::store::export_keys;
using handler::store::keys_in;
using handler::store::place_keys;
using handler::store::prints_of;
using handler::store::read_key_copy;

struct KeyCopyRoom {
  KeyCopyRoom() {
    core::SystemRandomness randomness;
    (void)core::accepted(handler::store::init_data_folder(data, randomness));
  }
  test::StoreFixture room;
  fs::path data = room.folder.path();
  tests::TemporaryFolder elsewhere;
  fs::path copy = elsewhere.path() / "keys.txt";
};

TEST(KeyCopies, HoldBothFilesForTheOwnerAlone) {
  KeyCopyRoom room;
  ASSERT_TRUE(export_keys(room.data, room.copy));
  struct stat status {};
  ASSERT_EQ(::stat(room.copy.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(prints_of(read_key_copy(room.copy).value()), prints_of(keys_in(room.data)));
}

TEST(KeyCopies, NeverOverwriteAFile) {
  KeyCopyRoom room;
  std::ofstream(room.copy) << "the keys of another window";
  EXPECT_EQ(export_keys(room.data, room.copy).failure().code, FailureCode::conflict);
  EXPECT_EQ(test::bytes_of(room.copy), "the keys of another window");
}

TEST(KeyCopies, NeedBothFiles) {
  KeyCopyRoom room;
  fs::remove(room.data / "keys" / "desk");
  EXPECT_EQ(export_keys(room.data, room.copy).failure().code, FailureCode::not_found);
  EXPECT_FALSE(fs::exists(room.copy));
}

TEST(KeyCopies, AreNotedWhenTheyWereCompared) {
  KeyCopyRoom room;
  const auto store = room.room.open();
  ASSERT_TRUE(export_keys(room.data, room.copy));
  EXPECT_FALSE(store->fact(handler::store::facts::kKeysCompared).value());
  ASSERT_TRUE(compare_key_copy(*store, room.data, room.copy, room.room.clock.now()));
  EXPECT_EQ(store->fact(handler::store::facts::kKeysCompared).value(),
            "2026-04-03T10:00:00.000+08:00");
}

TEST(KeyCopies, OfOtherDataAreRefused) {
  KeyCopyRoom room;
  KeyCopyRoom other;
  const auto store = room.room.open();
  ASSERT_TRUE(export_keys(other.data, other.copy));
  EXPECT_EQ(compare_key_copy(*store, room.data, other.copy, room.room.clock.now()).failure().code,
            FailureCode::misconfigured);
  EXPECT_FALSE(store->fact(handler::store::facts::kKeysCompared).value());
}

TEST(KeyCopies, AreComparedWithTheDatabaseWhereTheFilesAreGone) {
  KeyCopyRoom room;
  KeyCopyRoom other;
  const auto store = room.room.open();
  ASSERT_TRUE(export_keys(room.data, room.copy));
  ASSERT_TRUE(compare_key_copy(*store, room.data, room.copy, room.room.clock.now()));
  ASSERT_TRUE(export_keys(other.data, other.copy));
  fs::remove_all(room.data / "keys");
  EXPECT_TRUE(compare_key_copy(*store, room.data, room.copy, room.room.clock.now()));
  EXPECT_FALSE(compare_key_copy(*store, room.data, other.copy, room.room.clock.now()));
}

TEST(KeyCopies, ThatAreCutAreNamed) {
  KeyCopyRoom room;
  ASSERT_TRUE(export_keys(room.data, room.copy));
  fs::resize_file(room.copy, fs::file_size(room.copy) - 40);
  const auto cut = read_key_copy(room.copy);
  EXPECT_EQ(cut.failure().code, FailureCode::corrupt);
  EXPECT_EQ(cut.failure().message.find(room.copy.string() + " is no whole copy of the keys: "), 0U);
}

TEST(KeyCopies, ComeBackIntoAFolderThatLostThem) {
  KeyCopyRoom room;
  ASSERT_TRUE(export_keys(room.data, room.copy));
  const std::string before = test::bytes_of(room.data / "keys" / "desk");
  fs::remove_all(room.data / "keys");
  ASSERT_TRUE(place_keys(read_key_copy(room.copy).value(), room.data));
  EXPECT_EQ(test::bytes_of(room.data / "keys" / "desk"), before);
  EXPECT_TRUE(place_keys(read_key_copy(room.copy).value(), room.data))
      << "once more changes nothing";
}

}  // namespace
