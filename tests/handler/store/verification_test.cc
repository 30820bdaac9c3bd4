// Verification finds changes that were made behind the program's back, says what it means, and
// writes nothing.
#include "handler/store/verification.h"

#include <fstream>
#include <map>

#include "core/base/crypto.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using core::FailureCode;
using handler::store::FindingKind;
using handler::store::verify_database;
using test::bytes_of;
using test::DamagedData;
using test::Edit;
using test::LivedData;

TEST(Verification, FindsNothingInADatabaseThatOnlyTheProgramWrote) {
  const auto report = verify_database(LivedData::get().file(), LivedData::get().options());
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_EQ(handler::store::report_as_text(*report), "");
  EXPECT_TRUE(report->ok());
  EXPECT_EQ(report->cases, 12);
  EXPECT_GT(report->events, 30);
  ASSERT_EQ(report->heads.size(), 2U);
  EXPECT_EQ(report->heads[0].chain, "demo");
  EXPECT_EQ(report->heads[0].seq, report->events);
  EXPECT_EQ(report->heads[1].chain, "@staff");
}

TEST(Verification, NeedsNoPublishedSite) {
  handler::store::VerifyOptions options = LivedData::get().options();
  options.present = {};
  const auto report = verify_database(LivedData::get().file(), options);
  EXPECT_EQ(handler::store::report_as_text(*report), "");
}

class EditedDatabase : public testing::TestWithParam<Edit> {};

TEST_P(EditedDatabase, IsNoticed) {
  const DamagedData data;
  data.edit(GetParam().sql);
  const std::string said = data.said();
  EXPECT_NE(said.find(GetParam().said), std::string::npos) << "said: " << said;
}

const std::string k64 = std::string(64, 'a');

