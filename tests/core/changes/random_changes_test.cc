// Random edits of all files of the six sites: each difference is told, and the scope of a window
// holds exactly what concerns it.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/changes/edit_scope.h"
#include "core/changes/file_entries.h"
#include "core/changes/site_changes.h"
#include "core/editing/csv_edit.h"
#include "core/editing/yaml_edit.h"
#include "tests/support/repeats.h"

namespace core {
namespace {

using Random = std::mt19937_64;

constexpr const char* kTowns[] = {"beiguan", "chaoan", "demo", "panzhihua", "pingyi", "shaoguan"};
constexpr const char* kWords[] = {"甲乙丙", "0999-5550099", "2026-12-24",  "qinghe",
                                  "",       "a: b",         "窗口\n第二行"};

std::size_t below(Random& random, std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

FolderTexts texts_of(const std::string& town) {
  const std::filesystem::path folder =
      std::filesystem::path(BANCHENG_SOURCE_DIR) / "content" / "sites" / town;
  FolderTexts texts;
  const Result<std::vector<std::string>> files = list_tree(folder);
  for (const std::string& file : files.value()) {
    if (file.starts_with("files/") || file.ends_with(".html")) continue;
    texts[file] = read_file(folder / file).value();
  }
  return texts;
}

YamlNode root_of(const std::string& file, const std::string& text) {
  Diagnostics ignored;
  return read_yaml(file, text, ignored).value_or(YamlNode{});
}

// A place in the tree, at most as deep as chance takes it.
YamlPath random_path(const YamlNode& root, Random& random) {
  YamlPath path;
  const YamlNode* node = &root;
  for (;;) {
    const std::size_t count = node->items.size() + node->entries.size();
    if (count == 0 || (!path.empty() && below(random, 6) == 0)) return path;
    const std::size_t chosen = below(random, count);
    if (node->kind == YamlNode::Kind::list) {
      path.emplace_back(chosen);
      node = &node->items[chosen];
    } else {
      path.emplace_back(node->entries[chosen].key);
      node = &node->entries[chosen].value;
    }
  }
}

Result<std::string> random_yaml_edit(const SourceFile& file, Random& random) {
  const YamlNode root = root_of(file.name, file.text);
  const YamlPath path = random_path(root, random);
  const YamlValue value = yaml_text(kWords[below(random, std::size(kWords))]);
  switch (below(random, 4)) {
    case 0:
      return remove_yaml_entry(file, path);
    case 1:
      return move_yaml_entry(file, path, 0);
    case 2:
      return insert_yaml_item(file, path, 0, value);
    default:
      return set_yaml_value(file, path, value);
  }
}

Result<std::string> random_csv_edit(const SourceFile& file, Random& random) {
  const auto rows = csv_rows(file).value();
  const std::size_t row = below(random, rows.size());
  const std::size_t column = below(random, rows[row].size());
  switch (below(random, 4)) {
    case 0:
      return remove_csv_row(file, row);
    case 1:
      return move_csv_row(file, row, rows.size() - 1);
    default:
      return set_csv_cell(file, row, column, kWords[below(random, std::size(kWords))]);
  }
}

// The new text of a file, or nothing if the edit is not possible.
std::optional<std::string> random_edit_of(const std::string& name, const std::string& text,
                                          Random& random) {
  if (name.ends_with(".md") || name.ends_with(".json")) return text + "尾\n";
  const Result<std::string> made = name.ends_with(".csv") ? random_csv_edit({name, text}, random)
                                                          : random_yaml_edit({name, text}, random);
  return made ? std::optional(*made) : std::nullopt;
}

bool differ_to_readers(const std::string& name, const std::string& before,
                       const std::string& after) {
  if (name.ends_with(".yaml")) return !same_content(root_of(name, before), root_of(name, after));
  if (name.ends_with(".csv"))
    return csv_rows({name, before}).value() != csv_rows({name, after}).value();
  return before != after;
}

// Goes through random edits, one after the other, of every file of every town.
template <typename Look>
void for_random_edits(int count, const Look& look) {
  for (const char* town : kTowns) {
    const FolderTexts texts = texts_of(town);
    for (const auto& [name, text] : texts) {
      Random random(std::hash<std::string>()(name) + 17);
      for (int i = 0; i < count; ++i) {
        const std::optional<std::string> edited = random_edit_of(name, text, random);
        if (!edited) continue;
        FolderTexts after = texts;
        after[name] = *edited;
        look(name, texts, after);
      }
    }
  }
}

TEST(RandomChanges, AreToldWheneverReadersSeeADifference) {
  int told = 0;
  for_random_edits(tests::many(12), [&](const std::string& name, const FolderTexts& before,
                                        const FolderTexts& after) {
    const std::vector<SiteChange> changes = changes_between(before, after);
    // Rows above the names of the columns and empty rows are no windows.
    const bool differ = differ_to_readers(name, before.at(name), after.at(name));
    const bool must_be_told = differ && !name.ends_with(".csv");
    // Of rules, the order of keys counts too.
    const bool may_be_told = differ || area_of_file(name) == ChangeArea::rules;
    EXPECT_TRUE(!must_be_told || !changes.empty()) << name << "\n" << after.at(name);
    EXPECT_TRUE(may_be_told || changes.empty()) << name << "\n" << after.at(name);
    for (const SiteChange& change : changes) EXPECT_EQ(change.file, name);
    told += changes.empty() ? 0 : 1;
  });
  EXPECT_GT(told, 250);
}

TEST(RandomChanges, AreNoneBetweenAFolderAndItself) {
  for (const char* town : kTowns)
    EXPECT_TRUE(changes_between(texts_of(town), texts_of(town)).empty()) << town;
}

// Rules are outside every scope, and all else is within that of the whole site.
TEST(RandomChanges, OfRulesAreOutsideTheScopeOfTheSite) {
  for_random_edits(tests::many(8), [](const std::string& name, const FolderTexts& before,
                                      const FolderTexts& after) {
    const std::vector<SiteChange> changes = changes_between(before, after);
    const bool may_hold_notices = name == "site.yaml";
    const bool is_rule = area_of_file(name) == ChangeArea::rules && !may_hold_notices;
    const auto outside = outside_scope({.whole_site = true}, changes);
    EXPECT_TRUE(!is_rule || outside.size() == changes.size()) << name;
    EXPECT_TRUE(is_rule || may_hold_notices || outside.empty()) << name;
  });
}

// The windows of the town's scope by where they stand in the files of the demo.
const std::set<std::string> kTownScope = {"qinghe", "shuangta"};

bool is_in_town(const YamlNode& window) {
  const YamlNode* id = window.find("id");
  return id != nullptr && kTownScope.contains(id->scalar);
}

TEST(RandomChanges, OfOneWindowAreInItsScopeAndOfAnotherOutside) {
  const FolderTexts before = texts_of("demo");
  const std::string file = "windows.yaml";
  const YamlNode root = root_of(file, before.at(file));
  const YamlNode* windows = root.find("windows");
  ASSERT_NE(windows, nullptr);
  int inside = 0, outside = 0;
  for (std::size_t i = 0; i < windows->items.size(); ++i) {
    for (const YamlNode::Entry& entry : windows->items[i].entries) {
      FolderTexts after = before;
      after[file] =
          set_yaml_value({file, before.at(file)}, {"windows", i, entry.key}, yaml_text("改过的"))
              .value();
      const bool is_identity = contains(std::array{"id", "area", "name", "level", "parent"},
                                        std::string_view(entry.key));
      const bool may = is_in_town(windows->items[i]) && !is_identity;
      const auto refused = outside_scope({.windows = kTownScope}, changes_between(before, after));
      EXPECT_EQ(refused.empty(), may) << i << " " << entry.key;
      ++(may ? inside : outside);
    }
  }
  EXPECT_GE(inside, 4);
  EXPECT_GT(outside, 10);
}

TEST(RandomChanges, OutsideTheWindowsFilesAreOutsideATownsScope) {
  for_random_edits(tests::many(10), [](const std::string& name, const FolderTexts& before,
                                       const FolderTexts& after) {
    if (area_of_file(name) == ChangeArea::windows) return;
    const std::vector<SiteChange> changes = changes_between(before, after);
    // No shipped body or notice belongs to a window.
    EXPECT_EQ(outside_scope({.windows = kTownScope}, changes).size(), changes.size()) << name;
  });
}

TEST(RandomChanges, OfTheTableAreInTheScopeOfTheWindowsOfTheirRows) {
  const FolderTexts before = texts_of("demo");
  const std::string file = "windows.csv";
  const auto rows = csv_rows({file, before.at(file)}).value();
  Random random(5);
  int inside = 0;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const std::string own = rows[row][0];
    if (own.empty() && below(random, 8) != 0) continue;
    const std::size_t column = below(random, rows[row].size());
    FolderTexts after = before;
    after[file] = set_csv_cell({file, before.at(file)}, row, column, "改过的").value();
    const auto changes = changes_between(before, after);
    ASSERT_FALSE(changes.empty());
    EXPECT_FALSE(outside_scope({.windows = {"main"}}, changes).empty()) << rows[row][1];
    if (own.empty()) continue;
    const bool is_identity = column <= 3;  // id, area, level, parent
    EXPECT_EQ(outside_scope({.windows = {own}}, changes).empty(), !is_identity) << rows[row][1];
    inside += is_identity ? 0 : 1;
  }
  EXPECT_GT(inside, 3);
}

}  // namespace
}  // namespace core
