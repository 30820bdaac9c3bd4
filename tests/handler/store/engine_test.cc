// What the tests leave out with an engine is a list that does not grow unseen, and runs with the
// other.
#include "tests/handler/store/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace {

// As --gtest_filter reads a pattern: '*' stands for anything.
bool matches(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() != '*')
    return !name.empty() && pattern.front() == name.front() &&
           matches(pattern.substr(1), name.substr(1));
  for (std::size_t at = 0; at <= name.size(); ++at) {
    if (matches(pattern.substr(1), name.substr(at))) return true;
  }
  return false;
}

std::set<std::string> all_tests() {
  std::set<std::string> names;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *all.GetTestSuite(i);
    for (int k = 0; k < suite.total_test_count(); ++k)
      names.insert(std::string(suite.name()) + "." + suite.GetTestInfo(k)->name());
  }
  return names;
}

TEST(Engine, LeavesOutOnPostgresNoMoreThanIsListed) {
  const std::set<std::string> names = all_tests();
  std::set<std::string> out;
  for (const test::LeftOut& one : test::left_out_on_postgres()) {
    const std::size_t before = out.size();
    for (const std::string& name : names) {
      if (matches(one.tests, name)) out.insert(name);
    }
    EXPECT_GT(out.size(), before) << one.tests << " leaves out nothing";
    EXPECT_FALSE(one.because.empty());
  }
  EXPECT_EQ(out.size(), test::kLeftOut) << "of " << names.size();
}

TEST(Engine, RunsEveryTestWithOneOfBoth) {
  for (const std::string& name : all_tests()) {
    const auto is_of = [&name](std::string_view pattern) { return matches(pattern, name); };
    const bool without_sqlite = std::ranges::any_of(test::of_postgres(), is_of);
    const bool without_postgres =
        std::ranges::any_of(test::left_out_on_postgres(), is_of, &test::LeftOut::tests);
    EXPECT_FALSE(without_sqlite && without_postgres) << name;
  }
}

}  // namespace
