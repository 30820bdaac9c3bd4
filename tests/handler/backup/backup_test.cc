// A backup is whole or not there, holds no keys, and never touches what it did not make.
#include "handler/backup/backup.h"

#include <csignal>
#include <thread>

#include "handler/store/destroyed_list.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/backup/town.h"
#include "tests/support/other_process.h"

namespace handler::backup::testing {
namespace {

std::vector<std::string> entries_of(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

TEST(Backup, IsOneVerifiedFileForItsOwnerAloneWithoutKeys) {
  Town town;
  const auto store = town.open();
  town.report(*store, "a");
  town.report(*store, "b");
  const BackupReport made = town.back_up(*store);
  EXPECT_EQ(made.folder, town.place / "bancheng-2026-04-03T0200Z");
  EXPECT_EQ(entries_of(made.folder),
            (std::vector<std::string>{std::string(kDatabase), std::string(kManifest)}));
  EXPECT_EQ(mode_of(made.folder), 0700u);
  EXPECT_EQ(mode_of(made.folder / kDatabase), 0600u);
  EXPECT_EQ(mode_of(made.folder / kManifest), 0600u);
  const store::CopyContent content = store::check_copy(made.folder / kDatabase).value().content;
  EXPECT_EQ(content.counts.at("cases"), 2);
  EXPECT_EQ(content.heads.at(0).seq, 2);
  EXPECT_EQ(content.prints, store::prints_of(store::keys_in(town.data)));
  EXPECT_EQ(entries_of(made.folder).size(), 2u) << "reading a copy leaves nothing beside it";
}

TEST(Backup, SaysInItsManifestWhatTheCopyHolds) {
  Town town;
  const auto store = town.open();
  town.report(*store, "a");
  const BackupReport made = town.back_up(*store);
  EXPECT_EQ(read_manifest(made.folder).value(), made.manifest);
  EXPECT_EQ(made.manifest.content, store::check_copy(made.folder / kDatabase).value().content);
  EXPECT_EQ(made.manifest.bytes, fs::file_size(made.folder / kDatabase));
}

TEST(Backup, IsOfOneMomentWhileOthersWrite) {
  Town town;
  const auto store = town.open();
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) town.report(*store, "w" + std::to_string(i));
  });
  for (int i = 0; i < 5; ++i) {
    const BackupReport made = town.back_up(*store);
    EXPECT_TRUE(made.report.ok()) << store::report_as_text(made.report);
  }
}

TEST(Backup, NotesWhenAndWhereItWasMade) {
  Town town;
  const auto store = town.open();
  town.back_up(*store);
  EXPECT_EQ(store->fact(store::facts::kLastBackup).value(), "2026-04-03T10:00:00.000+08:00");
  EXPECT_EQ(store->fact(store::facts::kBackupPlace).value(), town.place.string());
}

// A stick that is taken out must not be where destroyed parts are listed, and copies of every
// minute must not hide that the backups stopped.
TEST(Backup, BesideTheOthersIsNotNoted) {
  Town town;
  const auto store = town.open();
  town.back_up(*store);
  const fs::path stick = town.folder.path() / "stick";
  fs::create_directory(stick);
  town.clock.set("2026-04-03T11:00:00");
  ASSERT_TRUE(store::append_destroyed(town.data, {{"demo", 1, 2}}));
  BackupOptions beside{.data = town.data, .place = stick};
  beside.is_beside = true;
  ASSERT_TRUE(make_backup(*store, beside, town.clock.now()));
  EXPECT_EQ(store->fact(store::facts::kLastBackup).value(), "2026-04-03T10:00:00.000+08:00");
  EXPECT_EQ(store->fact(store::facts::kBackupPlace).value(), town.place.string());
  EXPECT_EQ(store::read_destroyed(stick / kDestroyed).value().size(), 1u);
}

TEST(Backup, TakesPublishedVersionsContentAndTheListAlong) {
  Town town;
  const fs::path published = town.folder.path() / "published";
  write(published / "demo" / "abc" / "site", "rules");
  write(published / "demo" / "old" / "site", "old rules");
  write(published / "demo" / "current", "abc\n");
  const fs::path content = town.folder.path() / "content";
  write(content / "sites" / "demo" / "site.yaml", "name: demo");
  ASSERT_TRUE(store::append_destroyed(town.data, {{"demo", 1, 2}}));
  const auto store = town.open();
  const BackupReport made =
      make_backup(*store, {town.data, town.place, published, content, 0}, town.clock.now()).value();
  EXPECT_EQ(test::bytes_of(made.folder / "published/demo/abc/site"), "rules");
  EXPECT_EQ(test::bytes_of(made.folder / "published/demo/current"), "abc\n");
  EXPECT_FALSE(fs::exists(made.folder / "published/demo/old"));
  EXPECT_EQ(test::bytes_of(made.folder / "content/sites/demo/site.yaml"), "name: demo");
  EXPECT_EQ(store::read_destroyed(made.folder / kDestroyed).value().size(), 1u);
  EXPECT_EQ(store::read_destroyed(town.place / kDestroyed).value().size(), 1u);
  EXPECT_EQ(made.manifest.published.at("demo"), "abc");
}

