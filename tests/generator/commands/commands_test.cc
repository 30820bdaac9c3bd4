// The generator's commands: their output and exit codes.
#include "generator/commands/commands.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <sstream>
#include <vector>

#include "core/base/build_id.h"
#include "core/base/json.h"
#include "tests/generator/temp_folder.h"

using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

namespace {

const std::string kRoot = BANCHENG_SOURCE_DIR;

class FixedClock : public core::Clock {
 public:
  core::Instant now() override { return *core::from_iso("2026-10-31T10:00:00+08:00"); }
};

struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

Ended run_words(std::vector<std::string> words) {
  std::vector<const char*> arguments = {"generator"};
  for (const std::string& word : words) arguments.push_back(word.c_str());
  std::ostringstream out;
  std::ostringstream err;
  FixedClock clock;
  ::setenv("LC_ALL", "C", 1);  // whatever the developer's machine speaks
  const int code =
      generator::run(static_cast<int>(arguments.size()), arguments.data(), out, err, clock);
  return {code, out.str(), err.str()};
}

Ended check(const std::string& content, std::vector<std::string> more = {}) {
  std::vector<std::string> words = {"check", "--content", content, "--templates",
                                    kRoot + "/site_templates"};
  words.insert(words.end(), more.begin(), more.end());
  return run_words(words);
}

}  // namespace

TEST(Commands, CheckFindsNoMistakeInTheShippedContent) {
  const Ended ended = check(kRoot + "/content");
  EXPECT_EQ(ended.out, "6 sites, no mistakes\n");
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(ended.code, 0);
}

// As on a full disk behind a pipe or a file.
TEST(Commands, EndWithTwoIfTheirOutputDoesNotArrive) {
  struct Full : std::streambuf {};  // takes nothing
  for (const char* word : {"reference", "--help"}) {
    Full full;
    std::ostream out(&full);
    std::ostringstream err;
    FixedClock clock;
    const char* arguments[] = {"generator", word};
    EXPECT_EQ(generator::run(2, arguments, out, err, clock), 2) << word;
    EXPECT_THAT(err.str(), HasSubstr("the output could not be written")) << word;
  }
}

TEST(Commands, CheckWarnsFromNovemberIfNextYearsCalendarIsMissing) {
  const Ended ended = check(kRoot + "/content", {"--today", "2026-11-01", "--site", "pingyi"});
  EXPECT_THAT(ended.err, HasSubstr("warning"));
  EXPECT_THAT(ended.err, HasSubstr("2027"));
  EXPECT_EQ(ended.out, "1 site, no mistakes\n");
  EXPECT_EQ(ended.code, 0);
}

TEST(Commands, CheckPrintsMistakesAndEndsWithOne) {
  TemporaryFolder folder;
  fs::copy(kRoot + "/content", folder / "content", fs::copy_options::recursive);
  const fs::path policy = folder / "content/sites/pingyi/policy.yaml";
  write_text(policy, text_of(policy) + "colour: red\n");
  const Ended ended = check((folder / "content").string());
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(ended.out, "");
  EXPECT_THAT(ended.err, HasSubstr("policy.yaml:"));
  EXPECT_THAT(ended.err, HasSubstr("colour"));
}

