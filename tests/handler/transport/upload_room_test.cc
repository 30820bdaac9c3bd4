// Turns to send files, of one process and of several, and the room on the disk.
#include "handler/transport/upload_room.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "tests/support/temporary_folder.h"

namespace handler::transport {
namespace {

using core::FilesRefused;

TurnTaker reporter(const std::string& group = "") {
  return {web::UploadSender::reporter, group};
}

const TurnTaker kStaff{web::UploadSender::staff, {}};

TEST(UploadTurns, AreGivenBackWhenTheyAreDestroyed) {
  UploadTurns turns(3);
  UploadTurns::Turn first = turns.take(reporter());
  const UploadTurns::Turn second = turns.take(reporter());
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(turns.take(reporter()));
  first.reset();
  EXPECT_TRUE(turns.take(reporter()));
  EXPECT_TRUE(turns.take(reporter())) << "the one before was given back at once";
}

TEST(UploadTurns, AreNeverAllOfOneKind) {
  UploadTurns turns(3);
  const UploadTurns::Turn first = turns.take(kStaff);
  UploadTurns::Turn second = turns.take(kStaff);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(turns.take(kStaff));
  const UploadTurns::Turn other = turns.take(reporter());
  EXPECT_TRUE(other);
  EXPECT_FALSE(turns.take(reporter())) << "no more than three";
  second.reset();
  EXPECT_TRUE(turns.take(reporter()));
  UploadTurns one(1);
  EXPECT_TRUE(one.take(kStaff));
}

TEST(UploadTurns, GiveEachGroupOfAddressesOne) {
  UploadTurns turns(3);
  UploadTurns::Turn first = turns.take(reporter("192.0.2.1"));
  EXPECT_TRUE(first);
  EXPECT_TRUE(turns.has(reporter("192.0.2.1")));
  EXPECT_FALSE(turns.take(reporter("192.0.2.1")));
  EXPECT_TRUE(turns.take(reporter("192.0.2.2")));
  first.reset();
  EXPECT_FALSE(turns.has(reporter("192.0.2.1")));
  EXPECT_TRUE(turns.take(reporter("192.0.2.1")));
}

TEST(UploadTurns, AreSharedByProcesses) {
  const tests::TemporaryFolder folder;
  const auto turn_of = [&](const TurnTaker& taker) {
    return take_shared_turn(folder.path(), 3, taker);
  };
  const auto is_given = [](const auto& turn) {
    return std::holds_alternative<core::Descriptor>(turn);
  };
  const auto first = turn_of(reporter("192.0.2.1"));
  EXPECT_TRUE(is_given(first));
  EXPECT_EQ(std::get<FilesRefused>(turn_of(reporter("192.0.2.1"))), FilesRefused::busy);
  {
    const auto second = turn_of(reporter("192.0.2.2"));
    EXPECT_TRUE(is_given(second));
    EXPECT_EQ(std::get<FilesRefused>(turn_of(reporter("192.0.2.3"))), FilesRefused::busy);
    const auto staff = turn_of(kStaff);
    EXPECT_TRUE(is_given(staff));
    EXPECT_EQ(std::get<FilesRefused>(turn_of(kStaff)), FilesRefused::busy);
  }
  EXPECT_TRUE(is_given(turn_of(reporter("192.0.2.3"))));
  const auto of_window = turn_of(kStaff);
  EXPECT_TRUE(is_given(of_window) && is_given(turn_of(kStaff)));
  EXPECT_EQ(std::get<FilesRefused>(take_shared_turn(folder / "missing", 3, kStaff)),
            FilesRefused::no_room);
}

TEST(FreeBytes, AreAskedOfTheFileSystem) {
  const tests::TemporaryFolder folder;
  EXPECT_GT(free_bytes_of(folder.path()), 0U);
  EXPECT_EQ(free_bytes_of(folder / "missing"), 0U);
}

}  // namespace
}  // namespace handler::transport
