// The engine that the tests of the store run on: SQLite, or PostgreSQL with
// BANCHENG_TEST_ENGINE=postgresql. With BANCHENG_TEST_ENGINE=sqlite, tests that start a PostgreSQL
// server of their own are left to that other run.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace test {

bool on_postgres();

// Tests that are about SQLite alone.
struct LeftOut {
  std::string_view tests;  // a pattern of --gtest_filter
  std::string_view because;
};
std::span<const LeftOut> left_out_on_postgres();
// How many tests are left out on PostgreSQL, and on SQLite: neither list must grow unseen.
inline constexpr std::size_t kWithoutPostgres = 267;
inline constexpr std::size_t kWithoutSqlite = 69;

// Patterns of the tests that run with PostgreSQL alone.
std::span<const std::string_view> of_postgres();

}  // namespace test
