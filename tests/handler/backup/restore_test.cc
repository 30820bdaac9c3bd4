// Whatever happens during a restore, the old database stands or the new one, whole.
#include "handler/backup/restore.h"

#include <csignal>

#include "handler/store/data_lock.h"
#include "handler/store/database/schema.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/key_copies.h"
#include "handler/store/sqlite/sqlite_copy.h"
#include "tests/handler/backup/town.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/support/other_process.h"

namespace handler::backup::testing {
namespace {

using core::FailureCode;

// A backup with one case; the database has two afterwards.
fs::path backup_of_one_of_two(Town& town) {
  const auto store = town.open();
  town.report(*store, "a");
  const fs::path backup = town.back_up(*store).folder;
  town.report(*store, "b");
  return backup;
}

// The database with its log as a killed server leaves them.
void leave_as_killed(Town& town) {
  const fs::path kept = town.folder.path() / "killed";
  fs::create_directory(kept);
  {
    const auto store = town.open();
    town.report(*store, "late");
    for (const char* end : {"", "-wal", "-shm"})
      fs::copy_file((town.data / kDatabase).string() + end, (kept / kDatabase).string() + end);
  }
  for (const char* end : {"", "-wal", "-shm"}) {
    fs::copy_file((kept / kDatabase).string() + end, (town.data / kDatabase).string() + end,
                  fs::copy_options::overwrite_existing);
  }
}

TEST(Restore, PutsTheBackupInPlaceAndKeepsTheOldDatabase) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const RestoreReport report = town.restore_from(backup).value();
  EXPECT_EQ(town.cases(), 1);
  EXPECT_EQ(report.content.counts.at("cases"), 1);
  EXPECT_EQ(mode_of(town.data / kDatabase), 0600u);
  EXPECT_EQ(mode_of(report.aside), 0700u);
  EXPECT_EQ(store::check_copy(report.aside / kDatabase).value().content.counts.at("cases"), 2);
  EXPECT_FALSE(fs::exists(town.data / ".restoring"));
}

TEST(Restore, IsUndoneByRestoringWhatItKept) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const fs::path aside = town.restore_from(backup).value().aside;
  ASSERT_TRUE(town.restore_from(aside));
  EXPECT_EQ(town.cases(), 2);
}

TEST(Restore, LeavesNoLogOfTheOldDatabaseBesideTheNewOne) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  leave_as_killed(town);
  const RestoreReport report = town.restore_from(backup).value();
  EXPECT_FALSE(fs::exists((town.data / kDatabase).string() + "-wal"));
  EXPECT_EQ(town.cases(), 1);
  EXPECT_EQ(store::check_copy(report.aside / kDatabase).value().content.counts.at("cases"), 3)
      << "what stood in the log is kept too";
}

TEST(Restore, ReplacesADatabaseThatIsDamaged) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  leave_as_killed(town);
  std::ofstream(town.data / kDatabase) << std::string(9000, 'x');
  const RestoreReport report = town.restore_from(backup).value();
  EXPECT_EQ(town.cases(), 1);
  EXPECT_EQ(test::bytes_of(report.aside / kDatabase), std::string(9000, 'x'));
  EXPECT_TRUE(fs::exists((report.aside / kDatabase).string() + "-wal"));
}

TEST(Restore, MakesAFolderFromBackupAndKeysAlone) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const fs::path keys = town.folder.path() / "keys.txt";
  ASSERT_TRUE(store::export_keys(town.data, keys));
  town.data = town.folder.path() / "new machine";
  EXPECT_EQ(town.restore_from(backup).failure().code, FailureCode::not_found);
  const RestoreReport report = town.restore_from(backup, keys).value();
  EXPECT_TRUE(report.aside.empty());
  EXPECT_EQ(town.cases(), 1);
  EXPECT_EQ(mode_of(town.data), 0700u);
  EXPECT_EQ(mode_of(town.data / "keys" / "desk"), 0600u);
}

