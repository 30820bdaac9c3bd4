// The public folder: staged, swapped, and careful with foreign files.
#include "generator/output/output_tree.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "generator/output/site_folder.h"
#include "tests/generator/output/staged_site.h"
#include "tests/generator/temp_folder.h"

using generator::OutputTree;
using generator::SiteFiles;
using testing::ElementsAre;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

const SiteFiles kPages = {{"index.html", "home"}, {"scope/index.html", "scope"}};

// Builds one site.
core::Status put(const fs::path& out, const SiteFiles& files,
                 std::vector<std::string>* foreign = nullptr) {
  auto tree = OutputTree::open(out);
  if (!tree) return tree.failure();
  auto staged = stage_site(*tree, "demo", files);
  if (!staged) return staged.failure();
  if (foreign != nullptr) *foreign = staged->foreign;
  if (auto synced = tree->sync(); !synced) return synced;
  return tree->swap(*staged);
}

// Builds one site and the files outside all sites.
void put_everywhere(const fs::path& out, const SiteFiles& files, bool compress = false) {
  auto tree = OutputTree::open(out, compress);
  ASSERT_TRUE(tree);
  const auto staged = stage_site(*tree, "demo", files);
  ASSERT_TRUE(staged);
  ASSERT_TRUE(tree->swap(*staged));
  ASSERT_TRUE(tree->write_root(files));
}

std::string failure_of(const core::Status& status) {
  return status ? "done" : status.failure().message;
}

}  // namespace

TEST(OutputTree, WritesASiteAndItsManifest) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  EXPECT_EQ(text_of(out / "demo/index.html"), "home");
  EXPECT_EQ(text_of(out / "demo/scope/index.html"), "scope");
  EXPECT_EQ(text_of(out / "demo/.bancheng-manifest"), "index.html\nscope/index.html\n");
}

TEST(OutputTree, TouchesNothingIfNothingChanged) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  const FileStates before = states_of(out / "demo");
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  EXPECT_EQ(states_of(out / "demo"), before);
}

TEST(OutputTree, LeavesEqualFilesAloneWhenOthersChange) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  const FileStates before = states_of(out / "demo");
  SiteFiles changed = kPages;
  changed["index.html"] = "new home";
  ASSERT_EQ(failure_of(put(out.path(), changed)), "done");
  const FileStates after = states_of(out / "demo");
  EXPECT_EQ(after.at("scope/index.html"), before.at("scope/index.html"));
  EXPECT_EQ(text_of(out / "demo/index.html"), "new home");
}

TEST(OutputTree, RemovesAPageThatIsNoLongerMade) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  ASSERT_EQ(failure_of(put(out.path(), {{"index.html", "home"}})), "done");
  EXPECT_FALSE(fs::exists(out / "demo/scope"));
}

TEST(OutputTree, KeepsAndNamesWhatOthersPutThere) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  write_text(out / "demo/notes/by-hand.txt", "mine");
  write_text(out / "demo/.well-known/x", "mine too");
  fs::create_directories(out / "demo/empty/folder");
  const FileStates before = states_of(out / "demo");
  std::vector<std::string> foreign;
  ASSERT_EQ(failure_of(put(out.path(), {{"index.html", "new"}}, &foreign)), "done");
  EXPECT_THAT(foreign, ElementsAre(".well-known/x", "notes/by-hand.txt"));
  EXPECT_EQ(states_of(out / "demo").at("notes/by-hand.txt"), before.at("notes/by-hand.txt"));
  EXPECT_EQ(text_of(out / "demo/.well-known/x"), "mine too");
  EXPECT_TRUE(fs::is_directory(out / "demo/empty/folder"));
  EXPECT_EQ(text_of(out / "demo/index.html"), "new");
}

TEST(OutputTree, RefusesAForeignFileWhereAPageBelongs) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), {{"index.html", "home"}})), "done");
  write_text(out / "demo/scope", "a file, not a folder");
  const FileStates before = states_of(out / "demo");
  EXPECT_EQ(failure_of(put(out.path(), kPages)),
            (out / "demo/scope").string() +
                " was not made by the generator and stands where a page belongs: move it away");
  EXPECT_EQ(states_of(out / "demo"), before);
}

