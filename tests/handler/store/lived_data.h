// A database as a window leaves it, with cases in many states and staff, as one file that tests may
// damage.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "handler/store/database/database.h"
#include "handler/store/verification.h"
#include "tests/support/temporary_folder.h"

namespace test {

// Made once for all tests of a program: the file is copied, never changed.
class LivedData {
 public:
  static const LivedData& get();

  const std::filesystem::path& file() const { return file_; }
  // The rules that the sites publish.
  handler::store::VerifyOptions options() const;

 private:
  LivedData();

  tests::TemporaryFolder folder_;
  std::filesystem::path file_;
};

// A copy that a test changes behind the program's back.
class DamagedData {
 public:
  DamagedData();

  const std::filesystem::path& file() const { return file_; }
  // Runs the statements as a person with the file and SQLite would: no trigger or reference stops
  // them, and the triggers are there again afterwards.
  void edit(const std::string& statements) const;
  core::Result<handler::store::VerifyReport> verify(
      std::vector<handler::store::ChainHeadOf> heads = {}) const;
  // The report as text, or the failure.
  std::string said(std::vector<handler::store::ChainHeadOf> heads = {}) const;

 private:
  tests::TemporaryFolder folder_;
  std::filesystem::path file_;
};

// An edit of a copy, and what comes of it.
struct Edit {
  std::string name;
  std::string sql;
  std::string said;  // part of what verification says
};

}  // namespace test
