// What backup prints beyond the backup itself.
#include "handler/commands/backup_commands.h"

#include <fstream>
#include <sstream>

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

}  // namespace
}  // namespace handler