TEST(Commands, SpeakChineseToAuthorsWhoAskForIt) {
  TemporaryFolder folder;
  fs::copy(kRoot + "/content", folder / "content", fs::copy_options::recursive);
  EXPECT_EQ(check((folder / "content").string(), {"--lang", "zh"}).out, "6 个站点，没有错误\n");
  const fs::path policy = folder / "content/sites/pingyi/policy.yaml";
  write_text(policy, text_of(policy) + "colour: red\n");
  const Ended ended = check((folder / "content").string(), {"--lang", "zh"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("错误：制度里不认识“colour”这个键（yaml.unknown-key）\n"));
  EXPECT_THAT(ended.err, HasSubstr("^~~~~~ 这里可以写的键有："));
  EXPECT_THAT(ended.err, testing::EndsWith("\n1 处错误\n"));
  const Ended json = check((folder / "content").string(), {"--lang", "zh", "--format", "json"});
  const core::Json found = core::Json::parse(json.out).at("diagnostics").at(0);
  EXPECT_EQ(found.at("severity"), "error");
  EXPECT_EQ(found.at("message"), "制度里不认识“colour”这个键");
  EXPECT_EQ(run_words({"check", "--lang", "fr"}).code, 64);
  EXPECT_THAT(run_words({"new-site", "Bad", "--lang", "zh"}).err,
              HasSubstr("“Bad”不能作站点的代号"));
}

TEST(Commands, CheckPrintsJsonForPrograms) {
  TemporaryFolder folder;
  fs::copy(kRoot + "/content", folder / "content", fs::copy_options::recursive);
  const fs::path policy = folder / "content/sites/pingyi/policy.yaml";
  write_text(policy, text_of(policy) + "colour: red\n");
  const Ended ended = check((folder / "content").string(), {"--format", "json"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(ended.err, "");
  const core::Json json = core::Json::parse(ended.out);
  EXPECT_EQ(json.at("errors"), 1);
  EXPECT_EQ(json.at("diagnostics").size(), 1u);
}

TEST(Commands, CheckWorksWithoutTemplates) {
  TemporaryFolder folder;
  fs::copy(kRoot + "/content", folder / "content", fs::copy_options::recursive);
  const Ended ended = run_words({"check", "--content", (folder / "content").string()});
  EXPECT_EQ(ended.out, "6 sites, no mistakes\n");
  EXPECT_EQ(ended.code, 0);
}

TEST(Commands, BuildSaysWhatItDid) {
  TemporaryFolder folder;
  const std::vector<std::string> words = {"build",
                                          "--content",
                                          kRoot + "/content",
                                          "--templates",
                                          kRoot + "/site_templates",
                                          "--out",
                                          (folder / "public").string(),
                                          "--published",
                                          (folder / "published").string(),
                                          "--site",
                                          "pingyi"};
  const Ended first = run_words(words);
  EXPECT_EQ(first.err, "");
  EXPECT_THAT(first.out,
              testing::MatchesRegex("1 site, [0-9]+ pages: [0-9]+ files written, 0 unchanged\n"));
  EXPECT_EQ(first.code, 0);

  write_text(folder / "public/pingyi/mine.txt", "mine");
  const Ended second = run_words(words);
  EXPECT_THAT(second.out,
              HasSubstr("pingyi: kept 1 file that the generator did not make: mine.txt\n"));
  EXPECT_THAT(second.out, HasSubstr("0 files written"));
}

TEST(Commands, TakeTheSettingsOfTheFileThatIsNamed) {
  TemporaryFolder folder;
  write_text(folder / "x.conf", "content = " + kRoot + "/content\ntemplates = " + kRoot +
                                    "/site_templates\nbase-url = /window/\n");
  const std::string conf = "--conf=" + (folder / "x.conf").string();
  EXPECT_EQ(run_words({"check", conf}).out, "6 sites, no mistakes\n");
  const Ended other = run_words({"check", conf, "--content", (folder / "none").string()});
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr((folder / "none").string()));
  EXPECT_EQ(run_words({"build", conf, "--base-url", "javascript:x"}).code, 64);

  write_text(folder / "x.conf", "contents = /x\n");
  const Ended wrong = run_words({"check", conf});
  EXPECT_EQ(wrong.code, 78);
  EXPECT_THAT(wrong.err, HasSubstr("x.conf:1:1: error[conf.unknown-key]"));
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'content'?"));
}

TEST(Commands, BuildIsSilentIfAskedTo) {
  TemporaryFolder folder;
  const Ended ended =
      run_words({"build", "--content", kRoot + "/content", "--templates", kRoot + "/site_templates",
                 "--out", (folder / "public").string(), "--published",
                 (folder / "published").string(), "--site", "pingyi", "--quiet"});
  EXPECT_EQ(ended.out + ended.err, "");
  EXPECT_EQ(ended.code, 0);
}

TEST(Commands, BuildEndsWithTwoIfTheWorldRefuses) {
  TemporaryFolder folder;
  write_text(folder / "public", "a file where the folder should be");
  const Ended ended = run_words({"build", "--content", kRoot + "/content", "--templates",
                                 kRoot + "/site_templates", "--out", (folder / "public").string(),
                                 "--published", (folder / "published").string(), "--site", "demo"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("generator: cannot"));
  EXPECT_THAT(ended.err, HasSubstr((folder / "public").string()));
}

TEST(Commands, EndsWithTwoIfThereIsNoContent) {
  TemporaryFolder folder;
  const Ended ended = check((folder / "nothing").string());
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("nothing/sites"));
}

TEST(Commands, EndsWithSixtyFourOnWrongUsage) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {},
           {"bulid"},
           {"build", "--jobs", "many"},
           {"check", "--format", "xml"},
           {"check", "--today", "tomorrow"},
           {"check", "--content", kRoot + "/content", "--site", "pinyi"}}) {
    const Ended ended = run_words(words);
    EXPECT_EQ(ended.code, 64) << testing::PrintToString(words);
    EXPECT_NE(ended.err, "") << testing::PrintToString(words);
  }
}

