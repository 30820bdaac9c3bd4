// Every statement of the program is prepared on both engines, and what differs stands in one table.
#include <algorithm>

#include "handler/store/database/dialect.h"
#include "handler/store/database/schema.h"
#include "handler/store/postgres/postgres_dialect.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "tests/handler/store/all_statements.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace store = handler::store;

bool is_control(const std::string& sql) {
  for (const char* begin : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}) {
    if (sql.starts_with(begin)) return true;
  }
  return false;
}

// What follows a destruction, and what copies a whole database or reads its numbers: no call of the
// store says these.
constexpr std::string_view kBesides[] = {store::dialect::kBeginToMergeWords,
                                         store::dialect::kMergeWords,
                                         store::dialect::kChanges,
                                         store::dialect::kLastIds,
                                         store::dialect::kAllLastIds,
                                         store::dialect::kNumberChunksOn,
                                         store::dialect::kForgetWords,
                                         store::dialect::kBytes};

// Collected once, on the engine that the tests run on.
const std::set<std::string>& statements() {
  static const std::set<std::string> all = [] {
    std::set<std::string> made = test::statements_of_all_calls();
    for (const std::string_view sql : kBesides) made.insert(std::string(sql));
    return made;
  }();
  return all;
}

// The types that PostgreSQL finds for the parameters, or why it does not take the statement.
std::string prepared(store::Database& database, const std::string& sql) {
  const core::Status made = database.run_script("PREPARE one AS " + sql);
  if (!made) return made.failure().message;
  const store::Rows types =
      database
          .run(
              "SELECT array_to_string(parameter_types, ',') FROM pg_prepared_statements "
              "WHERE name = 'one'")
          .value();
  EXPECT_TRUE(database.run_script("DEALLOCATE one"));
  return types.front().text(0);
}

TEST(Statements, AreTakenByPostgresWithTheTextsOfTheTable) {
  test::PostgresRoom room;
  const auto session = room.session();
  ASSERT_TRUE(store::migrate(*session));
  EXPECT_GT(statements().size(), 100U);
  for (const std::string& sql : statements()) {
    if (is_control(sql)) continue;
    const std::string types = prepared(*session, sql);
    EXPECT_EQ(types.find_first_not_of("abcdefghijklmnopqrstuvwxyz,"), std::string::npos)
        << types << "\n"
        << sql;
    // A number of 32 bits would not take every number that SQLite does.
    EXPECT_EQ(types.find("integer"), std::string::npos) << sql;
    EXPECT_EQ(types.find("boolean"), std::string::npos) << sql;
  }
}

TEST(Statements, AreTakenBySqliteAsTheyAre) {
  const auto database = store::open_sqlite_in_memory().value();
  ASSERT_TRUE(store::migrate(*database));
  for (const std::string& sql : statements()) {
    if (is_control(sql)) continue;
    EXPECT_TRUE(database->run("EXPLAIN " + sql)) << sql;
  }
}

TEST(Statements, NeedEachTextOfTheTable) {
  for (const store::Replaced& one : store::postgres_texts()) {
    const auto holds = [&one](const std::string& sql) {
      return sql.find(one.sqlite) != std::string::npos;
    };
    EXPECT_TRUE(std::ranges::any_of(statements(), holds)) << one.sqlite;
  }
}

TEST(Statements, AreTheSameTextWhereTheTableHasNothing) {
  EXPECT_EQ(store::postgres_text("SELECT site FROM cases WHERE case_id = $1"),
            "SELECT site FROM cases WHERE case_id = $1");
  const auto differs = [](const std::string& sql) { return store::postgres_text(sql) != sql; };
  const auto count = std::ranges::count_if(statements(), differs);
  EXPECT_LE(count, static_cast<std::ptrdiff_t>(statements().size() / 6)) << "few of them differ";
}

}  // namespace
