// A builder that goes on from its last build gives what a build from nothing gives, whatever was
// edited, broken and repaired in between.
#include <gmock/gmock.h>

#include <random>
#include <set>
#include <thread>

#include "generator/build.h"
#include "generator/file_watch.h"
#include "generator/watch.h"
#include "tests/generator/temp_folder.h"

using generator::Builder;
using generator::BuildOptions;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

const fs::path kRoot = BANCHENG_SOURCE_DIR;

// Two sites and the templates, which a test may spoil; and where they are built to.
class Desk {
 public:
  Desk() {
    for (const char* site : {"demo", "pingyi"}) {
      fs::create_directories(folder_ / "content/sites");
      fs::copy(kRoot / "content/sites" / site, folder_ / "content/sites" / site,
               fs::copy_options::recursive);
    }
    fs::copy(kRoot / "content/calendar", folder_ / "content/calendar");
    fs::copy(kRoot / "site_templates", folder_ / "site_templates", fs::copy_options::recursive);
  }

  BuildOptions options(const std::string& name) const {
    BuildOptions options;
    options.inputs = {
        folder_ / "content", folder_ / "site_templates", {}, *core::day_from_iso("2026-10-20")};
    options.out = folder_ / (name + "-public");
    options.published = folder_ / (name + "-published");
    return options;
  }

  void replace(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = text_of(folder_ / file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << file;
    write_text(folder_ / file, text.replace(at, from.size(), to));
  }

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

// What a reader and the handler can see of a build: pages, and which version is in force.
std::map<std::string, std::string> visible(const BuildOptions& options) {
  std::map<std::string, std::string> files;
  for (const char* name : {"demo", "pingyi"}) {
    for (auto& [path, bytes] : bytes_of(options.out / name)) {
      files[std::string(name) + "/" + path] = bytes;
    }
    files[std::string("current ") + name] = text_of(options.published / name / "current");
  }
  files["index.html"] = text_of(options.out / "index.html");
  files["404.html"] = text_of(options.out / "404.html");
  return files;
}

struct Outcome {
  bool built = false;
  std::string said;
  int rendered = 0;
};

Outcome run(Builder& builder) {
  core::Diagnostics diagnostics;
  const auto report = builder.build(diagnostics);
  EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.failure().message);
  if (!report.ok() || !*report) return {false, diagnostics.text(), 0};
  return {true, diagnostics.text(), (*report)->rendered};
}

Outcome run_clean(const BuildOptions& options) {
  std::error_code error;
  fs::remove_all(options.out, error);
  fs::remove_all(options.published, error);
  Builder builder(options);
  return run(builder);
}

// Edits any file below a folder in any way, and can undo everything.
class Vandal {
 public:
  Vandal(fs::path folder, unsigned seed) : folder_(std::move(folder)), random_(seed) {
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file()) continue;
      const std::string name = entry.path().lexically_relative(folder_).generic_string();
      originals_[name] = text_of(entry.path());
      names_.push_back(name);
    }
    std::sort(names_.begin(), names_.end());
  }

  // Says what it did.
  std::string edit() {
    const std::string name = names_[pick(names_.size())];
    switch (pick(6)) {
      case 0:
        fs::remove(folder_ / name);
        return "remove " + name;
      case 1:
        write_text(folder_ / (name + ".new"), "# new\n");
        return "add " + name + ".new";
      case 2:
        return drop_line(name);
      default:
        return change_line(name);
    }
  }

  void undo_all() {
    for (const std::string& name : names_) {
      fs::remove(folder_ / (name + ".new"));
      if (text_of(folder_ / name) != originals_[name]) write_text(folder_ / name, originals_[name]);
    }
  }

 private:
  std::size_t pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }

  std::vector<std::string> lines(const std::string& name) const {
    std::vector<std::string> lines;
    std::istringstream text(text_of(folder_ / name));
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

  void write(const std::string& name, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    write_text(folder_ / name, text);
  }

  std::string drop_line(const std::string& name) {
    std::vector<std::string> all = lines(name);
    if (all.empty()) return "nothing";
    const std::size_t at = pick(all.size());
    const std::string line = all[at];
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(at));
    write(name, all);
    return "drop from " + name + ": " + line;
  }

  // Doubles a Chinese character, which nearly every file forgives; else adds an empty line.
  std::string change_line(const std::string& name) {
    std::vector<std::string> all = lines(name);
    if (all.empty()) return "nothing";
    std::string& line = all[pick(all.size())];
    const std::size_t wide = line.find_last_of("\xe4\xe5\xe6\xe7\xe8\xe9");
    if (wide == std::string::npos || wide + 3 > line.size()) {
      line += "\n";
    } else {
      line.insert(wide, line.substr(wide, 3));
    }
    const std::string now = line;
    write(name, all);
    return "change " + name + ": " + now;
  }

  fs::path folder_;
  std::mt19937 random_;
  std::map<std::string, std::string> originals_;
  std::vector<std::string> names_;
};

