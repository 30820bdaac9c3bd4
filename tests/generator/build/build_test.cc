// Whole builds of a copy of the shipped content.
#include "generator/build/build.h"

#include <gmock/gmock.h>

#include "core/page/assets.h"
#include "core/site/published.h"
#include "tests/generator/few_windows.h"
#include "tests/generator/temp_folder.h"
#include "tests/support/source_folder.h"

using generator::BuildOptions;
using generator::BuildReport;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;

namespace {

// A copy of the content and the templates that a test may change, and the folders of a build.
class Workshop {
 public:
  enum class Content { two_small_sites, all_that_is_shipped };

  explicit Workshop(Content content = Content::two_small_sites) {
    fs::copy(tests::kSourceFolder / "content", folder_ / "content", fs::copy_options::recursive);
    if (content == Content::two_small_sites) {
      for (const char* site : {"beiguan", "chaoan", "panzhihua", "shaoguan"}) {
        fs::remove_all(folder_ / "content/sites" / site);
      }
      keep_few_windows(folder_ / "content/sites/demo");
    }
    fs::copy(tests::kSourceFolder / "site_templates", folder_ / "site_templates",
             fs::copy_options::recursive);
  }

  BuildOptions options(std::vector<std::string> sites = {}) const {
    BuildOptions options;
    options.inputs = {folder_ / "content", folder_ / "site_templates", std::move(sites), {}};
    options.out = out();
    options.published = published();
    return options;
  }

  // Builds and returns "done", "mistakes" with their text, or the failure's message.
  std::string build(const BuildOptions& options) {
    core::Diagnostics diagnostics;
    const auto report = generator::build(options, diagnostics);
    if (!report) return report.failure().message;
    if (!*report) return "mistakes\n" + diagnostics.text();
    report_ = **report;
    return "done";
  }
  std::string build() { return build(options()); }

  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = text_of(folder_ / file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << file;
    write_text(folder_ / file, text.replace(at, from.size(), to));
  }

  fs::path templates() const { return folder_ / "site_templates"; }
  fs::path out() const { return folder_ / "public"; }
  fs::path published() const { return folder_ / "published"; }
  const BuildReport& report() const { return report_; }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
  BuildReport report_;
};

}  // namespace

TEST(Build, MakesEverySiteAndThePortal) {
  Workshop workshop(Workshop::Content::all_that_is_shipped);
  ASSERT_EQ(workshop.build(), "done");
  EXPECT_THAT(workshop.report().sites,
              ElementsAre("beiguan", "chaoan", "demo", "panzhihua", "pingyi", "shaoguan"));
  for (const std::string& site : workshop.report().sites) {
    for (const char* page : {"", "scope/", "process/", "contacts/", "leaders/", "policy/",
                             "privacy/", "report/", "ticket/"}) {
      EXPECT_GT(text_of(workshop.out() / site / page / "index.html").size(), 1000u) << site << page;
    }
    for (const char* page : {"413.html", "429.html", "500.html", "503.html"})
      EXPECT_GT(text_of(workshop.out() / site / "errors" / page).size(), 1000u) << site << page;
    const auto assets = core::read_asset_names(workshop.templates());
    ASSERT_TRUE(assets);
    for (const auto& [name, published] : *assets) {
      EXPECT_FALSE(text_of(workshop.out() / site / "assets" / published).empty()) << published;
    }
  }
  EXPECT_THAT(text_of(workshop.out() / "index.html"), HasSubstr("pingyi/"));
  EXPECT_THAT(text_of(workshop.out() / "pingyi/process/index.html"), HasSubstr("一般办理事项"));
  EXPECT_FALSE(text_of(workshop.out() / "404.html").empty());
  EXPECT_THAT(text_of(workshop.out() / "errors/503.html"), HasSubstr("href=\"/pingyi/\""));
}

TEST(Build, TouchesNothingIfNothingChanged) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  const FileStates out = states_of(workshop.out());
  const FileStates published = states_of(workshop.published());
  ASSERT_EQ(workshop.build(), "done");
  EXPECT_EQ(states_of(workshop.out()), out);
  EXPECT_EQ(states_of(workshop.published()), published);
  EXPECT_EQ(workshop.report().written, 0);
}

TEST(Build, ChangesOnlyTheSiteWhoseFilesChanged) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  const FileStates before = states_of(workshop.out());
  workshop.replace("content/sites/pingyi/policy.yaml", "handle: 3 workdays", "handle: 4 workdays");
  ASSERT_EQ(workshop.build(), "done");
  EXPECT_THAT(text_of(workshop.out() / "pingyi/process/index.html"),
              HasSubstr("复杂事项：4个工作日"));
  const FileStates after = states_of(workshop.out());
  for (const auto& [path, state] : before) {
    if (path.starts_with("pingyi")) continue;
    EXPECT_EQ(after.at(path), state) << path;
  }
  EXPECT_EQ(after.at("pingyi/leaders/index.html"), before.at("pingyi/leaders/index.html"));
  EXPECT_NE(after.at("pingyi/process/index.html"), before.at("pingyi/process/index.html"));
}

