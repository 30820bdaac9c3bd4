// A builder that continues from its last build gives the same result as a full build, after any
// edit, mistake or repair in between, and only touches files whose bytes change.
#include <gmock/gmock.h>

#include <chrono>
#include <random>

#include "tests/generator/build_fixture.h"

using generator::Builder;
using generator::BuildOptions;
using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

// Edits any file below a folder at random, and can undo everything.
class Vandal {
 public:
  Vandal(fs::path folder, unsigned seed) : folder_(std::move(folder)), random_(seed) {
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file()) continue;
      const std::string name = entry.path().lexically_relative(folder_).generic_string();
      originals_[name] = text_of(entry.path());
      names_.push_back(name);
    }
    std::ranges::sort(names_);
  }

  // Edits one file and returns a description of the edit.
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

  // Doubles a Chinese character, which nearly every file tolerates; otherwise adds an empty line.
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

// The public folder that a builder finds at its first build.
enum class FirstBuild { finds_nothing, finds_all_done };

// A day within half a year: holidays, mourning days and notices may begin or end, and articles and
// duties expire.
core::Day day_near(std::mt19937& random) {
  const core::Day first = *core::day_from_iso("2026-10-20");
  return first + std::chrono::days(std::uniform_int_distribution<int>(0, 180)(random));
}

// Files with unchanged bytes must be untouched.
void expect_untouched(const FileStates& before, const FileStates& after, const std::string& what) {
  for (const auto& [path, state] : before) {
    const std::string& bytes = std::get<3>(state);
    const auto now = after.find(path);
    if (bytes.empty() || now == after.end() || std::get<3>(now->second) != bytes) continue;
    EXPECT_EQ(now->second, state) << path << " after: " << what;
  }
}