// Every builder edit by edit, against a build from nothing.
void compare_with_clean_builds(const std::string& edited_folder, unsigned seed, int rounds) {
  Desk desk;
  Builder builder(desk.options("kept"), Builder::Lasting::stays);
  ASSERT_TRUE(run(builder).built);
  Vandal vandal(desk.folder() / edited_folder, seed);
  int built = 0;
  int broken = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string what = vandal.edit();
    const auto before = visible(desk.options("kept"));
    const Outcome kept = run(builder);
    const Outcome clean = run_clean(desk.options("clean"));
    ASSERT_EQ(kept.built, clean.built) << what << "\n" << kept.said << clean.said;
    EXPECT_EQ(kept.said, clean.said) << what;
    const auto after = visible(desk.options("kept"));
    if (kept.built) {
      const auto fresh = visible(desk.options("clean"));
      for (const auto& [path, bytes] : fresh) {
        ASSERT_TRUE(after.contains(path)) << path << " after: " << what;
        ASSERT_EQ(after.at(path), bytes) << path << " after: " << what;
      }
      ASSERT_EQ(after.size(), fresh.size()) << what;
      ++built;
    } else {
      ASSERT_EQ(after, before) << what;
      ++broken;
      vandal.undo_all();
    }
  }
  EXPECT_GT(built, 0);
  EXPECT_GT(broken, 0);
}

}  // namespace

TEST(Incremental, EqualsACleanBuildAfterEditsOfTheContent) {
  compare_with_clean_builds("content", 20261121, 24);
}

TEST(Incremental, EqualsACleanBuildAfterEditsOfTheTemplates) {
  compare_with_clean_builds("site_templates", 20261122, 24);
}

TEST(Incremental, RendersOnlyThePagesThatARosterIsOn) {
  Desk desk;
  Builder builder(desk.options("kept"), Builder::Lasting::stays);
  const int all = run(builder).rendered;
  EXPECT_EQ(run(builder).rendered, 2);  // the portal's
  desk.replace("content/sites/demo/bodies.yaml", "name: 方向明", "name: 方向亮");
  const Outcome edited = run(builder);
  EXPECT_TRUE(edited.built);
  EXPECT_LT(edited.rendered, all / 3);
  EXPECT_THAT(text_of(desk.options("kept").out / "demo/leaders/index.html"), HasSubstr("方向亮"));
}

