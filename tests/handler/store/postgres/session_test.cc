// What a session with PostgreSQL takes and gives, and which servers and databases are refused.
#include "handler/store/database/schema.h"
#include "handler/store/open_database.h"
#include "handler/store/postgres/postgres_errors.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace store = handler::store;
using core::FailureCode;
using store::Blob;
using store::Database;
using store::Value;
using test::PostgresRoom;

std::int64_t pid_of_session(Database& database) {
  return test::number_of(database, "SELECT pg_backend_pid()");
}

std::string refused(const std::string& service_file) {
  const auto opened = store::open_postgres({service_file});
  return opened ? "" : opened.failure().message;
}

TEST(PostgresSession, GivesBackWhatItTook) {
  const PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(session->run_script("CREATE TABLE t (n INTEGER NOT NULL, x TEXT, b BLOB) STRICT;"));
  const std::string bytes("\0\x01\xff'\\", 5);
  const std::string text = "水表 'x' \\ \n €";
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  ASSERT_TRUE(
      session->run("INSERT INTO t(n, x, b) VALUES ($1, $2, $3)", {most, text, Blob{bytes}}));
  ASSERT_TRUE(session->run("INSERT INTO t(n, x, b) VALUES ($1, $2, $3)",
                           {std::int64_t{-1}, std::monostate{}, Blob{""}}));
  const store::Rows rows =
      session->run("SELECT n, x, b, n > 0, COUNT(*) OVER () FROM t ORDER BY n").value();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at(0), Value(std::int64_t{-1}));
  EXPECT_TRUE(rows[0].is_null(1));
  EXPECT_EQ(rows[0].at(2), Value(Blob{""}));
  EXPECT_EQ(rows[1].at(0), Value(most));
  EXPECT_EQ(rows[1].at(1), Value(text));
  EXPECT_EQ(rows[1].at(2), Value(Blob{bytes}));
  EXPECT_EQ(rows[1].at(3), Value(std::int64_t{1}));
  EXPECT_EQ(rows[1].at(4), Value(std::int64_t{2}));
  EXPECT_EQ(test::number_of(*session, "SELECT SUM(n) FROM t WHERE n < 0"), -1) << "a numeric";
}

// libpq would cut the text at the NUL and say nothing.
TEST(PostgresSession, RefusesANulInAText) {
  const PostgresRoom room;
  const auto session = room.session();
  const Value text = std::string("a\0b", 3);
  EXPECT_EQ(session->run("SELECT $1::TEXT", {text}).failure().code, FailureCode::invalid);
  EXPECT_EQ(session->visit("SELECT $1::TEXT", {text}, [](const auto&) {}).failure().code,
            FailureCode::invalid);
  EXPECT_EQ(session->run("SELECT $1::TEXT", {Value(std::string("\xff"))}).failure().code,
            FailureCode::invalid);
}

TEST(PostgresSession, VisitsRowByRowWhileOtherStatementsRun) {
  const PostgresRoom room;
  const auto session = room.session();
  for (const bool in_transaction : {false, true}) {
    ASSERT_TRUE(!in_transaction || session->run("BEGIN"));
    std::int64_t sum = 0;
    const auto add = [&](const store::Row& row) {
      const auto other = session->run("SELECT $1::BIGINT + 1", {row.number(0)}).value();
      ASSERT_TRUE(session->visit("SELECT 1 AS n", {}, [&](const store::Row& one) {
        sum += one.number(0) * other.front().number(0);
      }));
    };
    const core::Status visited =
        session->visit("SELECT n FROM generate_series(1, $1) AS n", {std::int64_t{250}}, add);
    ASSERT_TRUE(visited) << visited.failure().message;
    EXPECT_EQ(sum, 250 * 251 / 2 + 250);
  }
  const auto fail = [](const store::Row&) { throw std::runtime_error("enough"); };
  EXPECT_THROW((void)session->visit("SELECT 1", {}, fail), std::runtime_error);
  EXPECT_TRUE(session->run("COMMIT"));
  EXPECT_FALSE(session->visit("SELECT nothing", {}, fail));
}

