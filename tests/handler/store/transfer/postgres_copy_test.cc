// A whole life of a window goes into PostgreSQL and back, and nothing is lost on either way.
#include <gtest/gtest.h>

#include "handler/store/database/dialect.h"
#include "handler/store/open_database.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "handler/store/transfer/server_repair.h"
#include "handler/store/transfer/sure_commit.h"
#include "handler/store/transfer/table_copy.h"
#include "handler/store/transfer/whole_copy.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/postgres_server.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace fs = std::filesystem;
namespace store = handler::store;
using store::Database;
using test::LivedData;

// A database of PostgreSQL that holds what LivedData does.
struct Lived {
  test::PostgresRoom room;
  store::Server server = store::server_of(room.service_file());
  tests::TemporaryFolder folder;

  explicit Lived(const fs::path& file = LivedData::get().file()) {
    const auto from = store::open_sqlite_to_look(file.string()).value();
    const auto to = room.session();
    const auto work = [&] {
      core::accepted(to->run(store::dialect::kBeginWriting));
      store::copy_whole(*from, *to);
      core::accepted(to->run("COMMIT"));
    };
    const core::Status done = core::result_of(work);
    EXPECT_TRUE(done) << done.failure().message;
  }
  void run(const std::string& sql) const {
    const core::Status done = room.session()->run_script(sql);
    ASSERT_TRUE(done) << sql << ": " << done.failure().message;
  }
  std::string said() const {
    store::VerifyOptions options = LivedData::get().options();
    options.heads = store::verify_database(LivedData::get().file(), options).value().heads;
    const auto report = store::verify_server(server, options);
    if (!report) return report.failure().message;
    std::string text;
    for (const store::Finding& finding : report->findings) text += finding.what + "\n";
    return text;
  }
};

TEST(PostgresCopy, HoldsEveryRowAndVerifies) {
  const Lived lived;
  const auto old = store::open_sqlite_to_look(LivedData::get().file().string()).value();
  EXPECT_EQ(store::difference(store::sums_of(*old), store::sums_of(*lived.room.session())), "");
  EXPECT_EQ(lived.said(), "");
}

TEST(PostgresCopy, ComesBackAsItWas) {
  const Lived lived;
  const fs::path file = lived.folder / "back.sqlite";
  const core::Status done = store::copy_from(lived.server, file);
  ASSERT_TRUE(done) << done.failure().message;
  const auto old = store::open_sqlite_to_look(LivedData::get().file().string()).value();
  const auto back = store::open_sqlite_to_look(file.string()).value();
  EXPECT_EQ(store::difference(store::sums_of(*old), store::sums_of(*back)), "");
  EXPECT_EQ(store::report_as_text(store::verify_database(file, LivedData::get().options()).value()),
            "");
}

// An identity does not look at the rows that were copied, and a chunk has a number too.
TEST(PostgresCopy, NumbersOnBeyondItsRows) {
  const Lived lived;
  const auto session = lived.room.session();
  for (const auto& [table, column] : {std::pair{"cases", "case_id"},
                                      {"parts", "part_id"},
                                      {"users", "user_id"},
                                      {"staff_changes", "change_id"},
                                      {"names", "entry"},
                                      {"filed", "entry"},
                                      {"presences", "entry"},
                                      {"publications", "publication"},
                                      {"publication_steps", "step"},
                                      {"file_chunks", "chunk"}}) {
    const std::string name(table);
    const std::int64_t most = test::number_of(
        *session, "SELECT COALESCE(MAX(" + std::string(column) + "), 0) FROM " + name);
    EXPECT_EQ(test::number_of(*session, "SELECT last_number('" + name + "')"), most) << name;
  }
}