TEST(Build, ChangesNothingIfAnythingIsWrong) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  const FileStates out = states_of(workshop.out());
  const FileStates published = states_of(workshop.published());
  workshop.replace("content/sites/pingyi/site.yaml", "name: ", "name: 新");
  workshop.replace("content/sites/demo/policy.yaml", "schema: 1", "schema: 1\ncolour: red");
  const std::string outcome = workshop.build();
  EXPECT_THAT(outcome, HasSubstr("mistakes\n"));
  EXPECT_THAT(outcome, HasSubstr("colour"));
  EXPECT_EQ(states_of(workshop.out()), out);
  EXPECT_EQ(states_of(workshop.published()), published);
}

TEST(Build, ChangesNothingIfALinkIsBroken) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  const FileStates out = states_of(workshop.out());
  write_text(workshop.folder() / "site_templates/pages/ticket.html",
             text_of(workshop.folder() / "site_templates/pages/ticket.html") +
                 "<a href=\"nowhere/\">x</a>");
  EXPECT_THAT(workshop.build(), HasSubstr("link.broken"));
  EXPECT_EQ(states_of(workshop.out()), out);
}

TEST(Build, SaysWhichTemplateIsGone) {
  Workshop workshop;
  fs::remove(workshop.folder() / "site_templates/pages/scope.html");
  fs::remove(workshop.folder() / "site_templates/machines/feed.xml");
  const std::string outcome = workshop.build();
  EXPECT_THAT(outcome, HasSubstr("pages/scope.html: error[template.missing]"));
  EXPECT_THAT(outcome, HasSubstr("machines/feed.xml: error[template.missing]"));
  EXPECT_FALSE(fs::exists(workshop.out() / "demo"));
}

// One that the plan of all pages asks for, and one that a page asks for when it is rendered.
TEST(Build, SaysWhichTextIsMissingAndBesideWhichItBelongs) {
  const std::string file = "site_templates/text/zh-CN/pages.yaml";
  for (const auto& [key, line, group] :
       {std::tuple{"scope.title", "  title: 受理范围\n", "scope."},
        std::tuple{"process.span", "  span: 从{from}起，到{until}为止\n", "process.span"}}) {
    Workshop workshop;
    workshop.replace(file, line, "");
    const std::string outcome = workshop.build();
    EXPECT_THAT(outcome, HasSubstr("mistakes\n"));
    EXPECT_THAT(outcome, HasSubstr("pages.yaml:"));
    EXPECT_THAT(outcome, HasSubstr("error[texts.missing]: no text is called '" + std::string(key)));
    EXPECT_THAT(outcome, HasSubstr("add it beside '" + std::string(group)));
    EXPECT_FALSE(fs::exists(workshop.out() / "demo"));
  }
}

TEST(Build, ReportsTheMistakesOfAllSitesInOneRun) {
  Workshop workshop;
  workshop.replace("content/sites/pingyi/policy.yaml", "schema: 1", "schema: 1\nfirst_wrong: 1");
  workshop.replace("content/sites/demo/site.yaml", "schema: 1", "schema: 1\nsecond_wrong: 1");
  const std::string outcome = workshop.build();
  EXPECT_THAT(outcome, HasSubstr("first_wrong"));
  EXPECT_THAT(outcome, HasSubstr("second_wrong"));
  EXPECT_FALSE(fs::exists(workshop.out()));
  EXPECT_FALSE(fs::exists(workshop.published()));
}

TEST(Build, BuildsOnlyTheSitesThatWereAskedFor) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(workshop.options({"pingyi"})), "done");
  EXPECT_TRUE(fs::exists(workshop.out() / "pingyi/index.html"));
  EXPECT_FALSE(fs::exists(workshop.out() / "demo"));
  EXPECT_FALSE(fs::exists(workshop.out() / "index.html"));
}

TEST(Build, SuggestsTheSiteThatWasMeant) {
  Workshop workshop;
  EXPECT_THAT(workshop.build(workshop.options({"pinyi"})), HasSubstr("did you mean 'pingyi'?"));
}

