// The hash is the same while compiling and while running, and tells similar names apart.
#include "core/base/quick_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace core {
namespace {

constexpr std::string_view kName = "EVENT_RECORDED_AT";

template <std::size_t kSize>
constexpr std::uint64_t kCompiled = quick_hash(kName.substr(0, kSize));

TEST(QuickHash, IsTheSameWhileCompilingAndWhileRunning) {
  const std::string name(kName);
  EXPECT_EQ(quick_hash(name.substr(0, 0)), kCompiled<0>);
  EXPECT_EQ(quick_hash(name.substr(0, 5)), kCompiled<5>);
  EXPECT_EQ(quick_hash(name.substr(0, 8)), kCompiled<8>);
  EXPECT_EQ(quick_hash(name.substr(0, 9)), kCompiled<9>);
  EXPECT_EQ(quick_hash(name), kCompiled<kName.size()>);
}

TEST(QuickHash, TellsSimilarNamesApart) {
  std::set<std::uint64_t> hashes;
  for (int i = 0; i < 1000; ++i) hashes.insert(quick_hash("case.event." + std::to_string(i)));
  for (std::size_t size = 0; size < 30; ++size) hashes.insert(quick_hash(std::string(size, 'a')));
  EXPECT_EQ(hashes.size(), 1030U);
}

}  // namespace
}  // namespace core