TEST(Backup, OfTheSameMinuteHasANumber) {
  Town town;
  const auto store = town.open();
  town.back_up(*store);
  EXPECT_EQ(town.back_up(*store).folder.filename(), "bancheng-2026-04-03T0200Z-2");
  EXPECT_EQ(town.back_up(*store).folder.filename(), "bancheng-2026-04-03T0200Z-3");
}

TEST(Backup, KeepsTheNewestWholeOnesAndWhatItDidNotMake) {
  Town town;
  const auto store = town.open();
  write(town.place / "bancheng-2020-01-01T0000Z" / "holiday.jpg", "a picture");
  write(town.place / "bancheng-notes", "keep");
  const fs::path first = town.back_up(*store).folder;
  const fs::path second = town.back_up(*store).folder;
  write(second / "note.txt", "before the move");
  const fs::path third = town.back_up(*store).folder;
  fs::resize_file(third / kDatabase, 100);
  const BackupReport fourth = town.back_up(*store, 1);
  EXPECT_EQ(unknown_in(town.place),
            std::vector<fs::path>{town.place / "bancheng-2020-01-01T0000Z"});
  EXPECT_EQ(fourth.removed, (std::vector<fs::path>{third, first}));
  EXPECT_TRUE(fs::exists(second / kDatabase));
  EXPECT_TRUE(fs::exists(town.place / "bancheng-2020-01-01T0000Z" / "holiday.jpg"));
  EXPECT_TRUE(fs::exists(town.place / "bancheng-notes"));
}

TEST(Backup, ThatIsNotWholeDoesNotCountAsKept) {
  Town town;
  const auto store = town.open();
  const fs::path whole = town.back_up(*store).folder;
  const fs::path cut = town.back_up(*store).folder;
  fs::resize_file(cut / kDatabase, 100);
  EXPECT_TRUE(town.back_up(*store, 2).removed.empty());
  EXPECT_TRUE(fs::exists(whole));
}

// Such as one that was made while the clock was years ahead.
TEST(Backup, OfALaterDateNeverCostsANewOne) {
  Town town;
  const auto store = town.open();
  const fs::path made = town.back_up(*store).folder;
  const fs::path ahead = town.place / "bancheng-2099-01-01T0000Z";
  fs::rename(made, ahead);
  const fs::path first = town.back_up(*store, 1).folder;
  EXPECT_TRUE(fs::exists(first));
  const BackupReport second = town.back_up(*store, 1);
  EXPECT_EQ(second.removed, std::vector<fs::path>{first});
  EXPECT_TRUE(fs::exists(second.folder));
  EXPECT_TRUE(fs::exists(ahead));
}

TEST(Backup, IsMadeAlthoughAPublishedVersionIsGone) {
  Town town;
  const fs::path published = town.folder.path() / "published";
  write(published / "demo" / "current", "abc\n");
  write(published / "empty" / "current", "\n");
  write(published / "other" / "abc" / "site", "rules");
  write(published / "other" / "current", "abc\n");
  const auto store = town.open();
  const BackupReport made =
      make_backup(*store, {town.data, town.place, published, {}, 0}, town.clock.now()).value();
  EXPECT_EQ(made.manifest.published, (std::map<std::string, std::string>{{"other", "abc"}}));
}

