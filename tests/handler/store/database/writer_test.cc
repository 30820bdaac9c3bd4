// Group commit: many writes share one commit, each fails alone, and each returns only after it is
// durable.
#include "handler/store/database/writer.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <latch>
#include <new>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/check.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::Failure;
using core::FailureCode;
using core::Status;
using handler::store::Database;
using handler::store::OpenDatabase;
using handler::store::Rows;
using handler::store::Value;
using handler::store::Writer;
using test::StoreFixture;

// Counts and injected failures, shared by all connections of a test.
struct Fate {
  std::atomic<int> commits = 0;
  std::atomic<int> opened = 0;
  std::atomic<bool> commit_fails = false;
  std::atomic<bool> commit_is_busy = false;
  std::atomic<bool> commit_is_poisoned = false;  // of the transaction under way
  // As without memory.
  std::atomic<bool> commit_throws = false;
  std::atomic<bool> opening_throws = false;
  std::atomic<bool> complaint_throws = false;
};

// A real connection whose commits are counted and can fail.
class FatefulDatabase : public Database {
 public:
  FatefulDatabase(std::unique_ptr<Database> real, Fate& fate)
      : real_(std::move(real)), fate_(fate) {
    ++fate_.opened;
  }
  core::Result<Rows> run(std::string_view sql, const std::vector<Value>& values) override {
    if (sql == "ROLLBACK") fate_.commit_is_poisoned = false;
    if (sql != "COMMIT") return real_->run(sql, values);
    ++fate_.commits;
    if (fate_.commit_throws) throw std::bad_alloc();
    if (fate_.commit_fails) return Failure{FailureCode::unavailable, "fsync failed"};
    if (fate_.commit_is_busy) return Failure{FailureCode::busy, "locked"};
    if (fate_.commit_is_poisoned.exchange(false)) return Failure{FailureCode::corrupt, "poisoned"};
    return real_->run(sql, values);
  }
  Status run_script(std::string_view sql) override { return real_->run_script(sql); }
  bool in_transaction() const override { return real_->in_transaction(); }
  core::Result<std::vector<std::string>> tables() override { return real_->tables(); }
  Status erase_leftovers() override { return real_->erase_leftovers(); }

 private:
  std::unique_ptr<Database> real_;
  Fate& fate_;
};

struct Desk {
  explicit Desk(bool threaded, handler::store::WriterQueue limits = {})
      : writer(
            open().value(), [this](auto) { return open(); }, threaded, limits,
            [this](const Failure&) {
              if (fate.complaint_throws) throw std::bad_alloc();
            }) {
    const auto raw = room.raw();
    EXPECT_TRUE(raw->run_script("CREATE TABLE t (n INTEGER UNIQUE) STRICT;"));
  }
  core::Result<std::unique_ptr<Database>> open() {
    if (fate.opening_throws) throw std::bad_alloc();
    return std::unique_ptr<Database>(std::make_unique<FatefulDatabase>(room.raw(), fate));
  }
  Status insert(std::int64_t n) {
    return writer.run([n](Database& database) -> Status {
      const auto done = database.run("INSERT INTO t(n) VALUES ($1)", {n});
      if (!done) return done.failure();
      return core::success();
    });
  }
  std::int64_t count() { return test::number_of(*room.raw(), "SELECT COUNT(*) FROM t"); }

  StoreFixture room;
  Fate fate;
  Writer writer;
};

void insert_from_threads(Desk& desk, int threads, int each) {
  std::vector<std::thread> running;
  for (int t = 0; t < threads; ++t) {
    running.emplace_back([&desk, t, each] {
      for (int i = 0; i < each; ++i) EXPECT_TRUE(desk.insert(t * each + i));
    });
  }
  for (std::thread& thread : running) thread.join();
}

TEST(Writer, CommitsEachWriteAloneWithoutAThread) {
  Desk desk(false);
  insert_from_threads(desk, 4, 5);
  EXPECT_EQ(desk.count(), 20);
  EXPECT_EQ(desk.fate.commits, 20);
}

// Blocks the writer in a job until `others` wait, so that they share one transaction. `fate` is the
// failure of the blocked job, if it is to fail.
void run_together(Desk& desk, const std::vector<std::function<void()>>& others,
                  std::optional<FailureCode> fate = std::nullopt) {
  std::latch inside(1);
  std::latch go_on(1);
  std::thread first([&] {
    const Status done = desk.writer.run([&](Database&) {
      inside.count_down();
      go_on.wait();
      return core::success();
    });
    EXPECT_EQ(done ? std::nullopt : std::optional(done.failure().code), fate);
  });
  inside.wait();
  std::vector<std::thread> threads;
  threads.reserve(others.size());
  for (const auto& other : others) threads.emplace_back(other);
  while (desk.writer.waiting() < others.size()) std::this_thread::yield();
  go_on.count_down();
  first.join();
  for (std::thread& thread : threads) thread.join();
}

