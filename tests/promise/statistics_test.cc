// The figures go round: out of the events, into content/, through the checks, onto the page.
#include <gtest/gtest.h>

#include <sstream>

#include "core/base/files.h"
#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "handler/commands/statistics_command.h"
#include "tests/handler/handler_fixture.h"
#include "tests/support/kept_pages.h"
#include "tests/support/source_folder.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using handler::testing::HandlerFixture;
using handler::testing::says;
using tests::TemporaryFolder;

constexpr const char* kClock = "2026-10-20T10:00:00+08:00";

// content/ with what the handler wrote, and nothing of the demo site's own figures.
fs::path content_with(const TemporaryFolder& folder) {
  const fs::path content = folder.path() / "content";
  fs::copy(tests::kSourceFolder / "content", content, fs::copy_options::recursive);
  fs::remove(content / "sites/demo/statistics.json");
  return content;
}

void answer(HandlerFixture& hall, handler::cases::CaseId id, const std::string& outcome) {
  hall.accept(id);
  hall.act(id, "dispatch", {{"unit", "housing"}});
  hall.act(id, "reply", {{"outcome", outcome}, {"reply", "办好了"}});
  hall.act(id, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
  hall.act(id, "close", {{"cause", "system_down"}});
}

struct Written {
  core::Status status;
  std::string said;
};

Written write(const HandlerFixture& hall, const TemporaryFolder& folder, const std::string& period,
              const fs::path& out) {
  const fs::path clock = folder.path() / "clock";
  EXPECT_TRUE(core::write_file_atomically(clock, kClock).ok());
  handler::RuntimeOptions runtime;
  runtime.published = handler::testing::published().root();
  runtime.templates = tests::kSourceFolder / "site_templates";
  runtime.data = hall.data_folder();
  runtime.test_clock = clock.string();
  std::ostringstream said;
  const auto write = [&] { handler::write_statistics(runtime, {"demo", period, out}, said); };
  core::Status status = core::result_of(write);
  return {std::move(status), said.str()};
}

std::string statistics_page(const fs::path& content) {
  core::Diagnostics diagnostics;
  auto inputs = generator::read_inputs(
      {content, tests::kSourceFolder / "site_templates", {"demo"}, test::day("2026-10-20")},
      diagnostics);
  EXPECT_TRUE(inputs.ok());
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.text();
  EXPECT_FALSE(says(diagnostics.text(), "statistics.json")) << diagnostics.text();
  tests::KeptPages kept;
  auto rendering = generator::render_all(
      *inputs, {.templates = tests::kSourceFolder / "site_templates", .jobs = 2, .sink = &kept},
      diagnostics);
  if (!rendering) return {};
  return kept.pages().at("demo/statistics/index.html");
}

TEST(Statistics, OfTheEventsStandOnThePage) {
  HandlerFixture hall;
  const TemporaryFolder folder;
  for (int i = 0; i < 6; ++i) answer(hall, hall.report(), "resolved");
  answer(hall, hall.report(), "cannot");
  hall.report();
  const fs::path content = content_with(folder);
  const Written written = write(hall, folder, "2026-09", content / "sites/demo/statistics.json");
  ASSERT_TRUE(written.status) << written.status.failure().message;
  EXPECT_TRUE(says(written.said, "8 reports"));
  EXPECT_TRUE(says(written.said, "left out: satisfied, of fewer than 5"));
  const std::string page = statistics_page(content);
  for (const char* words : {"7件，占8件的87.5%", "6件，占6件的100%", "目标：100%",
                            "统计时间：2026年9月1日至2026年9月30日；数据截至2026年10月20日",
                            "示范县住房和城乡建设局", "按原因", "系统故障、数据不通"}) {
    EXPECT_TRUE(says(page, words)) << words;
  }
  EXPECT_FALSE(says(page, "满意率"));
}

TEST(Statistics, AreRefusedWhereTheyWouldPointAtPeople) {
  HandlerFixture hall;
  const TemporaryFolder folder;
  for (int i = 0; i < 4; ++i) answer(hall, hall.report(), "resolved");
  const fs::path out = folder.path() / "statistics.json";
  const Written few = write(hall, folder, "2026-09", out);
  ASSERT_FALSE(few.status);
  EXPECT_TRUE(says(few.status.failure().message, "only 4 reports"));
  EXPECT_FALSE(fs::exists(out));
  EXPECT_FALSE(write(hall, folder, "2026-08", out).status) << "no report came in then";
}

TEST(Statistics, AskForAPeriodThatIsOne) {
  HandlerFixture hall;
  const TemporaryFolder folder;
  const Written wrong = write(hall, folder, "October", folder.path() / "statistics.json");
  ASSERT_FALSE(wrong.status);
  EXPECT_EQ(wrong.status.failure().code, core::FailureCode::invalid);
}

}  // namespace
