// Leaves out what is about SQLite when the tests run on PostgreSQL.
#include "tests/handler/store/engine.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/preparation.h"

namespace test {
namespace {

constexpr LeftOut kLeftOutOnPostgres[] = {
    {"XX.*", "xx"},
};

void leave_out() {
  if (!on_postgres()) return;
  std::string& filter = GTEST_FLAG_GET(filter);
  for (const LeftOut& one : kLeftOutOnPostgres)
    filter += (filter.find('-') == std::string::npos ? "-" : ":") + std::string(one.tests);
}

const tests::Preparation kPrepared(leave_out);

}  // namespace

bool on_postgres() {
  const char* engine = std::getenv("BANCHENG_TEST_ENGINE");
  return engine != nullptr && std::string_view(engine) == "postgresql";
}

std::span<const LeftOut> left_out_on_postgres() {
  return kLeftOutOnPostgres;
}

}  // namespace test