// An attacker's list: what a person with the file and an SQL shell can do to a window.
const Edit kEditsOfDatabase[] = {
    {"TicketHash", "UPDATE cases SET ticket_hash = '" + k64 + "' WHERE case_id = 2",
     "case 2: its number was replaced"},
    {"NonceHash", "UPDATE cases SET nonce_hash = '" + k64 + "' WHERE case_id = 2",
     "case 2: the mark of its form was replaced"},
    {"KnownToStaff", "UPDATE cases SET known_to_staff = 1 WHERE case_id = 2",
     "case 2: known_to_staff is not what its events say"},
    {"State", "UPDATE cases SET state = 'closed' WHERE case_id = 3",
     "case 3: state is 'closed', its events say 'handling'"},
    {"Unit", "UPDATE cases SET unit = 'water' WHERE case_id = 3",
     "case 3: unit is 'water', its events say 'housing'"},
    {"Restricted", "UPDATE cases SET restricted = 1 WHERE case_id = 3",
     "case 3: restricted is 1, its events say 0"},
    {"DueKey", "UPDATE cases SET due_key = '~' WHERE case_id = 3", "case 3: due_key is '~'"},
    {"JobKey", "UPDATE cases SET job_key = '~' WHERE case_id = 3", "case 3: job_key is '~'"},
    {"JobKeyFarAhead",
     "UPDATE cases SET job_key = '2099-01-01T00:00:00.000+08:00' WHERE case_id = 3",
     "case 3: job_key is '2099"},
    {"Calendar", "UPDATE cases SET calendar = '' WHERE case_id = 3", "case 3: calendar is ''"},
    {"Window", "UPDATE cases SET window_id = 'other' WHERE case_id = 1",
     "case 1: window_id is 'other', its events say 'main'"},
    {"Channel", "UPDATE cases SET channel = 'phone' WHERE case_id = 1",
     "case 1: channel is 'phone', its events say 'online'"},
    {"HiddenParts", "UPDATE cases SET hidden_parts = '[1]' WHERE case_id = 3",
     "case 3: hidden_parts is '[1]'"},
    {"Assisting", "UPDATE cases SET assisting = 'water' WHERE case_id = 3",
     "case 3: assisting is 'water'"},
    {"AssistingUnits", "INSERT INTO assisting_units VALUES ('demo', 'water', 3)",
     "case 3: the units that assist are listed as 'water,'"},
    {"MarksOfAllEmptied", "UPDATE cases SET marks = '[]'; DELETE FROM case_marks",
     "case 1: marks is '[]', its events say '[\"open\",\"to_accept\""},
    {"MarksOfListsAlone", "DELETE FROM case_marks", "open 1: a worklist lacks it"},
    {"MarkAdded",
     "INSERT INTO case_marks SELECT site, 'urged', due_key, case_id, state, kind, tier, "
     "window_id, unit, concerned_unit, restricted, 0, submitted_at FROM cases WHERE case_id = 3",
     "demo 3: a worklist holds it otherwise than its row says"},
    {"MarkOfOtherUnit", "UPDATE case_marks SET unit = 'water' WHERE case_id = 3",
     "demo 3: a worklist holds it otherwise than its row says"},
    {"WordsEmptied", "INSERT INTO case_words(case_words) VALUES ('delete-all')",
     "case 2: the search knows it by other words than its texts"},
    {"WordsAdded", "INSERT INTO case_words(rowid, words) VALUES (1, 'other words')",
     "case 1: the search knows it by other words than its texts"},
    {"Traces", "UPDATE case_traces SET trace = 'x'", "a trace of it is none of ours"},
    {"PoliciesDeleted", "DELETE FROM policy_versions", "is not in the database"},
    {"PolicyText", "UPDATE policy_versions SET text = text || ' ' WHERE name = 'policy.yaml'",
     "was changed after it was stored"},
    {"PolicySite", "UPDATE policy_versions SET site = 'pingyi'",
     "is filed under a site without cases"},
    {"TextsShownToReporter", "UPDATE parts SET for_reporter = 1 WHERE field = 'identity'",
     "a text it refers to is shown to other readers than it was written for"},
    {"FieldOfText", "UPDATE parts SET field = 'reply' WHERE field = 'matter'",
     "a text it refers to was given the name of another"},
    {"TextsDestroyed", "UPDATE parts SET body = '', salt = '', destroyed = 1",
     "was destroyed, and no event says so"},
    {"OrphanText",
     "INSERT INTO parts(site, case_id, field, sealed, for_reporter, body, salt, "
     "commitment) VALUES ('demo', 3, 'reply', 0, 1, 'x', '00', '00')",
     "belongs to no event"},
    {"BodyOfText", "UPDATE parts SET body = body || 'x' WHERE field = 'matter'",
     "a text it refers to was changed"},
    {"LastEventCut",
     "DELETE FROM events WHERE seq = (SELECT MAX(seq) FROM events); UPDATE cases SET "
     "last_seq = (SELECT MAX(seq) FROM events AS e WHERE e.case_id = cases.case_id)",
     "case 12: state is 'replied'"},
    {"EventData", "UPDATE events SET data = '{}' WHERE seq = 2",
     "was changed after it was recorded"},
    {"EventActor", "UPDATE events SET actor_user = 9 WHERE seq = 4",
     "was changed after it was recorded"},
    {"EventDeleted", "DELETE FROM events WHERE seq = 3", "event 3 is missing before it"},
    {"CaseCut", "DELETE FROM cases WHERE case_id = 3", "case 3 is gone"},
    {"SiteMoved", "UPDATE cases SET site = 'pingyi' WHERE case_id = 3", "site is 'pingyi'"},
    {"SerialNumbers", "UPDATE serials SET last = 1",
     "the newest serial number of 2026 is noted as 1"},
    {"GrantAdded", "INSERT INTO grants VALUES (2, 'demo', 'front_desk', '', '')",
     "account 2 (wang) is not as its recorded changes made it: grants"},
    {"GrantTaken", "DELETE FROM grants WHERE user_id = 1 AND role = 'dispatcher'",
     "account 1 (li) is not as its recorded changes made it: grants"},
    {"Password", "UPDATE users SET password_hash = 'argon2 mine' WHERE user_id = 1",
     "account 1 (li) is not as its recorded changes made it: password"},
    {"OneTimeSecret", "UPDATE users SET one_time_secret = '' WHERE user_id = 2",
     "account 2 (wang) is not as its recorded changes made it: one-time code"},
    {"Disabled", "UPDATE users SET disabled = 1 WHERE user_id = 2", "made it: disabled"},
    {"UserAdded", "INSERT INTO users(login, display_name, password_hash) VALUES ('me', 'me', 'x')",
     "account 3 (me) was added without a record"},
    {"StaffChangeAltered", "UPDATE staff_changes SET by_user = 2 WHERE change_id = 2",
     "change 2 of accounts: was changed after it was recorded"},
    {"StaffChangeDeleted", "DELETE FROM staff_changes WHERE change_id = 2",
     "change 2 is missing before it"},
    {"StaffChangesCut", "DELETE FROM staff_changes WHERE change_id > 3",
     "table staff_changes: its newest row was number"},
    {"StaffChangeForged",
     "INSERT INTO staff_changes(at, site, user_id, by_user, act, grant_site, "
     "role, window_id, unit) VALUES ('', '', 2, 0, 'grant', 'demo', 'front_desk', '', '')",
     "stands outside the chain"},
    {"SessionForged",
     "INSERT INTO sessions VALUES ('mine', 1, 'demo', "
     "'2026-09-24T10:00:00.000+08:00', '2026-09-24T10:00:00.000+08:00')",
     "a session of account 1: its key is none of ours"},
    {"SessionOnOtherSite", "UPDATE sessions SET site = 'pingyi'",
     "the account has no role on that site"},
    {"SessionOfNobody", "UPDATE sessions SET user_id = 77",
     "table sessions: a row belongs to no row of users"},
    {"Counter", "UPDATE counters SET count = -5", "a counter holds what no counting gives"},
    {"TriggerDropped", "CREATE TRIGGER mine AFTER INSERT ON events BEGIN SELECT 1; END",
     "the trigger mine is not ours"},
    {"IndexDropped", "DROP INDEX cases_by_job", "the index cases_by_job is missing"},
};