TEST(PostgresCopy, GivesNoNumberThatARestoreHasPassedOver) {
  const test::DamagedData data;
  data.edit(
      "INSERT INTO facts VALUES ('passed_over', '70 900');"
      "UPDATE sqlite_sequence SET seq = 70 WHERE name = 'cases';"
      "UPDATE sqlite_sequence SET seq = 900 WHERE name = 'parts'");
  const Lived lived(data.file());
  const auto session = lived.room.session();
  EXPECT_EQ(test::number_of(*session, "SELECT last_number('cases')"), 70);
  EXPECT_EQ(test::number_of(*session, "SELECT last_number('parts')"), 900);
}

TEST(PostgresCopy, SaysWhichTextPostgresqlDoesNotTake) {
  const test::DamagedData data;
  data.edit("UPDATE users SET display_name = 'a' || char(0) || 'b' WHERE user_id = 1");
  const test::PostgresRoom room;
  const auto from = store::open_sqlite_to_look(data.file().string()).value();
  const auto to = room.session();
  const auto work = [&] {
    core::accepted(to->run(store::dialect::kBeginWriting));
    store::copy_whole(*from, *to);
  };
  const core::Status done = core::result_of(work);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().message.find("table users: "), 0U) << done.failure().message;
}

TEST(PostgresCopy, IsMadeInATransactionThatLeavesNothingIfItEnds) {
  const test::PostgresRoom room;
  {
    const auto from = store::open_sqlite_to_look(LivedData::get().file().string()).value();
    const auto to = room.session();
    ASSERT_TRUE(to->run(store::dialect::kBeginWriting));
    store::copy_whole(*from, *to);
  }
  EXPECT_TRUE(room.session()->tables().value().empty());
}

TEST(PostgresCopy, CanBeTakenAwayAndMadeAgain) {
  const Lived lived;
  const auto to = lived.room.session();
  ASSERT_TRUE(to->run(store::dialect::kBeginWriting));
  store::drop_tables(*to);
  EXPECT_TRUE(to->tables().value().empty());
  const auto from = store::open_sqlite_to_look(LivedData::get().file().string()).value();
  store::copy_whole(*from, *to);
  ASSERT_TRUE(to->run("COMMIT"));
  EXPECT_EQ(lived.said(), "");
}

// ---- what verification finds there

TEST(PostgresAlone, VerifiesWhatWasWrittenThere) {
  const test::PostgresRoom room;
  const tests::TemporaryFolder folder;
  test::FakeClock clock;
  store::StoreOptions options;
  options.path = (folder / "bancheng.sqlite").string();
  options.service_file = room.service_file();
  const auto opened = store::open_store(options, clock).value();
  for (const char* login : {"li", "wang"})
    opened->add_user({0, login, login, "hash", false, {{"demo", core::Role::front_desk}}}).value();
  ASSERT_TRUE(opened->set_password(2, "another hash"));
  const auto report = store::verify_server(store::server_of(room.service_file()), {});
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_EQ(report->findings.size(), 0U) << report->findings.front().what;
}

struct Damage {
  const char* sql;
  const char* said;
};

class PostgresDamage : public testing::TestWithParam<Damage> {};

TEST_P(PostgresDamage, IsFound) {
  const Lived lived;
  lived.run(GetParam().sql);
  EXPECT_NE(lived.said().find(GetParam().said), std::string::npos) << lived.said();
}

constexpr const char* kWithoutTriggers = "SET session_replication_role = replica; ";

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, PostgresDamage,
    testing::Values(
        Damage{"DROP INDEX cases_by_job", "the index cases_by_job is missing"},
        Damage{"DROP TRIGGER events_stay ON events", "the trigger events_stay is missing"},
        Damage{"ALTER TABLE events DISABLE TRIGGER events_stay", "trigger events_stay is missing"},
        Damage{"CREATE TABLE notes (text TEXT)", "the table notes is not ours"},
        Damage{"ALTER TABLE cases DROP COLUMN calendar", "calendar"},
        Damage{"DROP INDEX case_words_by_word", "the index case_words_by_word is missing"},
        Damage{"ALTER TABLE facts DROP CONSTRAINT facts_pkey", "the key facts is missing"},
        Damage{"ALTER TABLE users DROP CONSTRAINT users_login_key",
               "the key users.login is missing"},
        Damage{"ALTER TABLE grants DROP CONSTRAINT grants_user_id_fkey",
               "the reference grants.user_id is missing"},
        Damage{"UPDATE cases SET state = 'closed' WHERE case_id = 3", "case 3"},
        Damage{"DELETE FROM case_words WHERE case_id = (SELECT MIN(case_id) FROM case_words)",
               "the search knows it by other words than its texts"},
        Damage{"UPDATE case_words SET words = ''::TSVECTOR", "the search knows it by other words"},
        Damage{"SELECT setval(sequence_of('cases')::REGCLASS, 1)", "its newest row was number"},
        Damage{"DELETE FROM case_marks", "a worklist lacks it"}));