TEST(Restore, RefusesABackupOfOtherKeysAndLeavesTheOldDatabase) {
  Town town;
  Town other;
  const fs::path foreign = backup_of_one_of_two(other);
  { town.report(*town.open(), "own"); }
  EXPECT_EQ(town.restore_from(foreign).failure().code, FailureCode::misconfigured);
  EXPECT_EQ(town.cases(), 1);
  EXPECT_FALSE(fs::exists(town.data / ".restoring"));
}

TEST(Restore, NeverReplacesKeys) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const fs::path keys = town.folder.path() / "keys.txt";
  ASSERT_TRUE(store::export_keys(town.data, keys));
  fs::remove(town.data / kDatabase);
  make_other_keys(town.data);
  const std::string before = test::bytes_of(town.data / "keys" / "desk");
  EXPECT_EQ(town.restore_from(backup, keys).failure().code, FailureCode::misconfigured);
  EXPECT_EQ(test::bytes_of(town.data / "keys" / "desk"), before);
}

TEST(Restore, WaitsUntilNoProgramUsesTheData) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  {
    const store::DataLock server = store::DataLock::share(town.data).value();
    EXPECT_EQ(town.restore_from(backup).failure().code, FailureCode::busy);
  }
  EXPECT_TRUE(town.restore_from(backup));
}

// A program of before there was a lock.
TEST(Restore, SeesAProgramThatHoldsNoLock) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const auto store = town.open();
  (void)store->list_users();
  EXPECT_EQ(town.restore_from(backup).failure().code, FailureCode::busy);
  EXPECT_EQ(town.cases(), 2);
}

TEST(Restore, KeepsProgramsAwayMeanwhile) {
  Town town;
  const store::DataLock restore = store::DataLock::alone(town.data).value();
  EXPECT_EQ(store::DataLock::share(town.data).failure().code, FailureCode::busy);
}

TEST(Restore, RefusesADatabaseOfANewerProgram) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const fs::path newer = town.folder.path() / "newer.sqlite";
  fs::copy_file(backup / kDatabase, newer);
  const auto database = store::open_sqlite({newer.string(), 100, false}).value();
  ASSERT_TRUE(database->run("INSERT INTO schema_version(version) VALUES (999)"));
  EXPECT_EQ(town.restore_from(newer).failure().code, FailureCode::too_new);
  EXPECT_EQ(town.cases(), 2);
}

// Made by hand with an older program: no facts, no manifest. tests/programs/backup_and_restore.py
// has one with cases.
TEST(Restore, BringsACopyOfAnOlderProgramToThisVersion) {
  Town town;
  const fs::path old = town.folder.path() / "old.sqlite";
  for (const int version : {1, 5, 12, store::schema_version() - 1}) {
    const fs::path made = town.folder.path() / "made.sqlite";
    {
      const auto database = store::open_sqlite({made.string(), 100, false}).value();
      ASSERT_TRUE(store::migrate_up_to(*database, version));
    }
    ASSERT_TRUE(store::copy_to_new_file(made.string(), old.string()));
    fs::remove(made);
    ASSERT_TRUE(town.restore_from(old)) << version;
    EXPECT_EQ(town.cases(), 0) << version;
    fs::remove(old);
  }
}

TEST(Restore, RefusesWhatHoldsNothing) {
  Town town;
  const fs::path file = town.folder.path() / "empty.sqlite";
  std::ofstream(file).flush();
  EXPECT_EQ(town.restore_from(file).failure().code, FailureCode::corrupt);
  { (void)store::open_sqlite({file.string(), 100, false}); }
  EXPECT_EQ(town.restore_from(file).failure().code, FailureCode::corrupt);
  EXPECT_EQ(town.restore_from(town.folder.path() / "nothing").failure().code,
            FailureCode::not_found);
}

TEST(Restore, RefusesWhatIsNoFileInASentence) {
  Town town;
  const fs::path folder = town.folder.path() / "odd";
  fs::create_directories(folder / kDatabase);
  for (const fs::path& from : {folder, fs::path("/dev/null")}) {
    const auto refused = town.restore_from(from);
    ASSERT_FALSE(refused) << from;
    EXPECT_EQ(refused.failure().code, FailureCode::invalid) << from;
    EXPECT_NE(refused.failure().message.find("is not a file: --from names"), std::string::npos)
        << refused.failure().message;
  }
}

