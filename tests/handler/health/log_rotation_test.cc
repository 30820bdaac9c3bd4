// What logrotate's files say of a log, and what the doctor makes of it.
#include "handler/health/log_rotation.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/files.h"
#include "core/settings/access_log.h"
#include "tests/support/temporary_folder.h"

namespace handler::health {
namespace {

constexpr const char* kLog = "/var/log/bancheng/access.log";

std::string stanza(const std::string& lines, const std::string& logs = kLog) {
  return logs + " {\n" + lines + "\n}\n";
}

TEST(LogRotation, OfTheFileThatIsShippedKeepsWhatThePrivacyPagePromises) {
  const auto text = core::read_file(BANCHENG_SOURCE_DIR "/deploy/bancheng.logrotate");
  ASSERT_TRUE(text);
  EXPECT_EQ(days_in(*text, kLog), core::kAccessLogDays);
  EXPECT_EQ(days_in(*text, "/var/log/bancheng/error.log"), core::kAccessLogDays);
}

TEST(LogRotation, CountsRotationsByTheirPeriod) {
  EXPECT_EQ(days_in(stanza("daily\nrotate 190"), kLog), 190);
  EXPECT_EQ(days_in(stanza("\tweekly\n\trotate=27"), kLog), 189);
  EXPECT_EQ(days_in(stanza("  monthly  \n rotate 7 # half a year"), kLog), 210);
  EXPECT_EQ(days_in(stanza("yearly\nrotate 1\nmaxage 190"), kLog), 190);
  EXPECT_EQ(days_in(stanza("daily\nrotate 0"), kLog), 0);
}

TEST(LogRotation, KnowsTheLogByItsNameOrAPattern) {
  const std::string lines = "daily\nrotate 5";
  for (const char* logs : {"/var/log/bancheng/*.log", "\"/var/log/bancheng/access.log\"",
                           "/var/log/other.log /var/log/bancheng/access.log",
                           "/var/log/other.log\n/var/log/bancheng/access.log"}) {
    EXPECT_EQ(days_in(stanza(lines, logs), kLog), 5) << logs;
  }
  for (const char* logs : {"/var/log/*.log", "/var/log/bancheng/error.log", "/var/log/bancheng"})
    EXPECT_EQ(days_in(stanza(lines, logs), kLog), std::nullopt) << logs;
}

TEST(LogRotation, ReadsTheRightStanzaAndNoScript) {
  const std::string text = "# of Debian\ncompress\nrotate 4\n" +
                           stanza("daily\nrotate 3", "/var/log/nginx/*.log") +
                           stanza("daily\npostrotate\nrotate 9\n}\nendscript\nrotate 190");
  EXPECT_EQ(days_in(text, kLog), 190);
}

TEST(LogRotation, SaysNothingWhereItCannotBeTold) {
  for (const char* lines : {"daily", "rotate 190", "daily\nrotate -1", "daily\nrotate 190\nsize 1M",
                            "daily\nrotate many", "hourly\nrotate 190"}) {
    EXPECT_EQ(days_in(stanza(lines), kLog), std::nullopt) << lines;
  }
  EXPECT_EQ(days_in("", kLog), std::nullopt);
  EXPECT_EQ(days_in(std::string(kLog) + " {\ndaily\nrotate 190\n", kLog), std::nullopt) << "cut";
}

TEST(LogRotation, LooksIntoEachFileOfTheFolderThatLogrotateReads) {
  const tests::TemporaryFolder folder;
  EXPECT_EQ(days_kept(folder.path(), kLog), std::nullopt);
  std::ofstream(folder.path() / "bancheng.dpkg-old") << stanza("daily\nrotate 1");
  std::ofstream(folder.path() / "nginx") << stanza("daily\nrotate 14", "/var/log/nginx/*.log");
  EXPECT_EQ(days_kept(folder.path(), kLog), std::nullopt);
  std::ofstream(folder.path() / "window") << stanza("daily\nrotate 190");
  EXPECT_EQ(days_kept(folder.path(), kLog), 190);
  EXPECT_EQ(days_kept(folder.path() / "none", kLog), std::nullopt);
}

}  // namespace
}  // namespace handler::health
