// The process dies at any step of a write while others write: acknowledged reports exist exactly
// once, and the chain verifies.
#include <csignal>
#include <cstdlib>
#include <set>
#include <thread>

#include "core/base/text.h"
#include "handler/store/database/schema.h"
#include "handler/store/destroyed_list.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/handler/store/photo.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::Store;
using test::report;
using test::StoreFixture;
using tests::Ending;
using tests::OtherProcess;
using tests::Words;

constexpr int kThreads = 8;

constexpr const char* kAfterCommit = "after commit";
constexpr const char* kTooEarly = "too early";

// Prints one acknowledged name per line, in one write, so that a crash leaves no partial name.
void say(const std::string& name) {
  const std::string line = name + "\n";
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    ::_exit(1);
  }
}

// Threads that report until the process dies at the step given in its environment.
int report_without_end(const Words& arguments) {
  StoreFixture room;
  room.use(arguments.at(0));
  const bool too_early = arguments.at(2) == kTooEarly;
  const auto store = room.open();
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0;; ++i) {
        const std::string name =
            arguments.at(1) + "-" + std::to_string(t) + "-" + std::to_string(i);
        if (too_early) say(name);
        if (!store->add_report(report(name))) ::_exit(1);
        if (!too_early) say(name);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return 0;
}

const tests::Part kStorm("storm", report_without_end);

// The names acknowledged before the process died at `step`.
Words survive(const StoreFixture& room, const std::string& step, const char* when = kAfterCommit) {
  const Ending ending =
      kStorm.start({room.address(), step, when}, {"BANCHENG_STOP_AT=" + step}).end();
  EXPECT_EQ(ending.signal, SIGKILL) << "the storm never came to: " << step;
  Words names;
  for (const std::string& line : core::split(ending.said, '\n')) {
    if (!line.empty()) names.push_back(line);
  }
  return names;
}

std::size_t lost(StoreFixture& room, const Words& names) {
  const auto store = room.open();
  EXPECT_TRUE(room.verify());
  std::size_t missing = 0;
  for (const std::string& name : names) {
    if (!store->case_by_ticket("demo", test::hash_of("ticket " + name))) missing += 1;
  }
  return missing;
}

std::size_t cases_in(const StoreFixture& room) {
  return static_cast<std::size_t>(test::number_of(*room.raw(), "SELECT COUNT(*) FROM cases"));
}

TEST(Crash, LosesNoAcknowledgedReportAndMakesNoSecondOneAtAnyStep) {
  StoreFixture room;
  room.open();
  std::size_t acknowledged = 0;
  std::size_t deaths = 0;
  for (const char* step : {"before commit", "committed", "told"}) {
    for (const int time : {1, 2, 3, 7, 20, 50}) {
      const std::string at = std::string(step) + ":" + std::to_string(time);
      const Words names = survive(room, at);
      EXPECT_EQ(lost(room, names), 0U) << at;
      acknowledged += names.size();
      deaths += 1;
      EXPECT_GE(cases_in(room), acknowledged) << at;
      EXPECT_LE(cases_in(room), acknowledged + deaths * kThreads)
          << at << ": more than were under way";
    }
  }
  EXPECT_GT(acknowledged, deaths);
}

TEST(Crash, KeepsNothingOfAGroupThatWasNotCommitted) {
  StoreFixture room;
  room.open();
  EXPECT_EQ(survive(room, "before commit"), Words());
  EXPECT_EQ(cases_in(room), 0U);
}

TEST(Crash, ShowsTheSameNumberWhenTheReporterTriesAgain) {
  StoreFixture room;
  room.open();
  EXPECT_EQ(survive(room, "committed"), Words()) << "on the disk, but not acknowledged";
  const std::size_t cases = cases_in(room);
  EXPECT_GT(cases, 0U);
  const Words names = survive(room, "told:40");
  const std::size_t all = cases_in(room);
  const auto store = room.open();
  for (const std::string& name : names)
    EXPECT_TRUE(store->add_report(report(name)).value().already_there) << name;
  std::size_t there = 0;
  for (int t = 0; t < kThreads; ++t) {
    const std::string first = "committed-" + std::to_string(t) + "-0";
    there += store->add_report(report(first)).value().already_there ? 1 : 0;
  }
  EXPECT_EQ(there, cases);
  EXPECT_EQ(cases_in(room), all + kThreads - cases);
}

// Shows that the tests above can fail: reports acknowledged before the commit are lost.
TEST(Crash, WouldLoseReportsIfTheyWereAcknowledgedBeforeTheCommit) {
  StoreFixture room;
  room.open();
  EXPECT_GT(lost(room, survive(room, "before commit", kTooEarly)), 0U);
}

int destroy_texts_of_first(const Words& arguments) {
  StoreFixture room;
  room.use(arguments.at(0));
  return test::destroy_all(*room.open(), "demo", 1) ? 0 : 1;
}

const tests::Part kDestroy("destroy", destroy_texts_of_first);

