// Repair makes anew what follows from the records, says what it did, and touches nothing else.
#include "handler/store/repair.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::repair_database;
using test::bytes_of;
using test::DamagedData;
using test::LivedData;

std::vector<std::string> files_beside(const std::filesystem::path& file) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

class DerivedDamage : public testing::TestWithParam<std::string> {};

TEST_P(DerivedDamage, IsMadeAnewAndTheChainsStay) {
  const DamagedData data;
  const auto heads = data.verify().value().heads;
  data.edit(GetParam());
  ASSERT_NE(data.said(), "");
  const auto report = repair_database(data.file(), LivedData::get().options());
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_FALSE(report->found.empty());
  EXPECT_EQ(data.said(heads), "");
  EXPECT_EQ(data.verify().value().heads, heads);
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, DerivedDamage,
    testing::Values("UPDATE cases SET state = 'closed', unit = 'water', channel = 'phone'",
                    "UPDATE cases SET marks = '[]'; DELETE FROM case_marks",
                    "UPDATE cases SET job_key = '~', due_key = '~'",
                    "UPDATE cases SET file_bytes = 0", "DROP INDEX file_chunks_by_part",
                    "INSERT INTO case_words(case_words) VALUES ('delete-all')",
                    "INSERT INTO assisting_units VALUES ('demo', 'water', 3)",
                    "DROP INDEX cases_by_job", "DROP INDEX publications_by_site",
                    "UPDATE counters SET count = -5", "UPDATE cases SET known_to_staff = 1"));

TEST(Repair, KeepsACopyOfTheDatabaseAsItWasForTheOwnerAlone) {
  const DamagedData data;
  data.edit("DELETE FROM case_marks");
  const auto report = repair_database(data.file(), LivedData::get().options()).value();
  EXPECT_EQ(report.copy.filename(), "bancheng.sqlite.before-repair-20260924T100000");
  struct stat status {};
  ASSERT_EQ(::stat(report.copy.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  const auto copied = handler::store::verify_database(report.copy, LivedData::get().options());
  EXPECT_FALSE(copied->ok());
  EXPECT_EQ(files_beside(data.file()).size(), 2U);
}

TEST(Repair, NeverTouchesTheCopyOfAnotherOneOfTheSameSecond) {
  const DamagedData data;
  std::vector<std::filesystem::path> kept;
  std::vector<std::string> bytes;
  for (const char* damage :
       {"DELETE FROM case_marks", "INSERT INTO assisting_units VALUES ('demo', 'water', 3)",
        "UPDATE cases SET state = 'closed'"}) {
    data.edit(damage);
    kept.push_back(repair_database(data.file(), LivedData::get().options()).value().copy);
    bytes.push_back(bytes_of(kept.back()));
  }
  EXPECT_EQ(kept.at(2).filename(), "bancheng.sqlite.before-repair-20260924T100000-3");
  // One that finds nothing removes its own copy alone.
  EXPECT_TRUE(repair_database(data.file(), LivedData::get().options()).value().copy.empty());
  for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_EQ(bytes_of(kept[i]), bytes[i]) << kept[i];
  EXPECT_EQ(files_beside(data.file()).size(), 4U);
}

TEST(Repair, KeepsWhatOnlyTheDatabaseKnows) {
  const DamagedData data;
  data.edit("DELETE FROM case_marks");
  ASSERT_TRUE(repair_database(data.file(), LivedData::get().options()));
  const auto raw = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
  for (const char* sql :
       {"SELECT 1 FROM facts WHERE value = 'its value'", "SELECT 1 FROM sessions",
        "SELECT 1 FROM saved_views", "SELECT 1 FROM presences", "SELECT 1 FROM filed",
        "SELECT 1 FROM names", "SELECT 1 FROM case_traces", "SELECT 1 FROM policy_versions",
        "SELECT 1 FROM drafts", "SELECT 1 FROM draft_files", "SELECT 1 FROM publications",
        "SELECT 1 FROM file_chunks", "SELECT 1 FROM publication_files",
        "SELECT 1 FROM publication_steps"})
    EXPECT_FALSE(raw->run(sql)->empty()) << sql;
  EXPECT_TRUE(raw->run("SELECT 1 FROM counters")->empty());
}

TEST(Repair, GivesNoNumberAgainThatARestorePassedOver) {
  const DamagedData data;
  data.edit(
      "UPDATE sqlite_sequence SET seq = 99 WHERE name IN ('cases', 'parts'); "
      "DELETE FROM case_marks");
  ASSERT_TRUE(handler::store::append_destroyed(data.file().parent_path(), {{"demo", 99, 99}}));
  ASSERT_TRUE(repair_database(data.file(), LivedData::get().options()));
  const auto raw = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
  for (const char* table : {"cases", "parts"}) {
    EXPECT_EQ(raw->run("SELECT seq FROM sqlite_sequence WHERE name = $1", {std::string(table)})
                  ->at(0)
                  .number(0),
              99);
  }
}

TEST(Repair, DoesNothingWhereNothingIsToBeDone) {
  const DamagedData data;
  const auto report = repair_database(data.file(), LivedData::get().options()).value();
  EXPECT_TRUE(report.found.empty());
  EXPECT_TRUE(report.copy.empty());
  EXPECT_EQ(files_beside(data.file()).size(), 1U);
}

class RecordedDamage : public testing::TestWithParam<std::string> {};

TEST_P(RecordedDamage, IsNeverMended) {
  const DamagedData data;
  data.edit(GetParam() + "; DELETE FROM case_marks");
  const std::string before = bytes_of(data.file());
  const auto refused = repair_database(data.file(), LivedData::get().options());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, FailureCode::refused);
  EXPECT_NE(refused.failure().message.find("nothing was repaired"), std::string::npos);
  EXPECT_EQ(bytes_of(data.file()), before);
  EXPECT_EQ(files_beside(data.file()).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, RecordedDamage,
    testing::Values("UPDATE events SET data = '{}' WHERE seq = 2", "DELETE FROM policy_versions",
                    "UPDATE parts SET for_reporter = 1 WHERE field = 'identity'",
                    "UPDATE cases SET ticket_hash = 'x' WHERE case_id = 2",
                    "INSERT INTO grants VALUES (2, 'demo', 'front_desk', '', '')",
                    "UPDATE publications SET reason = 'x'", "UPDATE drafts SET version = 9"));

TEST(Repair, WaitsForNoOtherProgramButRefuses) {
  const DamagedData data;
  data.edit("DELETE FROM case_marks");
  const auto other = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
  ASSERT_TRUE(other->run("SELECT COUNT(*) FROM cases"));
  const auto refused = repair_database(data.file(), LivedData::get().options());
  EXPECT_EQ(refused.failure().code, FailureCode::busy);
  EXPECT_NE(refused.failure().message.find("a program has the database open"), std::string::npos);
}

}  // namespace
