// What `handler explain` prints of a case.
#include "handler/commands/case_commands.h"

#include <sstream>

#include "core/base/files.h"
#include "tests/handler/handler_fixture.h"

namespace handler {
namespace {

using handler::testing::HandlerFixture;
using handler::testing::published;
using handler::testing::source_folder;

// A general matter, two workdays from Thursday 2026-09-24, that was given five instead.
class ExplainTest : public ::testing::Test {
 protected:
  void SetUp() override {
    id = hall.report();
    hall.accept(id);
    hall.act(id, "dispatch", {{"unit", "housing"}});
    hall.act(id, "retier", {{"tier", "complex"}, {"reason", "涉及两个单位"}});
    hall.act(id, "agree_reclassification");
  }
  std::string explained_at(const std::string& iso) {
    return explained(hall, published().root(), id, iso);
  }
  static std::string explained(const HandlerFixture& house, const std::filesystem::path& sites,
                               cases::CaseId which, const std::string& iso) {
    RuntimeOptions runtime;
    runtime.published = sites;
    runtime.templates = source_folder() / "site_templates";
    runtime.data = house.data_folder();
    runtime.test_clock = (house.data_folder() / "clock").string();
    EXPECT_TRUE(core::write_file_atomically(runtime.test_clock, iso));
    std::ostringstream out;
    explain_case(runtime, {"demo", std::to_string(which)}, out);
    return out.str();
  }
  static bool says(const std::string& printed, const std::string& line) {
    return ("\n" + printed).find("\n" + line + "\n") != std::string::npos;
  }

  HandlerFixture hall;
  cases::CaseId id = 0;
};

constexpr const char* kEarlier = "earlier limit 2 workdays, due 2026-09-29T17:00:00.000+08:00";

TEST_F(ExplainTest, PrintsTheStricterLimitThatASofterOneReplaced) {
  const std::string printed = explained_at("2026-09-28T10:00:00+08:00");
  EXPECT_TRUE(says(printed, "clock handle, round 1, limit 5 workdays, running")) << printed;
  EXPECT_TRUE(says(printed, std::string(kEarlier) + ", not over yet")) << printed;
}

TEST_F(ExplainTest, SaysThatTheStricterLimitWasMissedThoughTheSofterOneRuns) {
  const std::string printed = explained_at("2026-09-30T10:00:00+08:00");
  EXPECT_TRUE(says(printed, "clock handle, round 1, limit 5 workdays, running")) << printed;
  EXPECT_TRUE(says(printed, std::string(kEarlier) + ", missed")) << printed;
}

TEST_F(ExplainTest, SaysThatTheStricterLimitWasKept) {
  hall.clock.set("2026-09-28 10:00");
  hall.act(id, "reply", {{"outcome", "resolved"}, {"reply", "办好了"}, {"statement", "说明"}});
  const std::string printed = explained_at("2026-10-20T10:00:00+08:00");
  EXPECT_TRUE(says(printed, std::string(kEarlier) + ", kept")) << printed;
}

TEST_F(ExplainTest, SaysWhichFilesTheCaseTakesWhereThePolicyDoes) {
  EXPECT_EQ(explained_at("2026-09-28T10:00:00+08:00").find("files"), std::string::npos);
  const std::pair<const char*, const char*> rules[] = {
      {"files: {most: 2}",
       "files 2 in one sending, 5 MB each, 12 in the case, 3 MB of the reporter "
       "before acceptance"},
      {"files: none", "files none"}};
  for (const auto& [rule, line] : rules) {
    tests::PublishedSites sites(source_folder(), {"demo"});
    sites.republish("demo", "policy.yaml",
                    "materials_within:", std::string(rule) + "\nmaterials_within:");
    HandlerFixture town(sites.root());
    const cases::CaseId other = town.report();
    town.accept(other);
    const std::string printed = explained(town, sites.root(), other, "2026-09-28T10:00:00+08:00");
    EXPECT_TRUE(says(printed, line)) << printed;
  }
}

TEST_F(ExplainTest, SaysThatClocksRunOnWhileMaterialsAreAwaited) {
  EXPECT_EQ(explained_at("2026-09-28T10:00:00+08:00").find("materials"), std::string::npos);
  tests::PublishedSites sites(source_folder(), {"demo"});
  sites.republish("demo", "policy.yaml", "materials_within:", "pauses: never\nmaterials_within:");
  HandlerFixture town(sites.root());
  const cases::CaseId other = town.report();
  town.accept(other);
  const std::string printed = explained(town, sites.root(), other, "2026-09-28T10:00:00+08:00");
  EXPECT_TRUE(says(printed, "pauses never: while materials are awaited, clocks run on")) << printed;
}

}  // namespace
}  // namespace handler
