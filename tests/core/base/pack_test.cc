// Packs: every piece is read back unchanged, and every changed byte is noticed.
#include "core/base/pack.h"

#include <gtest/gtest.h>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

const Pieces kPieces = {{"a", ""}, {"b/one", "first"}, {"b/two", std::string("\0\n ", 3)}};

class PackTest : public ::testing::Test {
 protected:
  void write(const std::string& bytes) { ASSERT_TRUE(write_file_atomically(file, bytes).ok()); }
  // Whether all pieces can be read as they were packed.
  bool is_whole() const {
    const auto pack = Pack::open(file, name_of_pack(packed(kPieces)));
    if (!pack) return false;
    for (const auto& [name, bytes] : kPieces) {
      const auto read = pack->read(name);
      if (!read || *read != bytes) return false;
    }
    return true;
  }

  tests::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "pack";
};

TEST_F(PackTest, GivesBackItsPieces) {
  write(packed(kPieces));
  EXPECT_TRUE(is_whole());
  const auto pack = Pack::open(file, name_of_pack(packed(kPieces)));
  ASSERT_TRUE(pack.ok());
  EXPECT_EQ(pack->names_below(""), (std::vector<std::string>{"a", "b/one", "b/two"}));
  EXPECT_EQ(pack->names_below("b/"), (std::vector<std::string>{"b/one", "b/two"}));
  EXPECT_TRUE(pack->has("a"));
  EXPECT_FALSE(pack->has("b"));
  EXPECT_EQ(pack->read("b").failure().code, FailureCode::not_found);
}

TEST_F(PackTest, CanBeReadWhenItsNameIsGone) {
  write(packed(kPieces));
  const auto pack = Pack::open(file, name_of_pack(packed(kPieces)));
  ASSERT_TRUE(pack.ok());
  std::filesystem::remove(file);
  EXPECT_EQ(pack->read("b/one").value(), "first");
}

TEST_F(PackTest, IsCalledAfterWhatIsInIt) {
  Pieces other = kPieces;
  other["a"] = "x";
  EXPECT_NE(name_of_pack(packed(other)), name_of_pack(packed(kPieces)));
  EXPECT_EQ(name_of_pack(packed(kPieces)).size(), 32u);
  write(packed(other));
  EXPECT_EQ(Pack::open(file, name_of_pack(packed(kPieces))).failure().code, FailureCode::corrupt);
}

TEST_F(PackTest, IsRefusedAfterAnyChange) {
  const std::string bytes = packed(kPieces);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write(changed);
    EXPECT_FALSE(is_whole()) << i;
    write(bytes.substr(0, i));
    EXPECT_FALSE(is_whole()) << i;
  }
}

// As builds before 2026-12 wrote them: what they published is read until it is built again.
TEST_F(PackTest, IsReadWithoutQuickHashes) {
  const std::string pack =
      "e31d10df73d19f992a64519757db6886 0000000078\n"
      "0e5751c026e543b2e8ab2eb06099daa1 0 a\n"
      "6fe2ae219b7408c5b4f87978a8b11065 5 b/one\n"
      "first";
  write(pack);
  const auto opened = Pack::open(file, name_of_pack(pack));
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->read("a").value(), "");
  EXPECT_EQ(opened->read("b/one").value(), "first");
  write(pack.substr(0, pack.size() - 1) + "T");
  const auto changed = Pack::open(file, name_of_pack(pack));
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(changed->read("b/one").failure().code, FailureCode::corrupt);
}

TEST_F(PackTest, SaysThatItIsNotThere) {
  EXPECT_EQ(Pack::open(file, "x").failure().code, FailureCode::not_found);
}

}  // namespace
}  // namespace core
