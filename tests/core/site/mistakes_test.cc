// Every mistake that an author can make in a site's files: one edit each, and the whole text of the
// diagnostics.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "core/site/site.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

// One block of tests/golden/site/mistakes.txt: title, file, edit, and the expected diagnostics.
struct Planted {
  std::string title;
  std::string file;
  std::string from;
  std::string to;
  std::string said;
  std::string said_in_chinese;  // from mistakes_zh.txt
};

// "\n" in an edit means the end of a line.
std::string unescaped(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
    text.replace(at, 2, "\n");
  }
  return text;
}

std::string behind_mark(const std::string& line) {
  return line.size() > 2 ? unescaped(line.substr(2)) : "";
}

std::string golden(const std::string& name) {
  return std::string(BANCHENG_SOURCE_DIR) + "/tests/golden/site/" + name;
}

// The expected Chinese diagnostics by the titles of their blocks.
std::map<std::string, std::string> read_chinese() {
  std::ifstream file(golden("mistakes_zh.txt"));
  std::map<std::string, std::string> all;
  std::string title;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("== ")) {
      title = line.substr(3);
    } else if (!line.empty()) {
      all[title] += line + "\n";
    }
  }
  return all;
}

std::vector<Planted> read_planted() {
  std::ifstream file(golden("mistakes.txt"));
  const std::map<std::string, std::string> chinese = read_chinese();
  std::vector<Planted> all;
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("== ")) {
      Planted planted{.title = line.substr(3)};
      const auto in_chinese = chinese.find(planted.title);
      if (in_chinese != chinese.end()) planted.said_in_chinese = in_chinese->second;
      std::getline(file, planted.file);
      std::getline(file, line);
      planted.from = behind_mark(line);
      std::getline(file, line);
      planted.to = behind_mark(line);
      all.push_back(planted);
    } else if (!line.empty() && !all.empty()) {
      all.back().said += line + "\n";
    }
  }
  return all;
}

// Used by gtest for the name of a failed case.
void PrintTo(const Planted& planted, std::ostream* out) {
  *out << planted.title;
}

class PlantedMistake : public testing::TestWithParam<Planted> {};

TEST_P(PlantedMistake, IsNamedWithItsPlaceAndWhatToDo) {
  const Planted& planted = GetParam();
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  ASSERT_TRUE(copy.edit(planted.file, planted.from, planted.to)) << planted.title;
  EXPECT_EQ(copy.complaints(), planted.said) << planted.title;
  EXPECT_EQ(copy.complaints(Language::chinese), planted.said_in_chinese) << planted.title;
}

std::string name_of(const testing::TestParamInfo<Planted>& info) {
  std::string name = info.param.title;
  for (char& c : name) c = c == ' ' ? '_' : c;
  return name;
}

INSTANTIATE_TEST_SUITE_P(Site, PlantedMistake, testing::ValuesIn(read_planted()), name_of);

TEST(PlantedMistakes, AreMoreThanSixtyAndEachSaysOneThing) {
  const std::vector<Planted> all = read_planted();
  EXPECT_GE(all.size(), 60u);
  for (const Planted& planted : all) {
    const bool once =
        planted.said.ends_with("\n1 error\n") || planted.said.ends_with("\n1 warning\n");
    EXPECT_TRUE(once) << planted.title;
  }
}

TEST(SiteLoader, ReadsTheValidSiteWithoutAWord) {
  EXPECT_EQ(tests::SiteCopy(BANCHENG_SOURCE_DIR).complaints(), "");
}

TEST(SiteLoader, ReportsTheMistakesOfAllFilesInOneRun) {
  const tests::SiteCopy copy(BANCHENG_SOURCE_DIR);
  ASSERT_TRUE(copy.edit("site.yaml", "serial_prefix: YL", "serial_prefix: yl"));
  ASSERT_TRUE(copy.edit("policy.yaml", "kind: matter", "kind: matters"));
  ASSERT_TRUE(copy.edit("policy.yaml", "colour: blue", "colour: bleu"));
  ASSERT_TRUE(copy.edit("bodies.yaml", "source: measures", "source: measurs"));
  ASSERT_TRUE(copy.edit("units.yaml", "units:", "units: ["));
  ASSERT_TRUE(copy.edit("calendar/2026.yaml", "day: 2026-01-04", "day: 2026-01-05"));
  copy.remove("documents.yaml");
  copy.write("notes.txt", "x");
  Diagnostics diagnostics;
  EXPECT_FALSE(copy.load(diagnostics).has_value());
  std::vector<std::string> codes;
  for (const Diagnostic& d : diagnostics.sorted()) codes.push_back(d.code);
  const std::vector<std::string> expected = {
      "calendar.needless",     "site.missing-file",  "site.unknown-file", "policy.unknown-kind",
      "policy.unknown-colour", "site.serial-prefix", "yaml.syntax"};
  EXPECT_EQ(codes, expected) << diagnostics.text();
}

}  // namespace
}  // namespace core