TEST(Restore, RefusesABackupThatIsNotWhatItsManifestSays) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const fs::path later = town.try_backup().value().folder;
  fs::copy_file(later / kManifest, backup / kManifest, fs::copy_options::overwrite_existing);
  EXPECT_EQ(town.restore_from(backup).failure().code, FailureCode::corrupt);
  fs::resize_file(later / kDatabase, 5000);
  EXPECT_EQ(town.restore_from(later).failure().code, FailureCode::corrupt);
  EXPECT_EQ(town.cases(), 2);
}

std::string body_of_part(const Town& town, std::int64_t part) {
  const auto database = store::open_sqlite({(town.data / kDatabase).string(), 100, true}).value();
  return database->run("SELECT body FROM parts WHERE part_id = $1", {part}).value().at(0).text(0);
}

// A backup of a database with one case, after an edit behind the program's back.
fs::path backup_of_edited(Town& town, const std::string& sql) {
  const auto store = town.open();
  town.report(*store, "a");
  const auto raw =
      core::accepted(store::open_sqlite({(town.data / kDatabase).string(), 100, false}));
  EXPECT_TRUE(raw->run_script(sql));
  return town.back_up(*store).folder;
}

TEST(Restore, RefusesACopyThatDoesNotHoldWhatWasRecorded) {
  Town town;
  const fs::path backup =
      backup_of_edited(town, "UPDATE parts SET body = 'other' WHERE part_id = 2");
  const auto refused = town.restore_from(backup);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, FailureCode::corrupt);
  EXPECT_NE(refused.failure().message.find("a text it refers to was changed"), std::string::npos);
  EXPECT_NE(refused.failure().message.find("nothing was restored"), std::string::npos);
}

TEST(Restore, TakesACopyWhoseFindingsCanBeRepairedAndTellsThem) {
  Town town;
  const fs::path backup =
      backup_of_edited(town, "INSERT INTO assisting_units VALUES ('demo', 'water', 1)");
  const RestoreReport report = town.restore_from(backup).value();
  EXPECT_EQ(report.report.findings.size(), 1U);
  EXPECT_FALSE(report.aside.empty());
}

TEST(Restore, DestroysAgainWhatWasDestroyedSince) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  ASSERT_TRUE(store::append_destroyed(town.data, {{"demo", 1, 1}}));
  ASSERT_TRUE(store::append_destroyed(town.place, {{"demo", 1, 2}, {"demo", 9, 40}}));
  const RestoreReport report = town.restore_from(backup).value();
  EXPECT_EQ(report.destroyed, 2);
  EXPECT_EQ(body_of_part(town, 1), "");
  EXPECT_EQ(body_of_part(town, 2), "");
  EXPECT_EQ(store::read_destroyed(store::destroyed_list_of(town.data)).value().size(), 3u);
  EXPECT_EQ(town.cases(), 1) << "the list explains what no event does";
  const BackupReport next = town.try_backup().value();
  EXPECT_TRUE(next.report.ok()) << "the list goes with the backup: "
                                << store::report_as_text(next.report);
  EXPECT_TRUE(store::verify_database(next.folder / kDatabase).value().ok());
  fs::remove(next.folder / kDestroyed);
  EXPECT_FALSE(store::verify_database(next.folder / kDatabase).value().ok());
  EXPECT_EQ(test::bytes_of(town.data / kDatabase).find("open a"), std::string::npos);
}

// Else the list would destroy texts from after the restore, at the next one.
TEST(Restore, GivesNoListedIdToNewParts) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  ASSERT_TRUE(store::append_destroyed(town.data, {{"demo", 5, 9}}));
  ASSERT_TRUE(town.restore_from(backup));
  {
    const auto store = town.open();
    town.report(*store, "new");
    EXPECT_TRUE(store->case_by_id("demo", 6));
  }
  EXPECT_NE(body_of_part(town, 10), "");
}