TEST(OutputTree, RefusesAFolderThatItDidNotMake) {
  TemporaryFolder out;
  write_text(out / "demo/thesis.txt", "years of work");
  EXPECT_EQ(
      failure_of(put(out.path(), kPages)),
      (out / "demo").string() +
          " holds files but was not made by the generator: name another --out, or move it away");
  EXPECT_EQ(text_of(out / "demo/thesis.txt"), "years of work");
}

TEST(OutputTree, TakesAnEmptyFolder) {
  TemporaryFolder out;
  fs::create_directories(out / "demo");
  EXPECT_EQ(failure_of(put(out.path(), kPages)), "done");
  EXPECT_EQ(text_of(out / "demo/index.html"), "home");
}

TEST(OutputTree, RefusesSymbolicLinks) {
  TemporaryFolder out;
  TemporaryFolder elsewhere;
  write_text(elsewhere / "secret", "secret");
  fs::create_directory_symlink(elsewhere.path(), out / "demo");
  EXPECT_EQ(failure_of(put(out.path(), kPages)),
            (out / "demo").string() + " is not a folder: move it away");
  fs::remove(out / "demo");

  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  fs::create_symlink(elsewhere / "secret", out / "demo/link");
  EXPECT_EQ(failure_of(put(out.path(), {{"index.html", "new"}})),
            (out / "demo/link").string() +
                " is a symbolic link: the public folder may hold none, remove it");
  EXPECT_EQ(text_of(out / "demo/index.html"), "home");
  EXPECT_EQ(text_of(elsewhere / "secret"), "secret");

  fs::create_directory_symlink(out.path(), elsewhere / "out");
  EXPECT_THAT(failure_of(put(elsewhere / "out", kPages)), HasSubstr("is a symbolic link"));
}

TEST(OutputTree, RefusesASecondBuildAtTheSameTime) {
  TemporaryFolder out;
  const auto first = OutputTree::open(out.path());
  ASSERT_TRUE(first);
  EXPECT_EQ(failure_of(put(out.path(), kPages)),
            "another build is writing to " + out.path().string() + ": wait for it to end");
}

TEST(OutputTree, ClearsWhatAKilledBuildLeft) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  write_text(out / ".stage-demo-1/index.html", "half");
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  EXPECT_FALSE(fs::exists(out / ".stage-demo-1"));
}

TEST(OutputTree, PutsBackASiteThatWasKilledBetweenTheTwoSteps) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  write_text(out / "demo/mine.txt", "mine");
  fs::rename(out / "demo", out / ".stage-demo-1-old");
  ASSERT_EQ(failure_of(put(out.path(), {{"index.html", "new"}})), "done");
  EXPECT_EQ(text_of(out / "demo/index.html"), "new");
  EXPECT_EQ(text_of(out / "demo/mine.txt"), "mine");
}

TEST(OutputTree, WritesRootFilesOnlyIfTheyChanged) {
  TemporaryFolder out;
  auto tree = OutputTree::open(out.path());
  ASSERT_TRUE(tree);
  ASSERT_TRUE(tree->write_root({{"assets/site.css", "p{}"}}));
  const FileStates before = states_of(out / "assets");
  ASSERT_TRUE(tree->write_root({{"assets/site.css", "p{}"}}));
  EXPECT_EQ(states_of(out / "assets"), before);
  EXPECT_EQ(tree->count().written, 1);
  EXPECT_EQ(tree->count().kept, 1);
}

TEST(OutputTree, KeepsReplacedSharedFilesForOneMoreChange) {
  const TemporaryFolder out;
  put_everywhere(out.path(), {{"index.html", "1"}, {"assets/a.1.css", "1"}});
  put_everywhere(out.path(), {{"index.html", "2"}, {"assets/a.2.css", "2"}});
  for (const fs::path& place : {out.path(), out / "demo"}) {
    EXPECT_EQ(text_of(place / "assets/a.1.css"), "1");
    EXPECT_EQ(text_of(place / "assets/a.2.css"), "2");
  }
  put_everywhere(out.path(), {{"index.html", "still"}, {"assets/a.2.css", "2"}});
  EXPECT_EQ(text_of(out / "demo/assets/a.1.css"), "1");
  put_everywhere(out.path(), {{"index.html", "3"}, {"assets/a.3.css", "3"}});
  for (const fs::path& place : {out.path(), out / "demo"}) {
    EXPECT_FALSE(fs::exists(place / "assets/a.1.css"));
    EXPECT_EQ(text_of(place / "assets/a.2.css"), "2");
  }
}

