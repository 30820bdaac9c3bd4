// Each build notes what it read, site by site; a build that publishes nothing notes nothing.
#include "core/site/build_record.h"
#include "tests/generator/build_fixture.h"

namespace {

core::FileHashes recorded(const generator::BuildOptions& options, const std::string& site) {
  return core::read_build_record(options.published, site).value();
}

core::FileHashes standing(const generator::BuildOptions& options, const std::string& site) {
  return core::hash_inputs(options.inputs.content, site).value();
}

Outcome built(const generator::BuildOptions& options) {
  generator::Builder builder(options);
  return run(builder);
}

TEST(RecordedInputs, AreThoseOfTheSitesThatWereBuilt) {
  BuildFixture fixture;
  generator::BuildOptions options = fixture.options("a");
  ASSERT_TRUE(built(options).built);
  EXPECT_EQ(recorded(options, "demo"), standing(options, "demo"));
  const core::FileHashes before = standing(options, "demo");
  fixture.replace("content/sites/demo/site.yaml", "hall: ", "hall: 新");
  EXPECT_EQ(recorded(options, "demo"), before);
  options.inputs.sites = {"pingyi"};
  ASSERT_TRUE(built(options).built);
  EXPECT_EQ(recorded(options, "demo"), before);
  options.inputs.sites = {"demo"};
  ASSERT_TRUE(built(options).built);
  EXPECT_EQ(recorded(options, "demo"), standing(options, "demo"));
  EXPECT_NE(recorded(options, "demo"), before);
}

TEST(RecordedInputs, StayAsTheyWereAfterMistakes) {
  BuildFixture fixture;
  const generator::BuildOptions options = fixture.options("a");
  ASSERT_TRUE(built(options).built);
  const core::FileHashes before = recorded(options, "demo");
  fixture.replace("content/sites/demo/site.yaml", "hall: ", "no_such_key: x\nhall: ");
  EXPECT_FALSE(built(options).built);
  EXPECT_EQ(recorded(options, "demo"), before);
}

TEST(RecordedInputs, FollowEachBuildOfAWatcher) {
  BuildFixture fixture;
  const generator::BuildOptions options = fixture.options("a");
  generator::Builder builder(options);
  ASSERT_TRUE(run(builder).built);
  fixture.replace("content/sites/demo/site.yaml", "hall: ", "hall: 新");
  ASSERT_TRUE(run(builder).built);
  EXPECT_EQ(recorded(options, "demo"), standing(options, "demo"));
  ASSERT_TRUE(run(builder).built);
  EXPECT_EQ(recorded(options, "demo"), standing(options, "demo"));
  EXPECT_EQ(recorded(options, "pingyi"), standing(options, "pingyi"));
}

}  // namespace