TEST(Writer, SharesOneCommitAmongAllThatWaited) {
  Desk desk(true);
  std::vector<std::function<void()>> others;
  for (int n = 0; n < 16; ++n) others.emplace_back([&desk, n] { EXPECT_TRUE(desk.insert(n)); });
  run_together(desk, others);
  EXPECT_EQ(desk.count(), 16);
  EXPECT_EQ(desk.fate.commits, 2) << "the one that held the writer, and one for sixteen";
}

TEST(Writer, UndoesAFailedWriteAloneAmongThoseOfItsCommit) {
  Desk desk(true);
  ASSERT_TRUE(desk.insert(1));
  run_together(desk, {[&] { EXPECT_TRUE(desk.insert(2)); },
                      [&] { EXPECT_EQ(desk.insert(1).failure().code, FailureCode::conflict); },
                      [&] { EXPECT_TRUE(desk.insert(3)); }});
  EXPECT_EQ(desk.count(), 3);
  EXPECT_EQ(desk.fate.commits, 3) << "one alone, the one that held the writer, and one for three";
}

TEST(Writer, ThrowsWhatAWriteThrewToItsCallerAlone) {
  Desk desk(true);
  const auto throwing = [&] {
    EXPECT_THROW((void)desk.writer.run([](Database& database) -> Status {
      EXPECT_TRUE(database.run("INSERT INTO t(n) VALUES (9)", {}));
      throw core::Bug("bug");
    }),
                 core::Bug);
  };
  run_together(
      desk, {[&] { EXPECT_TRUE(desk.insert(1)); }, throwing, [&] { EXPECT_TRUE(desk.insert(2)); }});
  EXPECT_EQ(desk.count(), 2);
}

TEST(Writer, TellsEveryoneWhenTheCommitFails) {
  Desk desk(true);
  desk.fate.commit_fails = true;
  const auto fails = [&](std::int64_t n) {
    const Status refused = desk.insert(n);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.failure().message, "fsync failed");
  };
  for (std::int64_t n = 0; n < 3; ++n) fails(n);
  EXPECT_EQ(desk.count(), 0);
}

// SQLite commits no transaction that has met a damaged page.
TEST(Writer, GivesEachWriteACommitOfItsOwnWhenOneMeetsDamage) {
  Desk desk(true);
  const auto damaged = [&] {
    const Status refused = desk.writer.run([&](Database&) -> Status {
      desk.fate.commit_is_poisoned = true;
      return Failure{FailureCode::corrupt, "a damaged page"};
    });
    EXPECT_EQ(refused.failure().code, FailureCode::corrupt);
  };
  run_together(
      desk, {[&] { EXPECT_TRUE(desk.insert(1)); }, damaged, [&] { EXPECT_TRUE(desk.insert(2)); }});
  EXPECT_EQ(desk.count(), 2);
}

// Each of those that wait is told once, and none waits for ever.
TEST(Writer, TellsAllThatWaitWhenTheirTransactionThrows) {
  Desk desk(true);
  std::atomic<int> told = 0;
  const auto fails = [&](std::int64_t n) {
    return [&desk, &told, n] {
      if (desk.insert(n).failure().code == FailureCode::unavailable) ++told;
    };
  };
  desk.fate.commit_throws = true;
  desk.fate.complaint_throws = true;
  run_together(desk, {fails(1), fails(2), fails(3)}, FailureCode::unavailable);
  EXPECT_EQ(told, 3);
  desk.fate.opening_throws = true;
  fails(4)();
  EXPECT_EQ(told, 4);
  desk.fate.commit_throws = false;
  desk.fate.opening_throws = false;
  EXPECT_TRUE(desk.insert(1)) << "the thread goes on, with a new connection";
  EXPECT_EQ(desk.count(), 1);
}

TEST(Writer, ReturnsAFailureWhenTheTransactionThrowsWithoutAThread) {
  Desk desk(false);
  desk.fate.commit_throws = true;
  EXPECT_EQ(desk.insert(1).failure().code, FailureCode::unavailable);
  desk.fate.commit_throws = false;
  EXPECT_TRUE(desk.insert(1));
  EXPECT_EQ(desk.count(), 1);
}