TEST(Incremental, LeavesFilesThatDidNotChangeAndWhatOthersPutThere) {
  Desk desk;
  const fs::path site = desk.options("kept").out / "demo";
  Builder builder(desk.options("kept"), Builder::Lasting::stays);
  ASSERT_TRUE(run(builder).built);
  const FileStates before = states_of(site);
  write_text(site / "mine.txt", "mine");
  for (const char* name : {"方向亮", "方向明", "方向正"}) {
    const std::string text = text_of(desk.folder() / "content/sites/demo/bodies.yaml");
    const std::size_t at = text.find("组长, name: ");
    write_text(desk.folder() / "content/sites/demo/bodies.yaml",
               std::string(text).replace(at, std::string("组长, name: 方向明").size(),
                                         std::string("组长, name: ") + name));
    ASSERT_TRUE(run(builder).built);
    EXPECT_THAT(text_of(site / "leaders/index.html"), HasSubstr(name));
    EXPECT_EQ(text_of(site / "mine.txt"), "mine");
    EXPECT_EQ(states_of(site).at("scope/index.html"), before.at("scope/index.html"));
  }
}

TEST(Incremental, MakesAgainWhatSomebodyRemoved) {
  Desk desk;
  Builder builder(desk.options("kept"), Builder::Lasting::stays);
  ASSERT_TRUE(run(builder).built);
  fs::remove(desk.options("kept").out / "demo/scope/index.html");
  ASSERT_TRUE(run(builder).built);
  EXPECT_TRUE(fs::exists(desk.options("kept").out / "demo/scope/index.html"));
}

TEST(Incremental, LeavesNoTwinBehind) {
  Desk desk;
  {
    ASSERT_TRUE(
        run(*std::make_unique<Builder>(desk.options("kept"), Builder::Lasting::stays)).built);
  }
  for (const auto& entry : fs::directory_iterator(desk.options("kept").out)) {
    EXPECT_FALSE(entry.path().filename().string().starts_with(".stage-")) << entry.path();
  }
}

TEST(Watch, BuildsAgainAfterAMistakeIsRepairedAndWritesHowItWent) {
  Desk desk;
  std::atomic<bool> stop = false;
  std::atomic<int> builds = 0;
  std::vector<std::string> statuses;
  generator::WatchOptions options;
  options.build = desk.options("kept");
  options.status = desk.folder() / "status.json";
  options.today = [] { return *core::day_from_iso("2026-10-20"); };
  options.stop = &stop;
  options.tell = [&](const generator::WatchedBuild& build) {
    statuses.push_back(text_of(desk.folder() / "status.json"));
    ++builds;
    if (build.number == 1) {
      desk.replace("content/sites/demo/duty.yaml", "schema: 1", "schema: 1\ncolour: red");
    } else if (build.number == 2) {
      desk.replace("content/sites/demo/duty.yaml", "\ncolour: red", "");
    } else {
      stop = true;
    }
  };
  std::jthread watchdog([&](std::stop_token done) {
    for (int i = 0; i < 600 && !done.stop_requested(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    stop = true;
  });
  ASSERT_TRUE(generator::watch(options).ok());
  watchdog.request_stop();
  ASSERT_EQ(builds, 3);
  EXPECT_EQ(statuses[0], R"({"build":1,"ok":true,"text":""})");
  EXPECT_THAT(statuses[1], HasSubstr("\"ok\":false"));
  EXPECT_THAT(statuses[1], HasSubstr("colour"));
  EXPECT_EQ(statuses[2], R"({"build":3,"ok":true,"text":""})");
}

TEST(FileWatch, SeesEditsNewFilesAndNewFolders) {
  for (const auto means :
       {generator::FileWatch::Means::notified, generator::FileWatch::Means::looking}) {
    TempFolder folder;
    write_text(folder / "a/one.yaml", "1");
    generator::FileWatch watch({folder.path()}, means);
    const auto waits = [&] { return watch.wait(std::chrono::milliseconds(0)); };
    EXPECT_FALSE(waits());
    write_text(folder / "a/one.yaml", "22");
    EXPECT_TRUE(waits());
    EXPECT_FALSE(waits());
    write_text(folder / "b/two.yaml", "1");
    EXPECT_TRUE(waits());
    write_text(folder / "b/two.yaml", "22");
    EXPECT_TRUE(waits());
    fs::remove(folder / "b/two.yaml");
    EXPECT_TRUE(waits());
    EXPECT_FALSE(waits());
  }
}
