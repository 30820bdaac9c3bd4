// The operator's log: one line of JSON per entry, for any client input.
#include "handler/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/support/fakes.h"

namespace handler {
namespace {

std::string written(core::Clock& clock, const core::Json& fields) {
  ::testing::internal::CaptureStderr();
  Log(clock).write("request", fields);
  return ::testing::internal::GetCapturedStderr();
}

class BrokenClock : public core::Clock {
 public:
  core::Instant now() override { throw std::runtime_error("no time"); }
};

TEST(Log, WritesOneLineOfJsonAnEntry) {
  tests::FixedClock clock;
  EXPECT_EQ(written(clock, {{"status", 200}, {"route", "/handle/{site}/report"}}),
            "{\"at\":\"2026-09-24T10:00:00.000+08:00\",\"event\":\"request\","
            "\"route\":\"/handle/{site}/report\",\"status\":200}\n");
}

TEST(Log, LetsNothingThatAVisitorSendsStartASecondLine) {
  tests::FixedClock clock;
  const std::string line =
      written(clock, {{"path", "/a\r\n{\"event\":\"start\"}\x1b[2J\x7f \xE2\x80\xA8\xE2\x80\xAE"}});
  EXPECT_EQ(std::ranges::count(line, '\n'), 1);
  for (const char c : line.substr(0, line.size() - 1)) EXPECT_TRUE(c >= ' ' && c <= '~') << int{c};
  EXPECT_EQ(core::Json::parse(line).at("event"), "request");
}

TEST(Log, ReplacesBytesThatAreNoText) {
  tests::FixedClock clock;
  const std::string line = written(clock, {{"path", "/\xff\xfe%s{}"}});
  EXPECT_EQ(core::Json::parse(line).at("path"), "/\xEF\xBF\xBD\xEF\xBF\xBD%s{}");
}

TEST(Log, WritesEvenIfTheClockFails) {
  BrokenClock clock;
  EXPECT_EQ(written(clock, {{"status", 500}}),
            "{\"at\":\"unknown\",\"event\":\"request\",\"status\":500}\n");
}

TEST(Log, SaysNothingWhenSilent) {
  tests::FixedClock clock;
  ::testing::internal::CaptureStderr();
  Log::silent(clock).write("request", {{"status", 200}});
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace handler
