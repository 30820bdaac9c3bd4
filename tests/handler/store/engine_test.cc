// The tests that are left out with an engine are listed, the lists do not grow unseen, and each
// test runs with one of both engines.
#include "tests/handler/store/engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

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

// How many tests the patterns leave out. Each must leave out at least one that those before it do
// not.
std::size_t left_out_by(const std::vector<std::string_view>& patterns) {
  const std::set<std::string> names = all_tests();
  std::set<std::string> out;
  for (const std::string_view pattern : patterns) {
    const std::size_t before = out.size();
    for (const std::string& name : names) {
      if (matches(pattern, name)) out.insert(name);
    }
    EXPECT_GT(out.size(), before) << pattern << " leaves out nothing";
  }
  return out.size();
}

TEST(Engine, LeavesOutOnPostgresNoMoreThanIsListed) {
  std::vector<std::string_view> patterns;
  for (const test::LeftOut& one : test::left_out_on_postgres()) {
    patterns.push_back(one.tests);
    EXPECT_FALSE(one.because.empty()) << one.tests;
  }
  EXPECT_EQ(left_out_by(patterns), test::kWithoutPostgres);
}

TEST(Engine, LeavesOutOnSqliteNoMoreThanIsListed) {
  const auto of_postgres = test::of_postgres();
  EXPECT_EQ(left_out_by({of_postgres.begin(), of_postgres.end()}), test::kWithoutSqlite);
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
