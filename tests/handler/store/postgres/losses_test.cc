// Connections that are lost are replaced, what was remembered through them is forgotten, and a
// report whose commit is unknown shows no number and is found again, or not, by its nonce.
#include <future>
#include <thread>

#include "handler/store/database/connections.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace store = handler::store;
using core::FailureCode;
using store::Connections;
using store::Database;
using test::PostgresRoom;
using test::PostgresServer;
using test::report;

// A store on PostgreSQL, whichever engine the other tests run on.
struct Hall {
  explicit Hall(PostgresServer& server = PostgresServer::shared()) : room(server) {}

  store::StoreOptions options() const {
    store::StoreOptions made = fixture.options();
    made.service_file = room.service_file();
    return made;
  }
  std::unique_ptr<store::Store> open() { return fixture.open(options()); }
  std::unique_ptr<Connections> connections() {
    return Connections::open(store::open_database(options()), options(), fixture.clock).value();
  }
  std::int64_t cases() const {
    return test::number_of(*room.session(), "SELECT COUNT(*) FROM cases");
  }

  PostgresRoom room;
  test::StoreFixture fixture;
};

std::int64_t pid_of(Connections& connections) {
  return connections
      .read([](Database& database) {
        return store::run(database, "SELECT pg_backend_pid()").front().number(0);
      })
      .value();
}

TEST(Losses, AreMadeGoodBetweenStatements) {
  Hall hall;
  const auto store = hall.open();
  ASSERT_TRUE(store->add_report(report("a")));
  for (int i = 0; i < 3; ++i) {
    hall.room.end_sessions();
    EXPECT_TRUE(store->case_by_ticket("demo", test::hash_of("ticket a"))) << "a read";
    hall.room.end_sessions();
    EXPECT_TRUE(store->add_report(report("b" + std::to_string(i)))) << "a write";
  }
  EXPECT_EQ(hall.cases(), 4);
}

TEST(Losses, ReplaceAllConnectionsOfTheProcess) {
  Hall hall;
  const auto connections = hall.connections();
  const std::int64_t before = pid_of(*connections);
  EXPECT_EQ(connections->losses(), 0U);
  const auto die = [&](Database& database) {
    hall.room.end_sessions();
    store::run(database, "SELECT 1");
  };
  EXPECT_EQ(connections->write(die).failure().code, FailureCode::unavailable);
  EXPECT_EQ(connections->losses(), 1U);
  EXPECT_NE(pid_of(*connections), before);
  EXPECT_EQ(connections->losses(), 1U) << "found and replaced without another loss";
  EXPECT_TRUE(connections->write([](Database&) {}));
}

// A server that has become a standby still answers readers.
TEST(Losses, LeaveAServerThatTakesNoWritesAnyMore) {
  Hall hall;
  const auto connections = hall.connections();
  const std::int64_t before = pid_of(*connections);
  const auto write = [](Database& database) {
    ASSERT_TRUE(database.run("SET transaction_read_only = on"));
    store::run(database, "DELETE FROM facts");
  };
  EXPECT_EQ(connections->write(write).failure().code, FailureCode::unavailable);
  EXPECT_EQ(connections->losses(), 1U);
  EXPECT_NE(pid_of(*connections), before);
  EXPECT_TRUE(
      connections->write([](Database& database) { store::run(database, "DELETE FROM facts"); }));
}

TEST(Losses, AreToldWhileTheServerIsDownAndMadeGoodAfterwards) {
  PostgresServer server;
  Hall hall(server);
  const auto store = hall.open();
  ASSERT_TRUE(store->add_report(report("a")));
  server.crash();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(store->add_report(report("b")).failure().code, FailureCode::unavailable);
  EXPECT_EQ(store->not_saved_lately(), 3);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(store->case_by_ticket("demo", test::hash_of("ticket a")).failure().code,
              FailureCode::unavailable)
        << "no reader is lost for good";
  server.start();
  EXPECT_TRUE(store->case_by_ticket("demo", test::hash_of("ticket a")));
  EXPECT_FALSE(store->add_report(report("b")).value().already_there);
  EXPECT_EQ(store->not_saved_lately(), 0)
      << "which the server that is there now has nothing to do with";
  EXPECT_EQ(hall.cases(), 2);
}