TEST(PostgresDamage, OfTheChainIsFound) {
  const Lived lived;
  lived.run(std::string(kWithoutTriggers) +
            "UPDATE events SET data = '{}' WHERE site = 'demo' AND seq = 3");
  EXPECT_NE(lived.said(), "");
}

TEST(PostgresDamage, OfReferencesIsFound) {
  const Lived lived;
  lived.run(std::string(kWithoutTriggers) + "DELETE FROM users WHERE user_id = 1");
  EXPECT_NE(lived.said().find("a right belongs to no account"), std::string::npos) << lived.said();
}

// A failed statement spoils a transaction of PostgreSQL until a savepoint.
TEST(PostgresDamage, OfOneTableHidesNoneOfAnother) {
  const Lived lived;
  lived.run(std::string(kWithoutTriggers) +
            "ALTER TABLE sessions DROP COLUMN site CASCADE; DELETE FROM users WHERE user_id = 1");
  const std::string said = lived.said();
  EXPECT_NE(said.find("the table of sessions cannot be read"), std::string::npos) << said;
  EXPECT_NE(said.find("a right belongs to no account"), std::string::npos) << said;
  EXPECT_EQ(said.find("aborted"), std::string::npos) << said;
}

// ---- repair

TEST(PostgresRepair, MakesAnewWhatIsDerivedAndKeepsACopy) {
  for (const char* damage :
       {"UPDATE cases SET state = 'closed', unit = 'water' WHERE case_id = 3",
        "DELETE FROM case_marks", "DELETE FROM case_words", "UPDATE cases SET file_bytes = 0",
        "DROP INDEX cases_by_job", "DROP INDEX file_chunks_by_part",
        "DROP INDEX case_words_by_word",
        "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'cases_by_age'::REGCLASS"}) {
    const Lived lived;
    lived.run(damage);
    ASSERT_NE(lived.said(), "") << damage;
    const auto report = store::repair_server(lived.server, lived.folder / "bancheng.sqlite",
                                             LivedData::get().options());
    ASSERT_TRUE(report) << damage << ": " << report.failure().message;
    EXPECT_FALSE(report->found.empty());
    EXPECT_EQ(lived.said(), "") << damage;
    EXPECT_TRUE(fs::exists(report->copy));
  }
}

TEST(PostgresRepair, TouchesNoRecordsAndDoesNothingWithoutNeed) {
  const Lived lived;
  const fs::path file = lived.folder / "bancheng.sqlite";
  EXPECT_TRUE(store::repair_server(lived.server, file, LivedData::get().options())->found.empty());
  lived.run("UPDATE parts SET body = 'other' WHERE part_id = 1");
  const auto refused = store::repair_server(lived.server, file, LivedData::get().options());
  EXPECT_EQ(refused.failure().code, core::FailureCode::refused);
  EXPECT_TRUE(fs::is_empty(lived.folder.path()));
}

// What it made does not fit either, so nothing was changed, and nothing of it stays.
TEST(PostgresRepair, ThatFailsLeavesNoCopyBehind) {
  const Lived lived;
  lived.run(
      "DROP INDEX cases_by_job; CREATE FUNCTION lose() RETURNS EVENT_TRIGGER LANGUAGE plpgsql AS "
      "'BEGIN DROP INDEX IF EXISTS cases_by_job; END'; CREATE EVENT TRIGGER lose ON "
      "ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION lose()");
  const auto refused = store::repair_server(lived.server, lived.folder / "bancheng.sqlite",
                                            LivedData::get().options());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, core::FailureCode::refused) << refused.failure().message;
  EXPECT_TRUE(fs::is_empty(lived.folder.path()));
}