INSTANTIATE_TEST_SUITE_P(ByHand, EditedDatabase, testing::ValuesIn(kEditsOfDatabase),
                         [](const auto& one) { return one.param.name; });

TEST(Verification, NamesATriggerThatIsGone) {
  const DamagedData data;
  const auto raw = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
  ASSERT_TRUE(raw->run_script("DROP TRIGGER events_stay"));
  EXPECT_NE(data.said().find("the trigger events_stay is missing"), std::string::npos);
}

TEST(Verification, SaysEverythingAndNotOnlyTheFirst) {
  const DamagedData data;
  data.edit(
      "UPDATE cases SET state = 'closed' WHERE case_id IN (3, 7); DELETE FROM case_marks WHERE "
      "case_id = 1");
  const std::string said = data.said();
  for (const char* part :
       {"case 3: state is", "case 7: state is", "to_accept 1: a worklist lacks it",
        "meaning: lists and deadlines show the case otherwise"})
    EXPECT_NE(said.find(part), std::string::npos) << part << " in " << said;
}

TEST(Verification, CountsWhatIsMoreThanItLists) {
  const DamagedData data;
  data.edit("DELETE FROM case_marks");
  handler::store::VerifyOptions options = LivedData::get().options();
  options.most_findings = 2;
  const auto report = verify_database(data.file(), options);
  EXPECT_EQ(report->findings.size(), 2U);
  EXPECT_GT(report->more, 2U);
  EXPECT_TRUE(report->can_be_repaired);
}

// -- heads

TEST(Verification, ComparesWithHeadsThatWereNotedOutside) {
  const DamagedData data;
  const auto before = data.verify().value().heads;
  EXPECT_EQ(data.said(before), "");
  // A history that ends earlier, and fits itself.
  data.edit(
      "DELETE FROM parts WHERE case_id = 12; DELETE FROM case_marks WHERE case_id = 12; "
      "DELETE FROM events WHERE case_id = 12; DELETE FROM cases WHERE case_id = 12");
  const std::string said = data.said(before);
  EXPECT_NE(said.find("chain demo: entry " + std::to_string(before[0].seq)), std::string::npos)
      << said;
}

TEST(Verification, FindsAStaffChainThatWasWrittenAnew) {
  const DamagedData data;
  auto noted = data.verify().value().heads;
  noted[1].hash = k64;
  EXPECT_NE(data.said(noted).find("chain @staff: entry " + std::to_string(noted[1].seq) +
                                  " is another than the one that was noted"),
            std::string::npos);
}

TEST(Heads, AreFoundInTextOfAnyKind) {
  const std::vector<handler::store::ChainHeadOf> heads = {{"demo", 1095, k64}, {"@staff", 14, k64}};
  const std::string text = handler::store::heads_as_text(heads);
  EXPECT_EQ(text, "demo:1095:" + k64 + " @staff:14:" + k64);
  EXPECT_EQ(handler::store::heads_in("{\"at\":\"2026-09-24T10:00:00\",\"heads\":\"" + text + "\"}"),
            heads);
  EXPECT_TRUE(handler::store::heads_in("demo:1095:" + k64.substr(1) + " a:b:" + k64 + " :1:" + k64)
                  .empty());
}

// -- what it looks at

// Every file of a folder with its bytes and its time.
std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> folder_of(
    const std::filesystem::path& file) {
  std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> found;
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
    found[entry.path().filename().string()] = {bytes_of(entry.path()), entry.last_write_time()};
  return found;
}

