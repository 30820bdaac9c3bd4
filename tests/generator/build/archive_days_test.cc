// The privacy page names the longer of two times: that of older backups and that of the database's
// archived log.
#include <gtest/gtest.h>

#include "generator/build/build.h"
#include "tests/generator/few_windows.h"
#include "tests/generator/temp_folder.h"

namespace {

namespace fs = std::filesystem;

TEST(ArchiveDays, AreNamedWhereTheyAreMoreThanBackupsLive) {
  const fs::path root = BANCHENG_SOURCE_DIR;
  const TemporaryFolder folder;
  fs::copy(root / "content", folder / "content", fs::copy_options::recursive);
  keep_few_windows(folder / "content/sites/demo");
  generator::BuildOptions options;
  options.inputs = {folder / "content", root / "site_templates", {"demo"}, {}};
  options.out = folder / "public";
  options.published = folder / "published";
  for (const auto& [days, said] :
       {std::pair{0, "再保存14天"}, {10, "再保存14天"}, {21, "再保存21天"}}) {
    options.archive_days = days;
    core::Diagnostics diagnostics;
    ASSERT_TRUE(generator::build(options, diagnostics)) << diagnostics.text();
    const std::string page = text_of(folder / "public/demo/privacy/index.html");
    EXPECT_NE(page.find(said), std::string::npos) << days;
  }
}

}  // namespace