TEST(OutputTree, TouchesNothingOfASiteThatHoldsReplacedSharedFilesIfNothingChanged) {
  const TemporaryFolder out;
  put_everywhere(out.path(), {{"index.html", "1"}, {"assets/a.1.css", "1"}});
  put_everywhere(out.path(), {{"index.html", "2"}, {"assets/a.2.css", "2"}});
  const FileStates before = states_of(out / "demo");
  put_everywhere(out.path(), {{"index.html", "2"}, {"assets/a.2.css", "2"}});
  EXPECT_EQ(states_of(out / "demo"), before);
}

TEST(OutputTree, TakesAReplacedSharedFileBackIntoUse) {
  const TemporaryFolder out;
  put_everywhere(out.path(), {{"assets/a.1.css", "1"}});
  put_everywhere(out.path(), {{"assets/a.2.css", "2"}});
  put_everywhere(out.path(), {{"assets/a.1.css", "1"}});
  EXPECT_EQ(text_of(out / "demo/.bancheng-manifest"), "assets/a.1.css\nretired assets/a.2.css\n");
  EXPECT_EQ(text_of(out / ".bancheng-manifest"), text_of(out / "demo/.bancheng-manifest"));
}

TEST(OutputTree, KeepsThePackedFormsOfReplacedSharedFilesToo) {
  const TemporaryFolder out;
  const std::string text(1000, 'a');
  put_everywhere(out.path(), {{"assets/a.1.css", text}}, true);
  put_everywhere(out.path(), {{"assets/a.2.css", text + "2"}}, true);
  for (const fs::path& place : {out.path(), out / "demo"}) {
    EXPECT_TRUE(fs::exists(place / "assets/a.1.css.br"));
  }
  put_everywhere(out.path(), {{"assets/a.3.css", text + "3"}}, true);
  for (const fs::path& place : {out.path(), out / "demo"}) {
    EXPECT_FALSE(fs::exists(place / "assets/a.1.css.br"));
    EXPECT_TRUE(fs::exists(place / "assets/a.2.css.gz"));
  }
}

TEST(OutputTree, RemovesFilesOutsideAllSitesThatItDoesNotMakeAnyMoreAndNoOthers) {
  const TemporaryFolder out;
  put_everywhere(out.path(), {{"index.html", "1"}, {"sitemap.xml", "1"}});
  write_text(out / "verify.txt", "somebody else's");
  put_everywhere(out.path(), {{"index.html", "1"}});
  EXPECT_FALSE(fs::exists(out / "sitemap.xml"));
  EXPECT_EQ(text_of(out / "verify.txt"), "somebody else's");
}

TEST(OutputTree, ClearsHalfWrittenFilesOfItsOwnOutsideAllSites) {
  const TemporaryFolder out;
  put_everywhere(out.path(), {{"index.html", "1"}});
  for (const char* left : {".index.html.Ab3dE6", "..bancheng-manifest.Ab3dE6", ".htaccess.backup"})
    write_text(out / left, "x");
  put_everywhere(out.path(), {{"index.html", "1"}});
  EXPECT_FALSE(fs::exists(out / ".index.html.Ab3dE6"));
  EXPECT_FALSE(fs::exists(out / "..bancheng-manifest.Ab3dE6"));
  EXPECT_TRUE(fs::exists(out / ".htaccess.backup"));
}

// A reader that looks repeatedly while sites are swapped never finds a page missing.
TEST(OutputTree, NeverShowsHalfASite) {
  TemporaryFolder out;
  ASSERT_EQ(failure_of(put(out.path(), kPages)), "done");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int round = 0; round < 200; ++round) {
      SiteFiles files = kPages;
      files["index.html"] = "home " + std::to_string(round);
      EXPECT_EQ(failure_of(put(out.path(), files)), "done");
    }
    done = true;
  });
  int missing = 0;
  while (!done) {
    if (!fs::exists(out / "demo/scope/index.html") || !fs::exists(out / "demo/index.html"))
      ++missing;
  }
  writer.join();
  EXPECT_EQ(missing, 0);
}