// The server answers ROLLBACK, which libpq takes for success.
TEST(PostgresSession, SaysThatAFailedTransactionSavedNothing) {
  const PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(session->run("BEGIN"));
  EXPECT_FALSE(session->run("SELECT 1 / 0"));
  const auto committed = session->run("COMMIT");
  ASSERT_FALSE(committed);
  EXPECT_NE(committed.failure().message.find("nothing was saved"), std::string::npos);
  EXPECT_FALSE(session->in_transaction());
  EXPECT_FALSE(session->is_gone());
}

TEST(PostgresSession, ReadsOneSnapshotAndWritesNothingIfItOnlyReads) {
  const PostgresRoom room;
  const auto writer = room.session();
  ASSERT_TRUE(writer->run_script("CREATE TABLE t (n BIGINT)"));
  const auto reader = store::open_postgres({room.service_file(), 100, true}).value();
  ASSERT_TRUE(reader->run("BEGIN"));
  EXPECT_EQ(test::number_of(*reader, "SELECT COUNT(*) FROM t"), 0);
  ASSERT_TRUE(writer->run("INSERT INTO t VALUES (1)"));
  EXPECT_EQ(test::number_of(*reader, "SELECT COUNT(*) FROM t"), 0);
  ASSERT_TRUE(reader->run("ROLLBACK"));
  EXPECT_EQ(test::number_of(*reader, "SELECT COUNT(*) FROM t"), 1);
  EXPECT_FALSE(reader->run("INSERT INTO t VALUES (2)"));
}

// A handler that stands still must not hold up all writers; a move stands still while it verifies
// the file that it made.
TEST(PostgresSession, MayStandStillForHoursOnlyInWorkWithAWholeDatabase) {
  const PostgresRoom room;
  const auto limit_of = [](Database& database) {
    return database.run("SELECT current_setting('idle_in_transaction_session_timeout')")
        .value()
        .front()
        .text(0);
  };
  store::StoreOptions options;
  options.service_file = room.service_file();
  const auto of_a_handler = store::open_database(options);
  EXPECT_EQ(limit_of(*of_a_handler(store::Access::write).value()), "30s");
  EXPECT_EQ(limit_of(*of_a_handler(store::Access::read).value()), "5min");
  const store::Server server = store::server_of(room.service_file());
  EXPECT_EQ(limit_of(*server.open(store::Access::write).value()), "4h");
}

TEST(PostgresSession, LetsOneWriterInAtATime) {
  const PostgresRoom room;
  const auto first = room.session();
  const auto second = room.session(50);
  ASSERT_TRUE(first->run("BEGIN IMMEDIATE"));
  const auto refused = second->run("BEGIN IMMEDIATE");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, FailureCode::busy);
  EXPECT_FALSE(second->in_transaction());
  ASSERT_TRUE(first->run("COMMIT"));
  EXPECT_TRUE(second->run("BEGIN IMMEDIATE"));
}

TEST(PostgresSession, IsGoneWhenTheServerEndsIt) {
  const PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(session->run("BEGIN"));
  room.end_sessions();
  const auto failed = session->run("SELECT 1");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.failure().code, FailureCode::unavailable);
  EXPECT_TRUE(session->is_gone());
  EXPECT_FALSE(session->in_transaction());
  EXPECT_FALSE(session->run("SELECT 1"));
  EXPECT_FALSE(session->run("COMMIT"));
  EXPECT_FALSE(session->visit("SELECT 1", {}, [](const auto&) {}));
  EXPECT_FALSE(session->run_script("SELECT 1"));
}

TEST(PostgresSession, IsGoneWhenTheServerTakesNoWritesAnyMore) {
  const PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(session->run_script("CREATE TABLE t (n BIGINT)"));
  ASSERT_TRUE(session->run_script("SET default_transaction_read_only = on"));
  EXPECT_EQ(session->run("INSERT INTO t VALUES (1)").failure().code, FailureCode::unavailable);
  EXPECT_TRUE(session->is_gone());
}

TEST(PostgresSession, RefusesADatabaseInAnotherOrderOrEncoding) {
  test::PostgresServer& server = test::PostgresServer::shared();
  const auto session = server.operator_session();
  const auto made = [&](const std::string& how) {
    const std::string name = server.new_name();
    EXPECT_TRUE(session->run_script("CREATE DATABASE " + name + " TEMPLATE template0 " + how));
    return refused(server.service_file(name));
  };
  EXPECT_NE(made("ENCODING 'SQL_ASCII'").find("createdb"), std::string::npos);
  EXPECT_NE(made("ENCODING 'LATIN1' LOCALE 'C'").find("the encoding LATIN1"), std::string::npos);
  EXPECT_NE(made("LOCALE 'C.UTF-8'").find("the collation C.UTF-8"), std::string::npos);
  EXPECT_EQ(made("LOCALE 'POSIX'"), "");
  EXPECT_NE(refused(server.service_file("none")).find("no connection"), std::string::npos);
}

