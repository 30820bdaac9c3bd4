// A monitor gets an answer within a bound, and never "ok" for a check that gave none.
#include "handler/readiness.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <stdexcept>

#include "tests/handler/handler_fixture.h"
#include "tests/support/waiting.h"

namespace handler {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::hours kLong{1};

Health well() {
  return {.ready = Ready::yes};
}

TEST(Readiness, GivesTheAnswerOfTheChecks) {
  EXPECT_EQ(Readiness(well, kLong).ask().ready, Ready::yes);
  EXPECT_EQ(Readiness(well, milliseconds{0}).ask().ready, Ready::yes);
}

TEST(Readiness, IsUnknownWhileTheChecksGiveNoAnswer) {
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  std::atomic<int> looks = 0;
  Readiness readiness(
      [&] {
        ++looks;
        released.wait();
        return well();
      },
      milliseconds{1});
  EXPECT_EQ(readiness.ask().ready, Ready::unknown);
  EXPECT_EQ(readiness.ask().ready, Ready::unknown);
  EXPECT_LE(looks, 1);
  release.set_value();
}

// Each caller that waits holds a worker, and pages need those.
TEST(Readiness, LetsFewWaitAndTellsOthersTheAnswerBefore) {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::atomic<bool> is_slow = false;
  Readiness readiness(
      [&] {
        if (is_slow) released.wait();
        return well();
      },
      kLong);
  EXPECT_EQ(readiness.ask().ready, Ready::yes);
  is_slow = true;
  std::vector<std::future<Health>> waiting;
  for (int i = 0; i < Readiness::kMostWaiting; ++i)
    waiting.push_back(std::async(std::launch::async, [&] { return readiness.ask(); }));
  ASSERT_TRUE(tests::comes_true([&] { return readiness.asking() == Readiness::kMostWaiting; }));
  EXPECT_EQ(readiness.ask().ready, Ready::yes);
  release.set_value();
  for (std::future<Health>& one : waiting) EXPECT_EQ(one.get().ready, Ready::yes);
}

// Each look writes: a stranger who asks without end must not make a write of each question.
TEST(Readiness, GivesOthersAnAnswerThatIsYoungAndThisMachineANewOne) {
  std::atomic<int> looks = 0;
  const auto look = [&] {
    ++looks;
    return well();
  };
  Readiness readiness(look, kLong);
  EXPECT_EQ(readiness.ask(kLong).ready, Ready::yes);
  EXPECT_EQ(readiness.ask(kLong).ready, Ready::yes);
  EXPECT_EQ(looks, 1);
  EXPECT_EQ(readiness.ask().ready, Ready::yes);
  EXPECT_EQ(looks, 2);
  web::Request request;
  EXPECT_GT(freshness_for(request).count(), 0);
  request.loopback = true;
  EXPECT_EQ(freshness_for(request).count(), 0);
}

TEST(Readiness, IsUnknownIfACheckThrows) {
  Readiness readiness([]() -> Health { throw std::runtime_error("a bug"); }, kLong);
  const Health health = readiness.ask();
  EXPECT_EQ(health.ready, Ready::unknown);
  EXPECT_EQ(health.why, std::vector<std::string>{"a bug"});
}

TEST(Readiness, AnswersOtherMachinesWithAWordAlone) {
  web::Request request;
  const std::pair<Ready, std::pair<int, std::string>> answers[] = {
      {Ready::yes, {200, "ok\n"}},
      {Ready::no, {503, "not ready\n"}},
      {Ready::unknown, {503, "unknown\n"}}};
  for (const auto& [ready, answer] : answers) {
    const web::Response response =
        health_answer({.ready = ready, .why = {"secret"}, .details = {{"a", 1}}}, request);
    EXPECT_EQ(response.status, answer.first);
    EXPECT_EQ(response.body, answer.second);
  }
  request.loopback = true;
  EXPECT_TRUE(testing::says(health_answer({.why = {"secret"}}, request).body, "secret"));
}

TEST(Health, IsNotReadyWithoutASiteThatCanBeUsed) {
  tests::PublishedSites none(testing::source_folder(), {});
  testing::HandlerFixture hall(none.root());
  const Health health = look_at_health(hall.services);
  EXPECT_EQ(health.ready, Ready::no);
  EXPECT_EQ(health.why, std::vector<std::string>{"no published site can be used"});
}

TEST(Health, TellsHowManyReportsAreSetAsideAndStaysReady) {
  testing::HandlerFixture hall;
  EXPECT_TRUE(look_at_health(hall.services).details.at("set_aside").empty());
  hall.report({{"set_aside", 5000}});
  const Health health = look_at_health(hall.services);
  EXPECT_EQ(health.ready, Ready::yes);
  EXPECT_EQ(health.details.at("set_aside").at("demo").at("waiting"), 1);
  EXPECT_EQ(health.details.at("set_aside").at("demo").at("bytes"), 5000);
}

TEST(Health, NamesADamagedSiteButStaysReadyForTheOthers) {
  tests::PublishedSites two(testing::source_folder(), {"demo", "pingyi"});
  std::ofstream(two.root() / "pingyi" / "current") << "0123456789abcdef0123456789abcdef\n";
  testing::HandlerFixture hall(two.root());
  EXPECT_FALSE(hall.sites.look_at("pingyi"));
  const Health health = look_at_health(hall.services);
  EXPECT_EQ(health.ready, Ready::yes);
  EXPECT_EQ(health.details.at("sites").at("pingyi"), "damaged");
  EXPECT_EQ(health.details.at("sites").at("demo"), "fit");
}

}  // namespace
}  // namespace handler
