// The list of destroyed parts keeps every line that was acknowledged and never reads half a number.
#include "handler/store/destroyed_list.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace handler::store {
namespace {

using Parts = std::vector<DestroyedPart>;

Parts read_back(const std::filesystem::path& data) {
  return core::accepted(read_destroyed(destroyed_list_of(data)));
}

TEST(DestroyedList, IsEmptyBeforeThereIsAFile) {
  const tests::TemporaryFolder data;
  EXPECT_EQ(read_back(data.path()), Parts{});
}

TEST(DestroyedList, KeepsEachPartOnce) {
  const tests::TemporaryFolder data;
  core::accepted(append_destroyed(data.path(), {{"demo", 17, 42}, {"demo", 17, 43}}));
  core::accepted(append_destroyed(data.path(), {{"demo", 17, 42}, {"pingyi", 1, 2}}));
  EXPECT_EQ(read_back(data.path()), (Parts{{"demo", 17, 42}, {"demo", 17, 43}, {"pingyi", 1, 2}}));
}

// Cut at every byte, the list holds the parts before the cut, and what is appended later.
TEST(DestroyedList, IgnoresALineThatWasCut) {
  const tests::TemporaryFolder data;
  core::accepted(append_destroyed(data.path(), {{"demo", 17, 42}}));
  const auto whole = std::filesystem::file_size(destroyed_list_of(data.path()));
  core::accepted(append_destroyed(data.path(), {{"demo", 18, 4711}}));
  const auto longer = std::filesystem::file_size(destroyed_list_of(data.path()));
  for (auto size = longer - 2; size >= whole; --size) {
    std::filesystem::resize_file(destroyed_list_of(data.path()), size);
    EXPECT_EQ(read_back(data.path()), (Parts{{"demo", 17, 42}})) << size;
  }
  std::filesystem::resize_file(destroyed_list_of(data.path()), whole - 3);
  core::accepted(append_destroyed(data.path(), {{"demo", 19, 5}}));
  EXPECT_EQ(read_back(data.path()), (Parts{{"demo", 19, 5}}));
}

TEST(DestroyedList, NamesADamagedLine) {
  const tests::TemporaryFolder data;
  std::ofstream(destroyed_list_of(data.path())) << "demo 1 2;\ndemo x 3;\ndemo 1 4;\n";
  const auto parts = read_destroyed(destroyed_list_of(data.path()));
  ASSERT_FALSE(parts);
  EXPECT_EQ(parts.failure().code, core::FailureCode::corrupt);
  EXPECT_NE(parts.failure().message.find("line 2"), std::string::npos) << parts.failure().message;
  EXPECT_NE(parts.failure().message.find("in the folder of all backups"), std::string::npos);
}

}  // namespace
}  // namespace handler::store