// Neither a database nor what people wrote in it must go without a backup for them.
TEST(Backup, IsMadeWithoutWhatCannotBeReadBesideTheDatabaseAndSaysSo) {
  Town town;
  const fs::path published = town.folder.path() / "published";
  write(published / "demo" / "abc", "a file in the place of a folder");
  write(published / "demo" / "current", "abc\n");
  write(published / "other" / "abc" / "site", "rules");
  write(published / "other" / "current", "abc\n");
  const fs::path content = town.folder.path() / "content";
  const auto store = town.open();
  town.report(*store, "a");
  const BackupReport made =
      make_backup(*store, {town.data, town.place, published, content, 0}, town.clock.now()).value();
  ASSERT_EQ(made.left_out.size(), 2U);
  EXPECT_TRUE(made.left_out.front().starts_with((published / "demo" / "abc").string()));
  EXPECT_TRUE(made.left_out.back().starts_with(content.string()));
  EXPECT_EQ(made.manifest.published, (std::map<std::string, std::string>{{"other", "abc"}}));
  EXPECT_FALSE(made.manifest.has_content);
  EXPECT_FALSE(fs::exists(made.folder / kContent));
  EXPECT_FALSE(fs::exists(made.folder / kPublished / "demo" / "current"));
  EXPECT_FALSE(made.manifest.doubtful);
  EXPECT_TRUE(store->fact(store::facts::kLastBackup).value());
}

// As a crash leaves it between the commit and the cleaning of the files.
TEST(Backup, HoldsNothingOfWhatWasDestroyedJustBefore) {
  Town town;
  const auto store = town.open();
  town.report(*store, "qqzzneedle");
  const auto record = store->case_by_id("demo", 1).value();
  store::DestroyedTexts texts{.id = 1, .seen_seq = record.row.last_seq};
  for (const auto& [part, what] : record.parts) texts.parts.push_back(part);
  texts.event = test::event("parts_destroyed");
  texts.refold = test::fold_simply;
  ASSERT_TRUE(store->destroy_parts("demo", texts));
  ASSERT_TRUE(store->fact(store::facts::kLeftovers).value());
  const fs::path made = town.back_up(*store).folder;
  EXPECT_EQ(test::bytes_of(made / kDatabase).find("qqzzneedle"), std::string::npos);
  EXPECT_FALSE(store->fact(store::facts::kLeftovers).value());
}

// An SQL shell on the data, while the store is open.
void edit(const Town& town, const std::string& sql) {
  const auto raw = core::accepted(store::open_sqlite({(town.data / kDatabase).string(), 100}));
  ASSERT_TRUE(raw->run_script(sql));
}

TEST(Backup, OfADatabaseWithFindingsIsMadeAndCalledDoubtful) {
  Town town;
  const auto store = town.open();
  town.report(*store, "a");
  const fs::path good = town.back_up(*store).folder;
  town.clock.set("2026-04-04T10:00:00");
  edit(town, "UPDATE parts SET body = 'other' WHERE part_id = 2");
  for (int number = 1; number <= 3; ++number) {
    const BackupReport made = town.back_up(*store, 1);
    EXPECT_TRUE(made.manifest.doubtful);
    EXPECT_GT(made.manifest.findings, 0U);
    EXPECT_NE(store::report_as_text(made.report).find("a text it refers to was changed"),
              std::string::npos);
    EXPECT_TRUE(fs::exists(made.folder / kDatabase));
    EXPECT_TRUE(fs::exists(good / kDatabase)) << "a good one never goes for a doubtful one";
  }
  const auto left = backups_in(town.place).value();
  ASSERT_EQ(left.size(), 2U) << "of the doubtful ones only the newest stays";
  EXPECT_FALSE(left[0].whole);
  EXPECT_TRUE(left[1].whole);
  EXPECT_EQ(store->fact(store::facts::kLastBackup).value(), "2026-04-03T10:00:00.000+08:00");
}

TEST(Backup, WithFindingsThatCanBeRepairedIsAGoodOne) {
  Town town;
  const auto store = town.open();
  town.report(*store, "a");
  edit(town, "INSERT INTO assisting_units VALUES ('demo', 'water', 1)");
  const BackupReport made = town.back_up(*store);
  EXPECT_EQ(made.manifest.findings, 1U);
  EXPECT_FALSE(made.manifest.doubtful);
  EXPECT_FALSE(made.report.ok());
  EXPECT_TRUE(backups_in(town.place).value().at(0).whole);
  EXPECT_NE(store->fact(store::facts::kLastBackup).value(), std::nullopt);
}

TEST(Backup, HasHeadsThatVerificationReadsInItsManifest) {
  Town town;
  const auto store = town.open();
  town.report(*store, "a");
  const BackupReport made = town.back_up(*store);
  EXPECT_EQ(store::heads_in(test::bytes_of(made.folder / kManifest)), made.manifest.content.heads);
  EXPECT_FALSE(made.manifest.content.heads.empty());
}

TEST(Backup, RefusesAPlaceThatIsNotThere) {
  Town town;
  fs::remove(town.place);
  EXPECT_EQ(town.try_backup().failure().code, core::FailureCode::not_found);
  EXPECT_FALSE(fs::exists(town.place)) << "it may be a disk that is not mounted";
}