// Another server may take over without the last commits, and then gives their numbers anew.
TEST(Losses, EmptyTheMemoryOfHistories) {
  Hall hall;
  const auto store = hall.open();
  const auto id = store->add_report(report("a")).value().id;
  const auto type_of_first = [&] {
    return store->case_by_id("demo", id).value().events().front().data.dump();
  };
  const std::string before = type_of_first();
  ASSERT_TRUE(hall.room.session()->run_script(
      "ALTER TABLE events DISABLE TRIGGER ALL; UPDATE events SET data = '{\"kind\":\"other\"}'; "
      "ALTER TABLE events ENABLE TRIGGER ALL"));
  EXPECT_EQ(type_of_first(), before) << "remembered";
  hall.room.end_sessions();
  EXPECT_NE(type_of_first(), before);
}

// Fails the COMMIT of a writer as `at_commit` wants it.
class FailingCommitDatabase : public Database {
 public:
  FailingCommitDatabase(std::unique_ptr<Database> real, std::function<void()> at_commit)
      : real_(std::move(real)), at_commit_(std::move(at_commit)) {}

  core::Result<store::Rows> run(std::string_view sql,
                                const std::vector<store::Value>& values) override {
    if (sql == "COMMIT") at_commit_();
    return real_->run(sql, values);
  }
  core::Status run_script(std::string_view sql) override { return real_->run_script(sql); }
  bool in_transaction() const override { return real_->in_transaction(); }
  bool is_gone() const override { return real_->is_gone(); }
  core::Result<std::vector<std::string>> tables() override { return real_->tables(); }
  core::Status erase_leftovers() override { return real_->erase_leftovers(); }

 private:
  std::unique_ptr<Database> real_;
  std::function<void()> at_commit_;
};

TEST(UnknownCommit, ShowsNoNumberIfTheConnectionIsCutBeforeIt) {
  Hall hall;
  hall.open();
  std::atomic<bool> cut = false;
  const auto open = [&, real = store::open_database(hall.options())](
                        store::Access access) -> core::Result<std::unique_ptr<Database>> {
    auto opened = real(access);
    if (!opened) return opened.failure();
    return std::unique_ptr<Database>(
        std::make_unique<FailingCommitDatabase>(std::move(*opened), [&] {
          if (cut.exchange(false)) hall.room.end_sessions();
        }));
  };
  store::Store store(Connections::open(open, hall.options(), hall.fixture.clock).value());
  cut = true;
  const auto lost = store.add_report(report("a"));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.failure().code, FailureCode::unavailable);
  EXPECT_NE(lost.failure().message.find("unknown"), std::string::npos) << lost.failure().message;
  EXPECT_FALSE(store.add_report(report("a")).value().already_there) << "it was not saved";
  EXPECT_TRUE(store.add_report(report("a")).value().already_there);
  EXPECT_EQ(hall.cases(), 1);
}

// A server whose commits wait for a standby that never answers: they are done, but not confirmed.
class Unconfirmed {
 public:
  Unconfirmed() : hall(server) { hall.open(); }

  // Reports until one commit waits, does `how` to its session, and returns that report's number.
  int report_until_one_waits(store::Store& store, const std::string& how) {
    const auto session = server.operator_session();
    EXPECT_TRUE(session->run_script("ALTER SYSTEM SET synchronous_standby_names = 'none'"));
    EXPECT_TRUE(session->run("SELECT pg_reload_conf()"));
    auto writing = std::async(std::launch::async, [&] {
      for (int i = 0; i < 10000; ++i) {
        const auto saved = store.add_report(report(std::to_string(i)));
        if (saved) continue;
        EXPECT_NE(saved.failure().message.find("unknown"), std::string::npos)
            << saved.failure().message;
        return i;
      }
      return -1;
    });
    const std::string end = "SELECT " + how +
                            "(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND "
                            "datname = '" +
                            hall.room.name() + "'";
    while (session->run(end).value().empty()) std::this_thread::yield();
    const int number = writing.get();
    EXPECT_TRUE(session->run_script("ALTER SYSTEM RESET synchronous_standby_names"));
    EXPECT_TRUE(session->run("SELECT pg_reload_conf()"));
    return number;
  }

  PostgresServer server;
  Hall hall;
};

TEST(UnknownCommit, ShowsNoNumberIfTheWaitForTheStandbyIsCancelled) {
  for (const char* how : {"pg_cancel_backend", "pg_terminate_backend"}) {
    Unconfirmed place;
    const auto store = place.hall.open();
    const int number = place.report_until_one_waits(*store, how);
    ASSERT_GE(number, 0) << how;
    EXPECT_TRUE(store->add_report(report(std::to_string(number))).value().already_there)
        << how << ": the retry finds what was saved";
    EXPECT_EQ(place.hall.cases(), number + 1) << how;
  }
}

}  // namespace
