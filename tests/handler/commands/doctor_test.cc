// What `handler doctor` prints, in which language, and how it ends.
#include "handler/commands/doctor.h"

#include <fstream>
#include <sstream>

#include "handler/health/sentences.h"
#include "handler/store/database/schema.h"
#include "handler/store/key_copies.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

using handler::testing::says;

TEST(Doctor, PrintsEachFindingWithItsRemedy) {
  const health::Findings findings = {health::finding(health::Level::red, "backup.never"),
                                     health::finding(health::Level::ok, "clock.ok")};
  std::ostringstream english;
  print_findings(findings, /*chinese=*/false, english);
  EXPECT_EQ(english.str(),
            "[red] There was no backup yet.\n"
            "    -> Enable bancheng-backup.timer, or run handler backup --to FOLDER.\n"
            "[ok] The machine's clock is believed.\n");
  std::ostringstream chinese;
  print_findings(findings, /*chinese=*/true, chinese);
  EXPECT_TRUE(says(chinese.str(), "[严重] 还没有做过备份。"));
}

class Examined : public ::testing::Test {
 protected:
  Examined() {
    core::SystemRandomness randomness;
    EXPECT_TRUE(store::init_data_folder(runtime.data, randomness));
  }
  std::pair<int, std::string> examined(const DoctorOptions& options) const {
    std::ostringstream out;
    const int code = examine(runtime, options, out);
    return {code, out.str()};
  }

  tests::TemporaryFolder folder;
  RuntimeOptions runtime{.published = handler::testing::published().root(),
                         .templates = handler::testing::source_folder() / "site_templates",
                         .data = folder.path() / "var"};
};

TEST_F(Examined, IsRedWithoutABackup) {
  const auto [code, said] = examined({.language = "en"});
  EXPECT_EQ(code, 1);
  EXPECT_TRUE(says(said, "There was no backup yet."));
  EXPECT_TRUE(says(said, "No copy of the keys was ever compared."));
  EXPECT_FALSE(std::filesystem::exists(runtime.data / "bancheng.sqlite"));
}

TEST_F(Examined, IsRedWhereTheListOfDestroyedPartsIsDamaged) {
  std::ofstream(runtime.data / "destroyed.list") << "demo x 3;\nmore\n";
  const auto [code, said] = examined({.language = "en"});
  EXPECT_EQ(code, 1);
  EXPECT_TRUE(says(said, "[red] The list of destroyed parts (destroyed.list) cannot be read"));
  EXPECT_TRUE(says(said, "destroyed.list, line 1"));
}

TEST_F(Examined, LooksAtTheCertificateOfTheSettings) {
  EXPECT_FALSE(says(examined({.language = "en"}).second, "certificate"));
  runtime.certificate = folder.path() / "window.pem";
  EXPECT_TRUE(says(examined({.language = "en"}).second,
                   "[red] The certificate " + runtime.certificate.string() + " cannot be read"));
}

TEST_F(Examined, LooksAtTheAccessLogOfTheSettings) {
  EXPECT_TRUE(says(examined({.language = "en"}).second, "[note] The settings do not name the web"));
  runtime.access_log = folder.path() / "access.log";
  EXPECT_TRUE(says(examined({.language = "en"}).second, "[red] The access log is not where"));
}

TEST_F(Examined, LooksAtWhatChecksFiles) {
  runtime.file_cleaner = "/bin/false";
  const std::string without = examined({.language = "en"}).second;
  EXPECT_TRUE(says(without, "[warning] The program file_cleaner"));
  EXPECT_TRUE(says(without, "[note] No virus scanner is set"));
  runtime.clamd = folder.path() / "clamd";
  EXPECT_TRUE(says(examined({.language = "en"}).second, "[red] The virus scanner"));
}

TEST_F(Examined, WritesDownThatACopyOfTheKeysIsGood) {
  ASSERT_TRUE(open_clock_and_store(runtime));
  const std::string copy = (folder.path() / "keys.txt").string();
  ASSERT_TRUE(store::export_keys(runtime.data, copy));
  EXPECT_TRUE(says(examined({.keys = copy, .language = "en"}).second, "was compared and is good"));
  EXPECT_TRUE(says(examined({.language = "en"}).second, "was compared and is good"));
}

TEST_F(Examined, MigratesNothingInOrderToWriteDownAComparison) {
  const std::string file = database_of(runtime).string();
  const auto is_current = [&] {
    const auto database = store::open_sqlite({.path = file});
    return database && store::is_current(**database);
  };
  {
    const auto older = store::open_sqlite({.path = file});
    ASSERT_TRUE(older);
    ASSERT_TRUE(store::migrate_up_to(**older, store::schema_version() - 1));
  }
  const std::string copy = (folder.path() / "keys.txt").string();
  ASSERT_TRUE(store::export_keys(runtime.data, copy));
  EXPECT_TRUE(says(examined({.keys = copy, .language = "en"}).second, "is not written down"));
  EXPECT_TRUE(says(examined({.keys = copy, .language = "zh"}).second, "没有记下来"));
  EXPECT_FALSE(is_current());
}

}  // namespace
}  // namespace handler
