// While the clock is not believed nothing is written; once it is believed again all goes on.
#include "handler/store/database/guarded_clock.h"

#include <vector>

#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::ClockState;
using handler::store::Store;
using test::report;
using test::StoreFixture;

// A machine whose wall clock is the fixture's; its boot clock and its start are set by the test.
struct Machine {
  StoreFixture room;
  std::chrono::milliseconds boot{};
  std::string boot_id = "first";
  bool synchronised = false;
  std::vector<std::string> told;

  std::unique_ptr<Store> open(bool group_commit = true, bool believes_all = false) {
    auto options = room.options();
    options.group_commit = group_commit;
    options.clock.believes_all = believes_all;
    options.clock.look = [this] {
      return core::ClockSight{{room.clock.now(), boot, boot_id}, synchronised};
    };
    options.clock.tell = [this](const std::string& what) { told.push_back(what); };
    return room.open(options);
  }
  std::int64_t cases() { return test::number_of(*room.raw(), "SELECT COUNT(*) FROM cases"); }
};

TEST(GuardedClock, WritesNothingWhileTheClockIsYearsAhead) {
  for (const bool group_commit : {true, false}) {
    Machine machine;
    const auto store = machine.open(group_commit);
    store->add_report(report("a")).value();
    machine.room.clock.set("2028-02-29T10:00:00");
    EXPECT_EQ(store->add_report(report("b")).failure().code, FailureCode::clock_held);
    EXPECT_EQ(store->check_health().failure().code, FailureCode::clock_held);
    EXPECT_EQ(store->check_clock().failure().code, FailureCode::clock_held);
    EXPECT_EQ(machine.cases(), 1);
    // Reading goes on.
    EXPECT_TRUE(store->case_by_id("demo", 1));
    machine.room.clock.set("2026-04-03T10:00:30");
    EXPECT_TRUE(store->add_report(report("b")));
    EXPECT_EQ(machine.cases(), 2);
    EXPECT_TRUE(machine.room.verify());
  }
}

TEST(GuardedClock, SaysWhatTheClockShowsAndWhatToDo) {
  Machine machine;
  const auto store = machine.open();
  ASSERT_TRUE(store->check_clock());
  machine.room.clock.set("2026-04-01T10:00:00");
  EXPECT_EQ(store->check_clock().failure().message,
            "the clock is not believed: it shows 2026-04-01T10:00:00.000+08:00, 2 days behind what "
            "its last sign of life (2026-04-03T10:00:00.000+08:00) lets expect; nothing is written "
            "until it is right again, or until handler clock confirm believes it");
}

TEST(GuardedClock, ServesTheFirstReportAfterFortyDaysOff) {
  Machine machine;
  machine.open()->add_report(report("a")).value();
  machine.boot_id = "second";
  machine.room.clock.set("2026-05-13T10:00:00");
  EXPECT_TRUE(machine.open()->add_report(report("b")));
  EXPECT_TRUE(machine.told.empty());
}

TEST(GuardedClock, BelievesASynchronisedClockThatWasPutRightAndTellsOfIt) {
  Machine machine;
  const auto store = machine.open();
  ASSERT_TRUE(store->check_clock());
  machine.synchronised = true;
  machine.room.clock.set("2026-04-20T10:00:00");
  EXPECT_TRUE(store->add_report(report("a")));
  ASSERT_EQ(machine.told.size(), 1U);
  EXPECT_EQ(
      machine.told.front(),
      "the clock was put right: it shows 2026-04-20T10:00:00.000+08:00, 17 days ahead of what "
      "its last sign of life (2026-04-03T10:00:00.000+08:00) lets expect");
  EXPECT_TRUE(store->add_report(report("b")));
  EXPECT_EQ(machine.told.size(), 1U);
}

TEST(GuardedClock, IsConfirmedByAnotherProcessWithoutARestart) {
  Machine machine;
  const auto store = machine.open();
  ASSERT_TRUE(store->check_clock());
  machine.room.clock.set("2027-04-03T10:00:00");
  ASSERT_FALSE(store->check_clock());
  EXPECT_EQ(store->clock_state().value().judgement.verdict, core::ClockVerdict::held);
  ASSERT_TRUE(machine.open(false, true)->check_clock());
  EXPECT_TRUE(store->add_report(report("a")));
  const ClockState state = store->clock_state().value();
  EXPECT_EQ(state.judgement.verdict, core::ClockVerdict::believed);
  EXPECT_EQ(state.last->wall, test::moment("2027-04-03T10:00:00"));
}

TEST(GuardedClock, LetsATestClockMoveAndTellsOnceWhatWouldHaveWaited) {
  Machine machine;
  machine.boot_id.clear();
  const auto store = machine.open(true, true);
  store->add_report(report("a")).value();
  machine.room.clock.set("2030-01-01T00:00:00");
  store->add_report(report("b")).value();
  store->add_report(report("c")).value();
  ASSERT_EQ(machine.told.size(), 1U);
  EXPECT_EQ(machine.told.front().find("the clock would wait for handler clock confirm"), 0U);
}

TEST(GuardedClock, IsNotGuardedWithoutALook) {
  StoreFixture room;
  const auto store = room.open();
  ASSERT_TRUE(store->check_clock());
  room.clock.set("2030-01-01T00:00:00");
  EXPECT_TRUE(store->add_report(report("a")));
  EXPECT_EQ(store->clock_state().failure().code, FailureCode::not_found);
}

}  // namespace