// ---- a commit of which the server does not say what came of it

// Connections that end at the commit, after it or before.
struct Cut {
  bool is_saved = false;
  bool is_over = false;            // one connection was cut
  bool comes_back = true;          // the server can be reached afterwards
  std::unique_ptr<Database> held;  // of a commit that is not over
};

class CutDatabase : public Database {
 public:
  CutDatabase(std::unique_ptr<Database> real, Cut& cut) : real_(std::move(real)), cut_(cut) {}

  core::Result<store::Rows> run(std::string_view sql,
                                const std::vector<store::Value>& values) override {
    if (sql != "COMMIT" || cut_.is_over) return real_->run(sql, values);
    cut_.is_over = is_gone_ = true;
    if (cut_.is_saved) {
      EXPECT_TRUE(real_->run(sql, values));
    }
    if (!cut_.comes_back) cut_.held = std::move(real_);
    real_.reset();
    return core::Failure{core::FailureCode::unavailable, "it is unknown"};
  }
  core::Status visit(std::string_view sql, const std::vector<store::Value>& values,
                     const std::function<void(const store::Row&)>& take) override {
    return real_->visit(sql, values, take);
  }
  core::Status run_script(std::string_view sql) override { return real_->run_script(sql); }
  bool in_transaction() const override { return real_ && real_->in_transaction(); }
  bool is_gone() const override { return is_gone_; }
  core::Result<std::vector<std::string>> tables() override { return real_->tables(); }
  core::Status erase_leftovers() override { return real_->erase_leftovers(); }

 private:
  std::unique_ptr<Database> real_;
  Cut& cut_;
  bool is_gone_ = false;
};

struct CutCommit {
  const Lived lived;
  Cut cut;
  store::OpenDatabase open = [this](store::Access access) {
    auto opened = store::server_of(lived.room.service_file()).open(access);
    return opened ? core::Result<std::unique_ptr<Database>>(
                        std::make_unique<CutDatabase>(std::move(*opened), cut))
                  : std::move(opened);
  };

  core::Status commit() {
    auto database = open(store::Access::write).value();
    EXPECT_TRUE(database->run(store::dialect::kBeginWriting, {}));
    EXPECT_TRUE(database->run("INSERT INTO facts VALUES ('new', 'x')", {}));
    core::Status done =
        store::commit_surely(database, open, std::chrono::milliseconds{cut.comes_back ? 60000 : 1});
    if (done) {
      EXPECT_TRUE(database->run("SELECT 1", {})) << "the connection can be used";
    }
    return done;
  }
  std::int64_t saved() const {
    return test::number_of(*lived.room.session(), "SELECT COUNT(*) FROM facts WHERE name = 'new'");
  }
};

TEST(PostgresCommit, ThatWasCutOffIsLookedFor) {
  for (const bool is_saved : {true, false}) {
    CutCommit one;
    one.cut.is_saved = is_saved;
    const core::Status done = one.commit();
    EXPECT_EQ(one.saved(), is_saved ? 1 : 0);
    EXPECT_EQ(done.ok(), is_saved);
    if (!is_saved) {
      EXPECT_EQ(done.failure().message.find("nothing was saved"), 0U) << done.failure().message;
    }
  }
}

// Its transaction holds the writers' lock, so it may still be committed.
TEST(PostgresCommit, ThatIsNotOverIsToldAsUnknown) {
  CutCommit one;
  one.cut.comes_back = false;
  const core::Status done = one.commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().message.find("it is unknown; "), 0U) << done.failure().message;
  EXPECT_NE(done.failure().message.find("handler verify"), std::string::npos);
}

}  // namespace