TEST(Commands, ExplainsItself) {
  const Ended ended = run_words({"--help"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("build"));
  EXPECT_THAT(ended.out, HasSubstr("check"));
}

TEST(Commands, TellsItsVersion) {
  const Ended ended = run_words({"--version"});
  EXPECT_EQ(ended.out, "generator " + std::string(core::build_id()) + "\n");
  EXPECT_EQ(ended.code, 0);
}

TEST(Commands, NamesTheCommandsThereAreWhenAnotherIsTyped) {
  const Ended ended = run_words({"frob"});
  EXPECT_EQ(ended.err,
            "There is no command 'frob'; there are: build, check, watch, new-site, explain, "
            "reference\nRun with --help for more information.\n");
  EXPECT_EQ(ended.code, 64);
}

TEST(Commands, BuildPrintsItsResultAsJsonForPrograms) {
  TemporaryFolder folder;
  const Ended ended =
      run_words({"build", "--content", kRoot + "/content", "--templates", kRoot + "/site_templates",
                 "--out", (folder / "public").string(), "--published",
                 (folder / "published").string(), "--site", "pingyi", "--format", "json"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.err, "");
  const core::Json json = core::Json::parse(ended.out);
  EXPECT_EQ(json.at("errors"), 0);
  EXPECT_EQ(json.at("built").at("sites"), core::Json({"pingyi"}));
  EXPECT_GT(json.at("built").at("written"), 10);
}

TEST(Commands, BuildPrintsThatNothingWasBuiltAsJson) {
  TemporaryFolder folder;
  fs::copy(kRoot + "/content", folder / "content", fs::copy_options::recursive);
  const fs::path policy = folder / "content/sites/pingyi/policy.yaml";
  write_text(policy, text_of(policy) + "colour: red\n");
  const Ended ended =
      run_words({"build", "--content", (folder / "content").string(), "--templates",
                 kRoot + "/site_templates", "--out", (folder / "public").string(), "--published",
                 (folder / "published").string(), "--site", "pingyi", "--format", "json"});
  EXPECT_EQ(ended.code, 1);
  const core::Json json = core::Json::parse(ended.out);
  EXPECT_TRUE(json.at("built").is_null());
  EXPECT_EQ(json.at("errors"), 1);
}

TEST(Commands, StrictMakesAWarningAMistake) {
  EXPECT_EQ(check(kRoot + "/content", {"--today", "2026-11-01", "--site", "pingyi"}).code, 0);
  const Ended checked =
      check(kRoot + "/content", {"--today", "2026-11-01", "--site", "pingyi", "--strict"});
  EXPECT_EQ(checked.code, 1);
  EXPECT_EQ(checked.out, "");
  TemporaryFolder folder;
  const Ended built = run_words({"build", "--content", kRoot + "/content", "--templates",
                                 kRoot + "/site_templates", "--out", (folder / "public").string(),
                                 "--published", (folder / "published").string(), "--site", "pingyi",
                                 "--today", "2026-11-01", "--strict"});
  EXPECT_EQ(built.code, 1);
  EXPECT_THAT(built.err, HasSubstr("nothing was changed"));
  EXPECT_FALSE(fs::exists(folder / "public/pingyi"));
}

TEST(Commands, NewSiteListsWhatItWroteAndRefusesABadId) {
  TemporaryFolder folder;
  fs::create_directories(folder / "content/sites");
  const std::vector<std::string> words = {"new-site", "--content", (folder / "content").string(),
                                          "--templates", kRoot + "/site_templates"};
  auto with = [&](const std::string& id) {
    std::vector<std::string> more = words;
    more.push_back(id);
    return run_words(more);
  };
  const Ended made = with("qingshui");
  EXPECT_EQ(made.code, 0);
  EXPECT_THAT(made.out, HasSubstr("content/sites/qingshui/policy.yaml\n"));
  EXPECT_EQ(with("qingshui").code, 2);
  EXPECT_EQ(with("Qingshui").code, 64);
}

TEST(Commands, ExplainPrintsWhereAPageComesFrom) {
  const std::vector<std::string> places = {"--content", kRoot + "/content", "--templates",
                                           kRoot + "/site_templates"};
  const auto explain = [&](const std::string& page) {
    std::vector<std::string> words = {"explain", page};
    words.insert(words.end(), places.begin(), places.end());
    return run_words(words);
  };
  const Ended ended = explain("/pingyi/leaders/");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("pages/leaders.html"));
  EXPECT_THAT(ended.out, HasSubstr("sites/pingyi/bodies.yaml"));
  EXPECT_THAT(ended.out,
              testing::ContainsRegex("words .*sites/pingyi/bodies.yaml:[0-9,]+  bodies.name\n"));
  EXPECT_EQ(explain("/pingyi/nothing-like-this/").code, 64);
}

TEST(Commands, ReferencePrintsTheWholeOrOnePart) {
  EXPECT_EQ(run_words({"reference"}).out, text_of(kRoot + "/docs/content-reference.md"));
  const Ended part = run_words({"reference", "policy.yaml"});
  EXPECT_EQ(part.code, 0);
  EXPECT_THAT(part.out, testing::StartsWith("## policy.yaml\n"));
  const Ended wrong = run_words({"reference", "policies.yaml"});
  EXPECT_EQ(wrong.code, 64);
  EXPECT_THAT(wrong.err, HasSubstr("policy.yaml"));
}