TEST(Build, GivesTheSameBytesOnAnyNumberOfThreads) {
  Workshop workshop;
  BuildOptions one = workshop.options();
  one.jobs = 1;
  BuildOptions four = workshop.options();
  four.jobs = 4;
  four.out = workshop.folder() / "public4";
  four.published = workshop.folder() / "published4";
  ASSERT_EQ(workshop.build(one), "done");
  ASSERT_EQ(workshop.build(four), "done");
  EXPECT_EQ(bytes_of(one.out), bytes_of(four.out));
  EXPECT_EQ(bytes_of(one.published), bytes_of(four.published));
}

TEST(Build, UsesTheBaseUrlOnPagesThatAreShownAnywhere) {
  Workshop workshop;
  BuildOptions options = workshop.options({"pingyi"});
  options.address = *core::read_public_address("https://www.example.cn/window");
  ASSERT_EQ(workshop.build(options), "done");
  EXPECT_THAT(text_of(workshop.out() / "pingyi/errors/503.html"),
              HasSubstr("\"/window/pingyi/assets/site."));
}

TEST(Build, PutsFormsAndPagesBelowTheBaseUrlAndTellsTheHandler) {
  Workshop workshop;
  BuildOptions options = workshop.options({"pingyi"});
  options.address = *core::read_public_address("https://www.example.cn/window/");
  ASSERT_EQ(workshop.build(options), "done");
  EXPECT_THAT(text_of(workshop.out() / "pingyi/report/index.html"),
              HasSubstr("\"/window/handle/pingyi/report\""));
  const auto site = core::load_published(workshop.published(), "pingyi");
  ASSERT_TRUE(site.ok()) << site.failure().message;
  EXPECT_EQ(site->frame.origin, "https://www.example.cn");
  EXPECT_EQ(site->frame.base_path, "/window/");
  EXPECT_TRUE(site->frame.search);
  EXPECT_EQ(site->loaded.site.identity.site_url, "/window/pingyi/");
  EXPECT_EQ(site->loaded.site.identity.handler_url, "/window/handle");
}

TEST(Build, WarnsOfFormsThatAreNotBelowTheBaseUrl) {
  Workshop workshop;
  workshop.replace("content/sites/pingyi/site.yaml", "schema: 1",
                   "schema: 1\nhandler_url: /handle");
  BuildOptions options = workshop.options({"pingyi"});
  options.address = *core::read_public_address("/window/");
  core::Diagnostics diagnostics;
  ASSERT_TRUE(generator::build(options, diagnostics).ok());
  EXPECT_THAT(diagnostics.text(), HasSubstr("site.not-below-base-url"));
}

TEST(Build, PublishesWhatTheHandlerReadsBack) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  const auto site = core::load_published(workshop.published(), "pingyi");
  ASSERT_TRUE(site.ok()) << site.failure().message;
  EXPECT_EQ(site->loaded.site.identity.id, "pingyi");
  EXPECT_EQ(text_of(workshop.published() / "pingyi" / site->hash / "pingyi/policy.yaml"),
            text_of(workshop.folder() / "content/sites/pingyi/policy.yaml"));
}

TEST(Build, KeepsTheVersionBeforeWhenItPublishesTheNext) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  const auto first = core::current_hash(workshop.published(), "pingyi");
  workshop.replace("content/sites/pingyi/policy.yaml", "handle: 3 workdays", "handle: 4 workdays");
  ASSERT_EQ(workshop.build(), "done");
  const auto second = core::current_hash(workshop.published(), "pingyi");
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(*first, *second);
  EXPECT_TRUE(fs::exists(workshop.published() / "pingyi" / *first / "site"));
}

TEST(Build, ChangesNoPageIfThePolicyCannotBePublished) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(workshop.options({"demo"})), "done");
  const FileStates out = states_of(workshop.out());
  workshop.replace("content/sites/demo/site.yaml", "hall: ", "hall: 新");
  BuildOptions options = workshop.options({"demo"});
  options.published = workshop.folder() / "content/calendar/2026.yaml";
  EXPECT_THAT(workshop.build(options), HasSubstr("2026.yaml"));
  ASSERT_EQ(states_of(workshop.out()).at("demo/index.html"), out.at("demo/index.html"));
}

TEST(Build, RefusesASiteWithTheNameOfAFolderOfItsOwn) {
  Workshop workshop;
  fs::rename(workshop.folder() / "content/sites/demo", workshop.folder() / "content/sites/assets");
  workshop.replace("content/sites/assets/site.yaml", "id: demo", "id: assets");
  EXPECT_THAT(workshop.build(), HasSubstr("a site cannot be called 'assets'"));
}