// The id of a case that is reported and destroyed now.
store::CaseId report_and_destroy(Town& town) {
  const auto store = town.open();
  town.report(*store, "new");
  const auto database = store::open_sqlite({(town.data / kDatabase).string(), 100, true}).value();
  const store::CaseId id = test::number_of(*database, "SELECT MAX(case_id) FROM cases");
  EXPECT_TRUE(test::destroy_all(*store, "demo", id));
  return id;
}

// The list names parts by numbers alone, and it is read whichever copy comes back.
TEST(Restore, OfWhatItKeptDestroysNothingThatWasWrittenAfterIt) {
  Town town;
  const fs::path backup = backup_of_one_of_two(town);
  const fs::path aside = town.restore_from(backup).value().aside;
  EXPECT_EQ(report_and_destroy(town), 3) << "2 is a case of the copy that was kept";
  EXPECT_EQ(town.restore_from(aside).value().destroyed, 0);
  EXPECT_EQ(town.cases(), 2);
  EXPECT_NE(body_of_part(town, 3), "");
}

TEST(Restore, OfANewerBackupDestroysNothingThatWasWrittenAfterAnOlderOne) {
  Town town;
  const fs::path older = backup_of_one_of_two(town);
  const fs::path newer = town.try_backup().value().folder;
  fs::remove(town.data / kDatabase);
  ASSERT_TRUE(town.restore_from(older));
  EXPECT_EQ(report_and_destroy(town), 3) << "2 is a case of the newer backup";
  EXPECT_EQ(town.restore_from(newer).value().destroyed, 0);
  EXPECT_EQ(town.cases(), 2);
}

int restore_once(const tests::Words& arguments) {
  test::FakeClock clock;
  const std::string keys = arguments.size() > 2 ? arguments.at(2) : "";
  return restore({arguments.at(0), arguments.at(1), keys}, clock) ? 0 : 1;
}

const tests::Part kRestore("restore", restore_once);

TEST(Restore, KilledAtAnyStepLeavesTheOldOrTheNewOneWhole) {
  for (const std::string step :
       {"restore: copied", "restore: migrated", "restore: list carried", "restore: destroyed",
        "fold: log fits:1", "restore: verified", "restore: keys placed", "fold: log fits:2",
        "restore: folded", "restore: kept", "restore: log gone", "restore: swapped"}) {
    Town town;
    const fs::path backup = backup_of_one_of_two(town);
    leave_as_killed(town);
    const tests::Ending ending =
        kRestore.start({backup.string(), town.data.string()}, {"BANCHENG_STOP_AT=" + step}).end();
    EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
    EXPECT_EQ(town.cases(), step == "restore: swapped" ? 1 : 3) << step;
    ASSERT_TRUE(town.restore_from(backup)) << step;
    EXPECT_EQ(town.cases(), 1) << step;
  }
}

// On a new machine the keys come with it; half of them must not keep the next try from the rest.
TEST(Restore, KilledAtAnyStepOfANewMachineIsDoneByTheNextOne) {
  for (const std::string step :
       {"restore: copied", "restore: migrated", "restore: list carried", "restore: destroyed",
        "fold: log fits", "restore: verified", "keys: one placed", "restore: keys placed",
        "restore: folded", "restore: kept", "restore: log gone", "restore: swapped"}) {
    Town town;
    const fs::path backup = backup_of_one_of_two(town);
    const fs::path keys = town.folder.path() / "keys.txt";
    ASSERT_TRUE(store::export_keys(town.data, keys));
    town.data = town.folder.path() / "new machine";
    const tests::Ending ending = kRestore
                                     .start({backup.string(), town.data.string(), keys.string()},
                                            {"BANCHENG_STOP_AT=" + step})
                                     .end();
    EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
    EXPECT_EQ(fs::exists(town.data / kDatabase), step == "restore: swapped") << step;
    ASSERT_TRUE(town.restore_from(backup, keys)) << step;
    EXPECT_EQ(town.cases(), 1) << step;
  }
}

}  // namespace
}  // namespace handler::backup::testing