std::size_t texts_left(const StoreFixture& room) {
  return static_cast<std::size_t>(
      test::number_of(*room.raw(), "SELECT COUNT(*) FROM parts WHERE body <> ''"));
}

std::size_t chunks_left(const StoreFixture& room) {
  return static_cast<std::size_t>(test::number_of(*room.raw(), "SELECT COUNT(*) FROM file_chunks"));
}

// Listed first: what is gone from the tables is never missing from the list that backups are
// cleaned by.
TEST(Crash, AmidADestructionLeavesTheTextListedAndTheNextOneDestroysIt) {
  for (const std::string step : {"parts listed", "before commit", "committed"}) {
    StoreFixture room;
    core::SystemRandomness randomness;
    auto sent = report("a");
    sent.submitted.parts = {handler::store::make_part(randomness, "matter", "水表过户", "", true),
                            test::photo()};
    room.open()->add_report(sent).value();
    const Ending ending = kDestroy.start({room.address()}, {"BANCHENG_STOP_AT=" + step}).end();
    EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
    EXPECT_EQ(texts_left(room), step == "committed" ? 0U : 2U) << step;
    EXPECT_EQ(chunks_left(room), step == "committed" ? 0U : 2U) << step;
    const auto list = handler::store::destroyed_list_of(room.folder.path());
    EXPECT_EQ(handler::store::read_destroyed(list).value().size(), 2U) << step;
    const auto store = room.open();
    EXPECT_TRUE(test::destroy_all(*store, "demo", 1)) << step;
    EXPECT_EQ(texts_left(room) + chunks_left(room), 0U) << step;
    EXPECT_TRUE(room.verify()) << step;
  }
}

int take_back_first(const Words& arguments) {
  StoreFixture room;
  room.use(arguments.at(0));
  const auto store = room.open();
  const auto taken =
      store->take_back("demo", {1, 1, {test::event("file_withdrawn")}, test::fold_simply}, {1});
  return taken && store->forget_destroyed() ? 0 : 1;
}

const tests::Part kTakeBack("take back", take_back_first);

// Else a file that its sender still sees would be destroyed when a backup is restored.
TEST(Crash, AmidAWithdrawalListsTheFileOnlyIfItIsGone) {
  for (const std::string step : {"before commit", "committed"}) {
    StoreFixture room;
    auto sent = report("a");
    sent.submitted.parts = {test::photo()};
    room.open()->add_report(sent).value();
    const Ending ending = kTakeBack.start({room.address()}, {"BANCHENG_STOP_AT=" + step}).end();
    EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
    const std::size_t gone = step == "committed" ? 1 : 0;
    EXPECT_EQ(chunks_left(room), gone == 1 ? 0U : 2U) << step;
    const auto list = handler::store::destroyed_list_of(room.folder.path());
    EXPECT_TRUE(handler::store::read_destroyed(list).value().empty()) << step;
    ASSERT_TRUE(room.open()->forget_destroyed()) << step;
    EXPECT_EQ(handler::store::read_destroyed(list).value().size(), gone) << step;
    EXPECT_TRUE(room.verify()) << step;
  }
}

int add_many(const Words& arguments) {
  StoreFixture room;
  room.use(arguments.at(0));
  auto options = room.options();
  options.group_commit = arguments.at(3) == "in groups";
  options.busy_milliseconds = 600'000;
  const auto store = room.open(options);
  for (int i = 0; i < std::atoi(arguments.at(2).c_str()); ++i) {
    const auto added = store->add_report(report(arguments.at(1) + std::to_string(i)));
    if (!added) say(added.failure().message);
  }
  say("done");
  return 0;
}

const tests::Part kAddMany("add many", add_many);

// The output of each process; all run at once.
Words all_at_once(const StoreFixture& room, const std::vector<Words>& kinds) {
  std::vector<OtherProcess> running;
  for (Words arguments : kinds) {
    arguments.insert(arguments.begin(), room.address());
    running.push_back(kAddMany.start(arguments));
  }
  Words said;
  for (OtherProcess& process : running) said.push_back(process.end().said);
  return said;
}

TEST(Processes, WriteOneUnbrokenChainTogether) {
  StoreFixture room;
  room.open();
  EXPECT_EQ(all_at_once(room, {{"server ", "40", "in groups"},
                               {"cgi ", "40", "alone"},
                               {"another ", "40", "alone"}}),
            Words(3, "done\n"));
  EXPECT_EQ(room.verify().value(), 120);
}

TEST(Processes, MakeTheTablesOnceWhenTheyStartTogether) {
  StoreFixture room;
  std::vector<Words> kinds;
  for (int i = 0; i < 6; ++i) kinds.push_back({std::to_string(i) + " ", "1", "alone"});
  EXPECT_EQ(all_at_once(room, kinds), Words(6, "done\n"));
  EXPECT_EQ(test::number_of(*room.raw(), "SELECT COUNT(*) FROM schema_version"),
            handler::store::schema_version());
}

}  // namespace
