// The disk of the power cuts loses, reorders and tears unsynced writes, and nothing else.
#include "tests/power_cuts/disk.h"

#include <gtest/gtest.h>

#include <set>

namespace power {
namespace {

constexpr int kDraws = 400;

std::string filled(char with, std::size_t sectors) {
  return std::string(sectors * kSector, with);
}

// Everything that cuts leave of the file, over many draws; "-" if it is not there.
std::set<std::string> all_left(const Disk& disk, const std::string& name) {
  std::set<std::string> seen;
  Dice dice(1);
  for (int i = 0; i < kDraws; ++i) {
    std::string said;
    const Files left = disk.after_cut(dice, said);
    seen.insert(left.contains(name) ? left.at(name) : "-");
  }
  return seen;
}

TEST(Disk, KeepsWhatWasSynced) {
  Disk disk;
  disk.make("a");
  disk.write("a", 0, "one");
  disk.sync("a");
  disk.sync_names();
  EXPECT_EQ(all_left(disk, "a"), std::set<std::string>{"one"});
}

TEST(Disk, LosesOrKeepsWhatWasNotSynced) {
  Disk disk(Files{{"a", "old"}});
  disk.write("a", 0, "new");
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{"old", "new"}));
}

TEST(Disk, TearsAWriteBetweenSectorsAndNeverWithinOne) {
  Disk disk(Files{{"a", filled('o', 2)}});
  disk.write("a", 0, filled('n', 2));
  EXPECT_EQ(all_left(disk, "a"),
            (std::set<std::string>{filled('o', 2), filled('n', 2), filled('o', 1) + filled('n', 1),
                                   filled('n', 1) + filled('o', 1)}));
}

TEST(Disk, LetsALaterWriteArriveBeforeAnEarlierOne) {
  Disk disk(Files{{"a", filled('o', 2)}});
  disk.write("a", 0, filled('1', 1));
  disk.write("a", kSector, filled('2', 1));
  EXPECT_TRUE(all_left(disk, "a").contains(filled('o', 1) + filled('2', 1)));
}

TEST(Disk, BringsBackAnEarlierStateOfASector) {
  Disk disk(Files{{"a", "0"}});
  disk.write("a", 0, "1");
  disk.write("a", 0, "2");
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{"0", "1", "2"}));
}

TEST(Disk, KeepsTheBytesBesideAWriteInTheSameSector) {
  Disk disk(Files{{"a", "abcdef"}});
  disk.write("a", 2, "XY");
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{"abcdef", "abXYef"}));
}

TEST(Disk, MayCutOrNotCutAFileThatWasShortened) {
  Disk disk(Files{{"a", "abcdef"}});
  disk.resize("a", 2);
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{"abcdef", "ab"}));
  disk.sync("a");
  disk.write("a", 4, "x");
  disk.sync("a");
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{std::string("ab\0\0x", 5)}));
}

TEST(Disk, MayLoseTheNameOfAFileThatWasSyncedItself) {
  Disk disk;
  disk.make("a");
  disk.write("a", 0, "one");
  disk.sync("a");
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{"-", "one"}));
}

TEST(Disk, MayBringBackAFileThatWasRemoved) {
  Disk disk(Files{{"a", "one"}});
  disk.remove("a");
  EXPECT_FALSE(disk.has("a"));
  EXPECT_EQ(all_left(disk, "a"), (std::set<std::string>{"-", "one"}));
  disk.sync_names();
  EXPECT_EQ(all_left(disk, "a"), std::set<std::string>{"-"});
}

TEST(Disk, LeavesTheSameForTheSameSeed) {
  Disk disk(Files{{"a", filled('o', 8)}});
  for (std::size_t i = 0; i < 8; ++i) disk.write("a", i * kSector, filled('n', 1));
  std::string said;
  Dice one(7);
  Dice other(7);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(disk.after_cut(one, said), disk.after_cut(other, said));
}

}  // namespace
}  // namespace power