TEST(PostgresErrors, NeverLookLikeAMistakeOfAUser) {
  for (const char* state : {"42P01", "42703", "22003", "0A000", "P0001", "XX000", "25P02", ""}) {
    EXPECT_EQ(store::failure_of_sqlstate(state, "file", "said").code, FailureCode::unavailable)
        << state;
    EXPECT_FALSE(store::ends_connection(state)) << state;
  }
}

TEST(PostgresErrors, SayWhatToDo) {
  struct Case {
    const char* state;
    FailureCode code;
    bool ends;
  };
  constexpr Case kCases[] = {
      {"40001", FailureCode::busy, false},       {"40P01", FailureCode::busy, false},
      {"55P03", FailureCode::busy, false},       {"57014", FailureCode::busy, false},
      {"23505", FailureCode::conflict, false},   {"23001", FailureCode::conflict, false},
      {"08006", FailureCode::unavailable, true}, {"57P01", FailureCode::unavailable, true},
      {"57P03", FailureCode::unavailable, true}, {"25006", FailureCode::unavailable, true},
      {"53100", FailureCode::disk_full, false},  {"53300", FailureCode::busy, false},
      {"42501", FailureCode::no_access, false},  {"28P01", FailureCode::no_access, false},
      {"3D000", FailureCode::no_access, false},  {"XX001", FailureCode::corrupt, false},
      {"XX002", FailureCode::corrupt, false}};
  for (const Case& one : kCases) {
    const core::Failure failure = store::failure_of_sqlstate(one.state, "the file", "said");
    EXPECT_EQ(failure.code, one.code) << one.state;
    EXPECT_TRUE(failure.message.starts_with("the file: ")) << failure.message;
    EXPECT_TRUE(failure.message.ends_with("(said, " + std::string(one.state) + ")"));
    EXPECT_EQ(store::ends_connection(one.state), one.ends) << one.state;
  }
}

TEST(PostgresSchema, RefusesWhatIsNeverChanged) {
  const PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(store::migrate(*session));
  ASSERT_TRUE(
      session->run_script("INSERT INTO users(login, display_name, password_hash) VALUES "
                          "('a', 'A', ''); INSERT INTO presences(site, day, part, who, "
                          "note, user_id, noted_at) VALUES ('s', 'd', 'p', 'w', '', 1, '')"));
  const auto changed = session->run("UPDATE presences SET who = ''");
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.failure().code, FailureCode::conflict);
  EXPECT_NE(changed.failure().message.find("presences are never changed"), std::string::npos);
  EXPECT_EQ(session->run("DELETE FROM presences").failure().code, FailureCode::conflict);
}

TEST(PostgresSchema, IsMadeOnceByTwoProgramsThatStartTogether) {
  const PostgresRoom room;
  std::vector<std::thread> programs;
  std::atomic<int> failed = 0;
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&] {
      if (!store::migrate(*room.session())) ++failed;
    });
  }
  for (std::thread& one : programs) one.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(test::number_of(*room.session(), "SELECT COUNT(*) FROM schema_version"),
            store::schema_version());
}

TEST(PostgresSchema, GivesNoNumberAgain) {
  const PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(store::migrate(*session));
  EXPECT_EQ(test::number_of(*session, "SELECT last_number('cases')"), 0);
  ASSERT_TRUE(session->run("SELECT pass_over('cases', 7)"));
  ASSERT_TRUE(session->run("SELECT pass_over('cases', 3)"));
  EXPECT_EQ(test::number_of(*session, "SELECT last_number('cases')"), 7);
  EXPECT_EQ(test::number_of(*session, "SELECT nextval(sequence_of('cases'))"), 8);
}

TEST(PostgresServer, IsAnotherSessionForEachConnection) {
  const PostgresRoom room;
  EXPECT_NE(pid_of_session(*room.session()), 0);
  const auto one = room.session();
  const auto other = room.session();
  EXPECT_NE(pid_of_session(*one), pid_of_session(*other));
}

}  // namespace