// Compares every builder after each edit, and after changes of the date, with a full build.
void compare_with_clean_builds(const std::string& edited_folder, FirstBuild first, unsigned seed,
                               int rounds) {
  BuildFixture desk;
  if (first == FirstBuild::finds_all_done) run_clean(desk.options("kept"));
  Builder builder(desk.options("kept"));
  ASSERT_TRUE(run(builder).built);
  Vandal vandal(desk.folder() / edited_folder, seed);
  int built = 0;
  int broken = 0;
  BuildOptions clean_options = desk.options("clean");
  std::mt19937 random(seed);
  for (int round = 0; round < rounds; ++round) {
    std::string what = vandal.edit();
    if (round % 3 == 1) {
      clean_options.inputs.today = day_near(random);
      builder.set_today(clean_options.inputs.today);
      what += " on " + core::to_iso(clean_options.inputs.today);
    }
    const auto before = visible(desk.options("kept"));
    const FileStates files = states_of(desk.options("kept").out);
    const Outcome kept = run(builder);
    expect_untouched(files, states_of(desk.options("kept").out), what);
    const Outcome clean = run_clean(clean_options);
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
  compare_with_clean_builds("content", FirstBuild::finds_all_done, 20261121, 12);
}

TEST(Incremental, EqualsACleanBuildAfterEditsOfTheTemplates) {
  compare_with_clean_builds("site_templates", FirstBuild::finds_nothing, 20261122, 12);
}

TEST(Incremental, BuildsOnlyTheSiteThatChanged) {
  BuildFixture desk;
  Builder builder(desk.options("kept"));
  const int all = run(builder).rendered;
  const int of_portal = run(builder).rendered;
  EXPECT_LT(of_portal, 10);
  const FileStates other = states_of(desk.options("kept").out / "pingyi");
  desk.replace("content/sites/demo/bodies.yaml", "name: 方向明", "name: 方向亮");
  const int edited = run(builder).rendered;
  desk.replace("content/sites/pingyi/site.yaml", "schema: 1", "schema: 1 ");
  EXPECT_EQ(states_of(desk.options("kept").out / "pingyi"), other);
  EXPECT_EQ(edited + run(builder).rendered, all + of_portal);
  EXPECT_THAT(text_of(desk.options("kept").out / "demo/leaders/index.html"), HasSubstr("方向亮"));
}

TEST(Incremental, SaysAgainWhatItSaidOfASiteThatDidNotChange) {
  BuildFixture desk;
  for (const char* name : {"2026-10-one.md", "2026-10-two.md"}) {
    fs::create_directories(desk.folder() / "content/sites/pingyi/news");
    fs::copy(desk.folder() / "content/sites/demo/news/2026-10-winter-hours.md",
             desk.folder() / "content/sites/pingyi/news" / name);
  }
  Builder builder(desk.options("kept"));
  const Outcome first = run(builder);
  EXPECT_THAT(first.said, HasSubstr("page.duplicate-title"));
  desk.replace("content/sites/demo/bodies.yaml", "name: 方向明", "name: 方向亮");
  const Outcome second = run(builder);
  EXPECT_TRUE(second.built);
  EXPECT_EQ(second.said, first.said);
}

TEST(Incremental, LeavesFilesThatDidNotChangeAndWhatOthersPutThere) {
  BuildFixture desk;
  const fs::path site = desk.options("kept").out / "demo";
  Builder builder(desk.options("kept"));
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

TEST(Incremental, MakesAnewWhatOthersChangedInASiteThatItBuilds) {
  BuildFixture desk;
  Builder builder(desk.options("kept"));
  ASSERT_TRUE(run(builder).built);
  const fs::path site = desk.options("kept").out / "demo";
  const fs::path altered = site / "policy/index.html";
  const auto time = fs::last_write_time(altered);
  std::string bytes = text_of(altered);
  bytes[bytes.size() / 2] ^= 1;
  write_text(altered, bytes);
  fs::last_write_time(altered, time);  // same size and time as before: bytes are compared
  fs::remove(site / "scope/index.html");
  desk.replace("content/sites/demo/bodies.yaml", "name: 方向明", "name: 方向亮");
  ASSERT_TRUE(run(builder).built);
  ASSERT_TRUE(run_clean(desk.options("clean")).built);
  EXPECT_EQ(visible(desk.options("kept")), visible(desk.options("clean")));
}

TEST(Incremental, MakesASiteAnewThatWasRemoved) {
  BuildFixture desk;
  Builder builder(desk.options("kept"));
  ASSERT_TRUE(run(builder).built);
  fs::remove_all(desk.options("kept").out / "demo");
  ASSERT_TRUE(run(builder).built);
  EXPECT_TRUE(fs::exists(desk.options("kept").out / "demo/scope/index.html"));
}

// Files staged before a failure must not be published with the next edit.
TEST(Incremental, ForgetsWhatARefusedBuildHadStaged) {
  BuildFixture desk;
  Builder builder(desk.options("kept"));
  ASSERT_TRUE(run(builder).built);
  const fs::path versions = desk.options("kept").published / "demo";
  const auto edit = [&](const std::string& from, const std::string& to) {
    desk.replace("content/sites/demo/bodies.yaml", "name: " + from, "name: " + to);
  };
  edit("方向明", "方向错");
  fs::rename(versions, versions.string() + "-away");
  write_text(versions, "a file where a folder must be");
  core::Diagnostics none;
  ASSERT_FALSE(builder.build(none).ok());
  fs::remove(versions);
  fs::rename(versions.string() + "-away", versions);
  edit("方向错", "方向明");
  desk.replace("content/sites/demo/site.yaml", "name: ", "name: 新");
  ASSERT_TRUE(run(builder).built);
  ASSERT_TRUE(run_clean(desk.options("clean")).built);
  EXPECT_EQ(visible(desk.options("kept")), visible(desk.options("clean")));
}

TEST(Incremental, EqualsCleanBuildsFromDayToDay) {
  BuildFixture desk;
  desk.replace("content/sites/demo/site.yaml", "notices:",
               "notices:\n  - {text: 今天窗口停电。, from: 2026-10-22, to: 2026-10-22}");
  Builder builder(desk.options("kept"));
  ASSERT_TRUE(run(builder).built);
  const fs::path home = desk.options("kept").out / "demo/index.html";
  for (const char* day : {"2026-10-21", "2026-10-22", "2026-10-23", "2027-02-28"}) {
    BuildOptions that_day = desk.options("clean");
    that_day.inputs.today = *core::day_from_iso(day);
    builder.set_today(that_day.inputs.today);
    ASSERT_TRUE(run(builder).built);
    ASSERT_TRUE(run_clean(that_day).built);
    ASSERT_EQ(visible(desk.options("kept")), visible(that_day)) << day;
    const bool is_said = text_of(home).find("今天窗口停电") != std::string::npos;
    EXPECT_EQ(is_said, std::string(day) == "2026-10-22") << day;
  }
}