TEST(Build, SaysThatASiteWhichIsGoneFromTheContentIsStillPublic) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  fs::remove_all(workshop.folder() / "content/sites/pingyi");
  const auto said = [&](bool strict) {
    BuildOptions options = workshop.options();
    options.strict = strict;
    core::Diagnostics diagnostics;
    const auto report = generator::build(options, diagnostics);
    EXPECT_TRUE(report.ok());
    EXPECT_EQ(report.ok() && report->has_value(), !strict);
    return diagnostics.text();
  };
  const std::string folders =
      (workshop.out() / "pingyi").string() + " and " + (workshop.published() / "pingyi").string();
  EXPECT_THAT(said(false), AllOf(HasSubstr("warning[site.still-public]"), HasSubstr(folders)));
  EXPECT_THAT(said(true), HasSubstr("site.still-public"));
  EXPECT_TRUE(fs::exists(workshop.out() / "pingyi/index.html"));
  fs::remove_all(workshop.out() / "pingyi");
  EXPECT_THAT(said(false), HasSubstr("remove " + (workshop.published() / "pingyi").string() + ";"));
  fs::remove_all(workshop.published() / "pingyi");
  EXPECT_THAT(said(false), Not(HasSubstr("site.still-public")));
}

TEST(Build, SaysNothingOfASiteThatIsThereButWasNotAskedFor) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(), "done");
  core::Diagnostics diagnostics;
  ASSERT_TRUE(generator::build(workshop.options({"pingyi"}), diagnostics).ok());
  EXPECT_THAT(diagnostics.text(), Not(HasSubstr("site.still-public")));
}

TEST(Published, RefusesAVersionThatWasChangedByHand) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(workshop.options({"pingyi"})), "done");
  const std::string hash = *core::current_hash(workshop.published(), "pingyi");
  workshop.replace("published/pingyi/" + hash + "/pingyi/policy.yaml", "3 workdays", "9 workdays");
  const auto site = core::load_published(workshop.published(), "pingyi");
  ASSERT_FALSE(site.ok());
  EXPECT_EQ(site.failure().code, core::FailureCode::corrupt);
  EXPECT_THAT(site.failure().message,
              HasSubstr("was changed by hand: run generator build --published"));
}

TEST(Published, SaysWhatToRunIfNothingIsPublished) {
  TemporaryFolder folder;
  const auto hash = core::current_hash(folder.path(), "pingyi");
  ASSERT_FALSE(hash.ok());
  EXPECT_EQ(hash.failure().code, core::FailureCode::not_found);
  EXPECT_EQ(hash.failure().message,
            "site 'pingyi' is not published, " + (folder / "pingyi/current").string() +
                " does not exist: run generator build --published " + folder.path().string());
}

TEST(Published, ClearsWhatKilledBuildsLeft) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(workshop.options({"demo"})), "done");
  const fs::path site = workshop.published() / "demo";
  const fs::path shared = core::shared_folder(workshop.published());
  for (const fs::path& left : {site / ".current.MZdhT0", shared / ".503.html.Ab3dE6"})
    write_text(left, "half");
  fs::create_directories(site / (".stage-" + std::to_string(::getpid())));
  write_text(site / ".current.kept", "not ours");
  ASSERT_EQ(workshop.build(workshop.options({"demo"})), "done");
  std::vector<std::string> hidden;
  for (const fs::path& folder : {site, shared}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with('.')) hidden.push_back(name);
    }
  }
  EXPECT_THAT(hidden, ElementsAre(".current.kept"));
}

TEST(Build, RefusesSymbolicLinksInTheContent) {
  Workshop workshop;
  const fs::path content = workshop.options().inputs.content;
  fs::create_symlink("/etc/passwd", content / "sites/demo/files/x.pdf");
  fs::create_directory_symlink("/etc", content / "sites/demo/old");
  fs::create_symlink("/etc/passwd", content / "calendar/notes.txt");
  const std::string said = workshop.build(workshop.options({"demo"}));
  for (const char* link : {"sites/demo/files/x.pdf", "sites/demo/old", "calendar/notes.txt"})
    EXPECT_THAT(said, HasSubstr((content / link).string() + ": error[site.link]"));
}

TEST(Published, KeepsTheNewestVersions) {
  Workshop workshop;
  ASSERT_EQ(workshop.build(workshop.options({"demo"})), "done");
  const auto site = core::load_published(workshop.published(), "demo");
  ASSERT_TRUE(site.ok());
  for (int i = 0; i < 5; ++i) {
    const auto hash = core::store_version(workshop.published(), site->loaded,
                                          {.assets = {{"site.css", std::to_string(i)}}}, {});
    ASSERT_TRUE(hash.ok());
    ASSERT_TRUE(core::put_in_force(workshop.published(), "demo", *hash, 3).ok());
  }
  int versions = 0;
  for (const auto& entry : fs::directory_iterator(workshop.published() / "demo")) {
    versions += entry.is_directory() ? 1 : 0;
  }
  EXPECT_EQ(versions, 3);
}