TEST(Writer, OpensANewConnectionAfterAFailedCommit) {
  for (const bool threaded : {true, false}) {
    Desk desk(threaded);
    ASSERT_TRUE(desk.insert(1));
    EXPECT_EQ(desk.fate.opened, 1);
    desk.fate.commit_fails = true;
    EXPECT_FALSE(desk.insert(2));
    desk.fate.commit_fails = false;
    EXPECT_TRUE(desk.insert(3));
    EXPECT_EQ(desk.fate.opened, 2);
    EXPECT_EQ(desk.count(), 2);
  }
}

TEST(Writer, KeepsItsConnectionWhenAnotherProgramHoldsTheLock) {
  Desk desk(true);
  const auto other = desk.room.raw();
  ASSERT_TRUE(other->run_script("BEGIN IMMEDIATE"));
  EXPECT_EQ(desk.insert(1).failure().code, FailureCode::busy);
  ASSERT_TRUE(other->run_script("COMMIT"));
  EXPECT_TRUE(desk.insert(1));
  EXPECT_EQ(desk.fate.opened, 1);
}

// A writer with three places, one of which is taken by a job that blocks it until let_go().
struct FullWriter {
  explicit FullWriter(std::chrono::milliseconds patience)
      : desk(true, {.places = 3, .patience = patience}) {
    threads.emplace_back([this] {
      (void)desk.writer.run([this](Database&) {
        inside.count_down();
        go_on.wait();
        return core::success();
      });
    });
    inside.wait();
    insert(2);
    insert(3);
    while (desk.writer.waiting() < 2) std::this_thread::yield();
  }
  void insert(std::int64_t n) {
    threads.emplace_back([this, n] { EXPECT_TRUE(desk.insert(n)); });
  }
  void let_go() {
    go_on.count_down();
    for (std::thread& thread : threads) thread.join();
  }

  Desk desk;
  std::latch inside{1};
  std::latch go_on{1};
  std::vector<std::thread> threads;
};

TEST(Writer, SaysBusyAtOnceBehindASlowTransactionWhenAllPlacesAreTaken) {
  FullWriter full(std::chrono::milliseconds(0));
  const Status refused = full.desk.insert(4);
  EXPECT_EQ(refused.failure().code, FailureCode::busy);
  EXPECT_EQ(refused.failure().message,
            "too many reports are waiting to be written; try again in a minute");
  full.let_go();
  EXPECT_EQ(full.desk.count(), 2);
}

TEST(Writer, GivesACrowdTheirTurnsBehindAQuickTransaction) {
  FullWriter full(std::chrono::hours(1));
  full.insert(4);
  full.insert(5);
  while (full.desk.writer.waiting() < 4) std::this_thread::yield();
  full.let_go();
  EXPECT_EQ(full.desk.count(), 4);
}

TEST(Writer, TellsThoseBehindAtOnceThatAnotherProgramHoldsTheDatabase) {
  Desk desk(true);
  desk.fate.commit_is_busy = true;
  std::atomic<int> busy = 0;
  const auto waits = [&](std::int64_t n) {
    return [&desk, &busy, n] {
      if (desk.insert(n).failure().code == FailureCode::busy) ++busy;
    };
  };
  run_together(desk, {waits(1), waits(2), waits(3)}, FailureCode::busy);
  EXPECT_EQ(busy, 3);
  EXPECT_EQ(desk.fate.commits, 1) << "the three did not try for themselves";
  desk.fate.commit_is_busy = false;
  EXPECT_TRUE(desk.insert(4)) << "the next one tries";
  EXPECT_EQ(desk.count(), 1);
}

TEST(Writer, LetsOneTryAgainAndTellsTheOthersWhileTheDatabaseIsHeld) {
  Desk desk(true);
  desk.fate.commit_is_busy = true;
  EXPECT_EQ(desk.insert(1).failure().code, FailureCode::busy);
  desk.fate.commit_is_busy = false;
  std::latch inside(1);
  std::latch go_on(1);
  std::thread tries([&] {
    EXPECT_TRUE(desk.writer.run([&](Database&) {
      inside.count_down();
      go_on.wait();
      return core::success();
    }));
  });
  inside.wait();
  EXPECT_EQ(desk.insert(2).failure().code, FailureCode::busy);
  go_on.count_down();
  tries.join();
  EXPECT_TRUE(desk.insert(3));
}

TEST(Writer, WritesWhatWaitsBeforeItStops) {
  StoreFixture room;
  std::vector<std::thread> threads;
  {
    const auto store = room.open();
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] { store->add_report(test::report(std::to_string(i))).value(); });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_EQ(room.verify().value(), 8);
}

}  // namespace
