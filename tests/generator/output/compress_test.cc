// Packed forms of text files: other programs can read them, each is made once, and it goes with its
// file.
#include "generator/output/compress.h"

#include <gmock/gmock.h>

#include <cstdio>

#include "tests/generator/build_fixture.h"
#include "tests/generator/output/staged_site.h"

using generator::BuildOptions;
using generator::gzipped;
using generator::OutputTree;
using generator::SiteFiles;

namespace fs = std::filesystem;

namespace {

std::string long_text(const std::string& word = "窗口") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "办不成事反映" + word + " " + std::to_string(i) + "\n";
  return text;
}

// Builds one site and the files outside all sites.
void put_with_root(const fs::path& out, const SiteFiles& files, bool compress) {
  auto tree = OutputTree::open(out, compress);
  ASSERT_TRUE(tree);
  const auto staged = stage_site(*tree, "demo", files);
  ASSERT_TRUE(staged);
  ASSERT_TRUE(tree->swap(*staged));
  ASSERT_TRUE(tree->write_root(files));
}

BuildOptions compressed(BuildOptions options) {
  options.compress = true;
  return options;
}

// The files that belong to the site and no others, by relative path.
std::map<std::string, std::string> public_files(const BuildOptions& options) {
  std::map<std::string, std::string> files = bytes_of(options.out);
  std::erase_if(files, [](const auto& file) { return file.first.starts_with(".stage-"); });
  return files;
}

bool is_packed(const std::string& path) {
  return path.ends_with(".gz") || path.ends_with(".br");
}

}  // namespace

TEST(Compress, IsReadByGunzip) {
  const TemporaryFolder folder;
  write_text(folder / "page.gz", gzipped(long_text()));
  std::FILE* pipe = ::popen(("gzip -dc " + (folder / "page.gz").string()).c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string read;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) read += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0);
  EXPECT_EQ(read, long_text());
}

TEST(Compress, NamesNoTimeAndNoFile) {
  const std::string packed = gzipped(long_text());
  EXPECT_EQ(packed.substr(0, 3), "\x1f\x8b\x08");
  EXPECT_EQ(packed[3], '\0');                            // no name, no comment
  EXPECT_EQ(packed.substr(4, 4), std::string(4, '\0'));  // no time
}

TEST(Compress, PutsTwoSmallerFormsBesideEachTextFile) {
  const TemporaryFolder out;
  put_with_root(out.path(),
                {{"index.html", long_text()}, {"icon.png", long_text()}, {"a.txt", "short"}}, true);
  for (const fs::path& folder : {out.path(), out / "demo"}) {
    EXPECT_EQ(text_of(folder / "index.html.gz"), gzipped(long_text()));
    EXPECT_EQ(text_of(folder / "index.html.br"), generator::brotlied(long_text()));
    EXPECT_LT(fs::file_size(folder / "index.html.br"), fs::file_size(folder / "index.html") / 4);
    EXPECT_FALSE(fs::exists(folder / "icon.png.gz"));
    EXPECT_FALSE(fs::exists(folder / "a.txt.gz"));
  }
}

TEST(Compress, TouchesNothingIfNothingChanged) {
  const TemporaryFolder out;
  const SiteFiles files = {{"index.html", long_text()}, {"a.css", long_text()}};
  put_with_root(out.path(), files, true);
  const FileStates before = states_of(out / "demo");
  const FileStates root = states_of(out.path());
  put_with_root(out.path(), files, true);
  EXPECT_EQ(states_of(out / "demo"), before);
  EXPECT_EQ(states_of(out.path()).at("index.html.br"), root.at("index.html.br"));
}