TEST(Backup, RefusesAPlaceInsideTheDataFolder) {
  Town town;
  const fs::path deep = town.data / "a" / "b";
  fs::create_directories(deep);
  const fs::path link = town.folder.path() / "link";
  fs::create_directory_symlink(deep, link);
  for (const fs::path& place : {town.data, deep, link, town.data / "a" / ".." / "a"}) {
    town.place = place;
    const auto refused = town.try_backup();
    ASSERT_FALSE(refused) << place;
    EXPECT_EQ(refused.failure().code, core::FailureCode::invalid) << place;
  }
  EXPECT_TRUE(fs::is_empty(deep));
}

TEST(Backup, RefusesContentThatHoldsKeysOrOlderBackups) {
  Town town;
  const auto store = town.open();
  const fs::path content = town.folder.path() / "content";
  write(content / "backups" / "note", "a note");
  const auto refused = [&](const fs::path& place, const fs::path& copied) {
    const auto made = make_backup(*store, {town.data, place, {}, copied, 0}, town.clock.now());
    return made ? core::FailureCode::corrupt : made.failure().code;
  };
  EXPECT_EQ(refused(content / "backups", content), core::FailureCode::invalid);
  EXPECT_EQ(refused(town.place, town.folder.path()), core::FailureCode::invalid);
  EXPECT_EQ(refused(town.place, town.data), core::FailureCode::invalid);
}

TEST(Backup, RefusesAPlaceWithBackupsOfOtherData) {
  Town town;
  Town other;
  other.place = town.place;
  ASSERT_TRUE(other.try_backup());
  EXPECT_EQ(town.try_backup().failure().code, core::FailureCode::conflict);
}

int back_up_once(const tests::Words& arguments) {
  test::FakeClock clock;
  store::StoreOptions options;
  options.path = (fs::path(arguments.at(0)) / kDatabase).string();
  const auto store = core::accepted(store::open_store(options, clock));
  return make_backup(*store, {.data = arguments.at(0), .place = arguments.at(1), .keep = 1},
                     clock.now())
             ? 0
             : 1;
}

const tests::Part kBackup("backup", back_up_once);

// As after a trial with the same site, whose backups were deleted: restores believe the list.
TEST(Backup, RefusesAPlaceWhoseListNamesWhatStandsInTheDatabase) {
  Town town;
  const auto store = town.open();
  town.report(*store, "a");
  ASSERT_TRUE(store::append_destroyed(town.place, {{"demo", 1, 2}}));
  const auto refused =
      make_backup(*store, {.data = town.data, .place = town.place}, town.clock.now());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, core::FailureCode::conflict);
  EXPECT_NE(refused.failure().message.find("names text 2 of case 1"), std::string::npos);
  EXPECT_TRUE(store::read_destroyed(store::destroyed_list_of(town.data)).value().empty());
}

TEST(Backup, GivesNoNumberThatTheListOfItsPlaceNames) {
  Town town;
  {
    const auto store = town.open();
    ASSERT_TRUE(store::append_destroyed(town.place, {{"demo", 7, 70}}));
    town.back_up(*store);
    town.report(*store, "a");
    EXPECT_TRUE(store->case_by_id("demo", 8));
    town.back_up(*store);
  }
  EXPECT_EQ(store::read_destroyed(store::destroyed_list_of(town.data)).value().size(), 1U);
  EXPECT_EQ(town.cases(), 1);
}

TEST(Backup, KilledAtAnyStepLeavesAWholeOneAndTheNextCleansUp) {
  for (const std::string step :
       {"copy: pages there", "backup: copied", "backup: verified", "backup: described",
        "backup: named", "backup: noted", "backup: old one set aside"}) {
    Town town;
    {
      const auto store = town.open();
      town.report(*store, "a");
      town.back_up(*store);
    }
    const tests::Ending ending =
        kBackup.start({town.data.string(), town.place.string()}, {"BANCHENG_STOP_AT=" + step})
            .end();
    EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
    const auto left = backups_in(town.place).value();
    ASSERT_FALSE(left.empty()) << step;
    for (const Made& made : left) EXPECT_TRUE(store::check_copy(made.folder / kDatabase)) << step;
    const auto store = town.open();
    const BackupReport next = town.back_up(*store, 1);
    const std::vector<std::string> only = {next.folder.filename().string()};
    EXPECT_EQ(entries_of(town.place), only) << step;
  }
}

}  // namespace
}  // namespace handler::backup::testing
