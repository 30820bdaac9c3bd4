// What backup and restore print beyond the work itself, and what restore refuses.
#include "handler/commands/backup_commands.h"

#include <fstream>
#include <sstream>

#include "handler/store/keys.h"
#include "handler/store/made_sign.h"
#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

using handler::testing::HandlerFixture;

class BackupCommand : public ::testing::Test {
 protected:
  BackupCommand() {
    std::filesystem::create_directory(place());
    hall.report();
  }
  std::filesystem::path place() const { return folder_.path() / "backups"; }
  std::string said(const std::string& at, int keep, const std::filesystem::path& usual = {}) {
    std::ofstream(folder_.path() / "clock") << at;
    RuntimeOptions options;
    options.data = hall.data_folder();
    options.published = handler::testing::published().root();
    options.templates = handler::testing::source_folder() / "site_templates";
    options.test_clock = (folder_.path() / "clock").string();
    std::ostringstream out;
    back_up(options, {.to = place(), .usual = usual, .keep = keep}, out);
    return out.str();
  }

  HandlerFixture hall;

 private:
  tests::TemporaryFolder folder_;
};

// The demo says that backups are gone after 14 days.
TEST_F(BackupCommand, SaysWhereOlderOnesAreKeptLongerThanThePrivacyPageSays) {
  const std::string promise = "the privacy page of demo says that backups are gone after 14 days";
  EXPECT_EQ(said("2026-09-24T10:00:00+08:00", 0).find(promise), std::string::npos);
  EXPECT_EQ(said("2026-10-08T10:00:00+08:00", 0).find(promise), std::string::npos);
  EXPECT_NE(said("2026-10-09T10:00:00+08:00", 0).find(promise), std::string::npos);
  EXPECT_EQ(said("2026-10-10T10:00:00+08:00", 2).find(promise), std::string::npos);
}

TEST_F(BackupCommand, IntoAnotherFolderThanTheSettingsNameIsBesideTheBackups) {
  const std::string told = "it is beside the backups, which go to /elsewhere";
  EXPECT_EQ(said("2026-09-24T10:00:00+08:00", 0).find(told), std::string::npos);
  EXPECT_EQ(said("2026-09-24T10:01:00+08:00", 0, place() / "").find(told), std::string::npos);
  const core::Result<std::optional<std::string>> noted =
      hall.store.fact(store::facts::kBackupPlace);
  EXPECT_NE(said("2026-09-24T10:02:00+08:00", 0, "/elsewhere").find(told), std::string::npos);
  EXPECT_EQ(hall.store.fact(store::facts::kLastBackup).value(), "2026-09-24T10:01:00.000+08:00");
  EXPECT_EQ(hall.store.fact(store::facts::kBackupPlace).value(), noted.value());
}

// A data folder with keys, and the file of a database to restore there.
struct Restoring {
  Restoring() {
    core::SystemRandomness randomness;
    core::SystemClock clock;
    (void)core::accepted(store::init_data_folder(runtime.data, randomness));
    store::StoreOptions options;
    options.path = copy.string();
    (void)core::accepted(store::open_store(options, clock));
  }
  // What the command says if it refuses; "" if it does not.
  std::string refusal() {
    try {
      restore_backup(runtime, {.from = copy}, out);
      return "";
    } catch (const core::Refused& refused) {
      return refused.failure.message;
    }
  }
  std::filesystem::path sign() const { return store::made_sign_of(runtime.data); }

  tests::TemporaryFolder folder;
  std::filesystem::path copy = folder.path() / "copy.sqlite";
  RuntimeOptions runtime{.data = folder.path() / "var"};
  std::ostringstream out;
};

TEST(RestoreCommand, RefusesAFolderWhoseDataAreInAnotherKindOfDatabase) {
  Restoring one;
  ASSERT_TRUE(store::note_made(one.runtime.data, "postgresql"));
  EXPECT_NE(one.refusal().find("restore into the other kind of database all the same, remove that"),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(database_of(one.runtime)));
  std::filesystem::remove(one.sign());
  EXPECT_EQ(one.refusal(), "");
  EXPECT_TRUE(std::filesystem::exists(database_of(one.runtime)));
  EXPECT_TRUE(store::check_engine(one.runtime.data, "sqlite"));
}

TEST(RestoreCommand, TellsWhatItDidAlsoIfTheSignCannotBeWritten) {
  Restoring one;
  std::filesystem::create_directory(one.sign());
  EXPECT_NE(one.refusal().find("copy.sqlite is restored, but: "), std::string::npos);
  EXPECT_NE(one.out.str().find("the next tick destroys"), std::string::npos) << one.out.str();
}

}  // namespace
}  // namespace handler