TEST(Verification, WritesNothingAndMakesNoFile) {
  const DamagedData data;
  const auto before = folder_of(data.file());
  EXPECT_EQ(data.said(), "");
  EXPECT_EQ(folder_of(data.file()), before);
}

TEST(Verification, ReadsACopyThatCannotBeWritten) {
  namespace fs = std::filesystem;
  const DamagedData data;
  fs::permissions(data.file(), fs::perms::owner_read);
  fs::permissions(data.file().parent_path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto before = folder_of(data.file());
  EXPECT_EQ(data.said(), "");
  EXPECT_EQ(folder_of(data.file()), before);
  fs::permissions(data.file().parent_path(), fs::perms::owner_all);
}

TEST(Verification, ReadsTheWriteAheadLogOfACopyAndLeavesIt) {
  const DamagedData data;
  const tests::TemporaryFolder other;
  const std::filesystem::path copy = other / "copy.sqlite";
  {
    const auto raw = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
    ASSERT_TRUE(raw->run_script("UPDATE cases SET state = 'closed' WHERE case_id = 3"));
    std::filesystem::copy_file(data.file(), copy);
    std::filesystem::copy_file(data.file().string() + "-wal", copy.string() + "-wal");
  }
  const auto before = folder_of(copy);
  const auto report = verify_database(copy, LivedData::get().options());
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_NE(handler::store::report_as_text(*report).find("case 3: state is 'closed'"),
            std::string::npos);
  EXPECT_EQ(folder_of(copy), before);
}

TEST(Verification, ReadsADatabaseInUse) {
  const DamagedData data;
  const auto raw = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
  ASSERT_TRUE(raw->run_script("UPDATE cases SET state = 'closed' WHERE case_id = 3"));
  EXPECT_NE(data.said().find("case 3: state is 'closed'"), std::string::npos);
  EXPECT_TRUE(raw->run_script("UPDATE cases SET state = 'handling' WHERE case_id = 3"));
}

TEST(Verification, RefusesWhatIsNoDatabaseOfOurs) {
  const tests::TemporaryFolder folder;
  const std::filesystem::path file = folder / "bancheng.sqlite";
  EXPECT_EQ(verify_database(file).failure().code, FailureCode::not_found);
  std::ofstream(file).close();
  const auto empty = verify_database(file);
  EXPECT_EQ(empty.failure().code, FailureCode::corrupt);
  EXPECT_NE(empty.failure().message.find("the file is empty, so it holds no Bancheng database"),
            std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(file), 0U);
  std::ofstream(file) << std::string(8192, 'x');
  EXPECT_NE(verify_database(file).failure().message.find("is not a Bancheng database"),
            std::string::npos);
  EXPECT_EQ(bytes_of(file), std::string(8192, 'x'));
}

TEST(Verification, RefusesADatabaseWithoutTablesAndOneOfAnotherProgram) {
  const tests::TemporaryFolder folder;
  const std::filesystem::path file = folder / "bancheng.sqlite";
  handler::store::open_sqlite({file.string(), 1000, false}).value();
  EXPECT_NE(verify_database(file).failure().message.find("the file holds no tables"),
            std::string::npos);
  ASSERT_TRUE(handler::store::open_sqlite({file.string(), 1000, false})
                  .value()
                  ->run_script("CREATE TABLE users (name TEXT)"));
  EXPECT_NE(verify_database(file).failure().message.find("the database has tables, but not ours"),
            std::string::npos);
}

TEST(Verification, RefusesADatabaseOfANewerProgram) {
  const DamagedData data;
  data.edit("INSERT INTO schema_version VALUES (9999)");
  EXPECT_EQ(data.verify().failure().code, FailureCode::too_new);
}

TEST(Verification, ChecksWhatAnOlderDatabaseHoldsAndSaysWhatItLeavesOut) {
  const tests::TemporaryFolder folder;
  const std::filesystem::path file = folder / "bancheng.sqlite";
  ASSERT_TRUE(handler::store::migrate_up_to(
      *handler::store::open_sqlite({file.string(), 1000, false}).value(), 10));
  const std::string before = bytes_of(file);
  const auto report = verify_database(file);
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_TRUE(report->ok()) << handler::store::report_as_text(*report);
  ASSERT_EQ(report->notes.size(), 1U);
  EXPECT_NE(report->notes[0].find("the database has version 10"), std::string::npos);
  EXPECT_FALSE(report->can_be_repaired);
  EXPECT_EQ(bytes_of(file), before);
}

}  // namespace