TEST(Compress, LeavesTheFormsOfEqualFilesAloneWhenOthersChange) {
  const TemporaryFolder out;
  put_with_root(out.path(), {{"index.html", long_text()}, {"a.html", long_text()}}, true);
  const FileStates before = states_of(out / "demo");
  put_with_root(out.path(), {{"index.html", long_text("柜台")}, {"a.html", long_text()}}, true);
  const FileStates after = states_of(out / "demo");
  for (const char* name : {"a.html", "a.html.gz", "a.html.br"}) {
    EXPECT_EQ(after.at(name), before.at(name)) << name;
  }
  for (const fs::path& folder : {out.path(), out / "demo"}) {
    EXPECT_EQ(text_of(folder / "index.html.gz"), gzipped(long_text("柜台")));
  }
}

TEST(Compress, MakesFormsAnewThatAreOlderThanTheirFile) {
  const TemporaryFolder out;
  const SiteFiles files = {{"index.html", long_text()}};
  put_with_root(out.path(), files, true);
  for (const fs::path& folder : {out.path(), out / "demo"}) {
    write_text(folder / "index.html.gz", "of other bytes");
    fs::last_write_time(folder / "index.html.gz",
                        fs::last_write_time(folder / "index.html") - std::chrono::seconds(1));
  }
  put_with_root(out.path(), files, true);
  for (const fs::path& folder : {out.path(), out / "demo"}) {
    EXPECT_EQ(text_of(folder / "index.html.gz"), gzipped(long_text()));
  }
}

TEST(Compress, RemovesFormsWithTheirFile) {
  const TemporaryFolder out;
  put_with_root(out.path(), {{"index.html", long_text()}, {"a/index.html", long_text()}}, true);
  put_with_root(out.path(), {{"index.html", long_text()}}, true);
  EXPECT_FALSE(fs::exists(out / "demo/a"));
  EXPECT_FALSE(fs::exists(out / "a/index.html.gz"));
  EXPECT_TRUE(fs::exists(out / "demo/index.html.gz"));
}

TEST(Compress, RemovesAllFormsWhenNotAskedForThemAnyMore) {
  const TemporaryFolder out;
  const SiteFiles files = {{"index.html", long_text()}, {"assets/a.0.css", long_text()}};
  put_with_root(out.path(), files, true);
  write_text(out / "demo/mine.gz", "somebody else's");
  put_with_root(out.path(), files, false);
  for (const auto& [path, bytes] : bytes_of(out.path())) {
    EXPECT_TRUE(!is_packed(path) || path == "demo/mine.gz") << path;
  }
}

TEST(Compress, GivesACleanBuildsBytesWhateverWasBuiltBefore) {
  BuildFixture desk;
  const BuildOptions kept = desk.options("kept");
  ASSERT_TRUE(run_clean(kept).built);
  generator::Builder once(compressed(kept));
  ASSERT_TRUE(run(once).built);
  BuildOptions one_thread = compressed(desk.options("clean"));
  one_thread.jobs = 1;
  ASSERT_TRUE(run_clean(one_thread).built);
  const auto files = public_files(kept);
  EXPECT_EQ(files, public_files(one_thread));
  EXPECT_TRUE(files.contains("demo/scope/index.html.br"));
  EXPECT_TRUE(files.contains("demo/search/index.json.gz"));
  EXPECT_TRUE(files.contains("robots.txt"));
  EXPECT_TRUE(files.contains("index.html.gz"));
}

TEST(Compress, FollowsEachEditOfALastingBuilder) {
  BuildFixture desk;
  const BuildOptions kept = compressed(desk.options("kept"));
  generator::Builder builder(kept);
  ASSERT_TRUE(run(builder).built);
  for (const char* name : {"方向亮", "方向正"}) {
    const std::string path = "content/sites/demo/bodies.yaml";
    const std::string text = text_of(desk.folder() / path);
    const std::size_t at = text.find("name: 方向");
    write_text(desk.folder() / path,
               std::string(text).replace(at, std::string("name: 方向明").size(),
                                         std::string("name: ") + name));
    fs::remove(kept.out / "demo/scope/index.html.gz");  // as if another program removed it
    ASSERT_TRUE(run(builder).built);
    ASSERT_TRUE(run_clean(compressed(desk.options("clean"))).built);
    EXPECT_EQ(public_files(kept), public_files(desk.options("clean"))) << name;
  }
}
