// The reference lists exactly the keys that the program reads. The test puts an unknown key into
// every map of the shipped and the made-up sites, and each reader complains with a list of the keys
// it knows.
#include "generator/commands/author_commands.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "core/base/text.h"
#include "core/directory/window_words.h"
#include "core/input/yaml_reader.h"
#include "generator/build/inputs.h"
#include "tests/generator/temp_folder.h"
#include "tests/support/source_folder.h"

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPlanted = "zzzzzzzzzzzz: 1";
constexpr std::string_view kPlantedInJson = "\"zzzzzzzzzzzz\": 1";
constexpr std::string_view kKnownKeys = "the keys of this map are: ";

// By line and column of a map's first key: whether the map is in braces.
using Maps = std::map<std::pair<int, int>, bool>;

// The byte offset of a character in a line; both count from 0.
std::size_t byte_of(const std::string& line, int character) {
  std::size_t at = 0;
  for (const std::string& one : core::characters(line)) {
    if (character-- == 0) break;
    at += one.size();
  }
  return at;
}

void find_maps(const core::YamlNode& node, const std::vector<std::string>& lines, Maps& maps) {
  for (const core::YamlNode& item : node.items) find_maps(item, lines, maps);
  for (const auto& entry : node.entries) find_maps(entry.value, lines, maps);
  if (node.entries.empty()) return;
  const core::Span& first = node.entries.front().key_span;
  const std::string& line = lines[static_cast<std::size_t>(node.span.line) - 1];
  const std::size_t at = byte_of(line, node.span.column - 1);
  maps[{first.line, first.column}] = at < line.size() && line[at] == '{';
}

// Keys of JSON are in quotes.
std::string with_planted_keys(const std::string& text, bool quoted = false) {
  core::Diagnostics none;
  const auto root = core::read_yaml("planted", text, none);
  if (!root) return text;
  std::vector<std::string> lines = core::split(text, '\n');
  Maps maps;
  find_maps(*root, lines, maps);
  for (auto map = maps.rbegin(); map != maps.rend(); ++map) {
    const auto [place, in_braces] = *map;
    std::string& line = lines[static_cast<std::size_t>(place.first) - 1];
    const std::string behind =
        in_braces ? ", " : "\n" + std::string(static_cast<std::size_t>(place.second) - 1, ' ');
    const std::string planted(quoted ? kPlantedInJson : kPlanted);
    line.insert(byte_of(line, place.second - 1), planted + behind);
  }
  return core::joined(lines, "\n");
}

// "content/sites/demo/policy.yaml" -> "policy.yaml"; kinds of files with many files have one
// section.
std::string part_about(const fs::path& file) {
  const std::string folder = file.parent_path().filename().string();
  if (folder == "calendar") return "content/calendar/YEAR.yaml";
  if (file.extension() == ".md") return "news/*.md and stories/*.md";
  return folder == "windows" ? "windows.yaml" : file.filename().string();
}

// The file with an unknown key in each of its maps.
std::string spoilt(const fs::path& file, const std::string& text) {
  if (file.extension() == ".md") {
    return std::string(text).insert(std::string("---\n").size(), std::string(kPlanted) + "\n");
  }
  return with_planted_keys(text, file.extension() == ".json");
}

// The keys that the readers of each part know.
std::map<std::string, std::set<std::string>> read_known_keys() {
  TemporaryFolder folder;
  fs::copy(tests::kSourceFolder / "content", folder / "content", fs::copy_options::recursive);
  fs::copy(tests::kSourceFolder / "tests/unseen/sites", folder / "content/sites",
           fs::copy_options::recursive);
  std::map<std::string, std::set<std::string>> known;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "content")) {
    const bool is_article =
        entry.path().extension() == ".md" && entry.path().parent_path().filename() != "documents";
    const bool has_keys =
        entry.path().extension() == ".yaml" || entry.path().extension() == ".json";
    if (has_keys || is_article) files.push_back(entry.path());
  }
  for (const fs::path& file : files) {
    const std::string before = text_of(file);
    write_text(file, spoilt(file, before));
    core::Diagnostics found;
    const bool is_calendar = part_about(file).starts_with("content/");
    generator::InputPlaces places{
        folder / "content", tests::kSourceFolder / "site_templates", {"demo"}, {}};
    if (!is_calendar)
      places.sites = {fs::relative(file, folder / "content/sites").begin()->string()};
    static_cast<void>(generator::read_inputs(places, found));
    for (const core::Diagnostic& one : found.sorted()) {
      const std::string hint = one.hint.english();
      if (!hint.starts_with(kKnownKeys)) continue;
      std::set<std::string>& keys = known[part_about(one.span.file)];
      for (std::size_t at = kKnownKeys.size(); at < hint.size();) {
        const std::size_t end = std::min(hint.find(", ", at), hint.size());
        keys.insert(hint.substr(at, end - at));
        at = end + 2;
      }
    }
    write_text(file, before);
  }
  return known;
}

// Computed once, because every file of every site is changed in turn.
const std::map<std::string, std::set<std::string>>& known_keys() {
  static const auto known = read_known_keys();
  return known;
}

std::set<std::string> words_of(const std::string& text) {
  static const std::regex kWord("[a-z][a-z_]*");
  std::set<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), kWord), end; at != end; ++at) {
    words.insert(at->str());
  }
  return words;
}

// The keys that the reference presents: words in bold, and the first column of tables of keys.
std::set<std::string> named_keys(const std::string& section) {
  static const std::regex kBold("\\*\\*([a-z_]+)\\*\\*");
  std::set<std::string> keys;
  for (std::sregex_iterator at(section.begin(), section.end(), kBold), end; at != end; ++at) {
    keys.insert((*at)[1]);
  }
  bool in_table = false;
  for (const std::string& line : core::split(section, '\n')) {
    if (!line.starts_with("|")) in_table = false;
    if (in_table && !line.starts_with("|---"))
      keys.merge(words_of(line.substr(0, line.find('|', 1))));
    if (line.starts_with("| key |")) in_table = true;
  }
  return keys;
}

}  // namespace

TEST(Reference, IsTheDocument) {
  EXPECT_EQ(generator::content_reference(),
            text_of(tests::kSourceFolder / "docs/content-reference.md"));
}

TEST(Reference, HasAPartForEachFile) {
  const auto part = generator::reference_section("policy.yaml");
  ASSERT_TRUE(part);
  EXPECT_TRUE(part->starts_with("## policy.yaml\n"));
  EXPECT_THAT(*part, HasSubstr("effective_from"));
  EXPECT_THAT(*part, Not(HasSubstr("## windows.yaml")));
  EXPECT_TRUE(generator::reference_section("calendar"));
  EXPECT_FALSE(generator::reference_section("policies.yaml"));
}

TEST(Reference, NamesEveryKeyThatIsRead) {
  const auto& known = known_keys();
  for (const auto& [part, keys] : known) {
    const std::set<std::string> words = words_of(generator::reference_section(part).value_or(""));
    std::vector<std::string> missing;
    for (const std::string& key : keys) {
      if (key != "schema" && !words.contains(key)) missing.push_back(key);
    }
    EXPECT_THAT(missing, IsEmpty()) << part;
  }
}

TEST(Reference, NamesNoKeyThatIsNotRead) {
  const auto& known = known_keys();
  ASSERT_GE(known.size(), 9U);
  EXPECT_TRUE(known.at("policy.yaml").contains("approved_by"));  // in braces within a list
  EXPECT_TRUE(known.at("forms.yaml").contains("label_span"));
  EXPECT_TRUE(known.at("statistics.json").contains("numerator"));
  EXPECT_TRUE(known.at("news/*.md and stories/*.md").contains("summary"));
  for (const auto& [part, keys] : known) {
    std::vector<std::string> unknown;
    for (const std::string& key : named_keys(generator::reference_section(part).value_or(""))) {
      if (!keys.contains(key)) unknown.push_back(key);
    }
    EXPECT_THAT(unknown, IsEmpty()) << part;
  }
}

TEST(Reference, NamesEveryColumnOfTheSpreadsheetInBothLanguages) {
  const std::string part = generator::reference_section("windows.csv").value_or("");
  for (const std::string& column : core::window_column_names()) {
    EXPECT_THAT(part, HasSubstr(column));
  }
}

// So that every rule of a policy is on pages, in forms and in the engine at once.
TEST(Reference, HasATownThatUsesEveryKeyOfAPolicy) {
  static const std::regex kKey("[a-z_]+(?=:)");
  const std::string policy =
      text_of(tests::kSourceFolder / "tests/unseen/sites/lianxi/policy.yaml");
  std::set<std::string> used;
  for (std::sregex_iterator at(policy.begin(), policy.end(), kKey), end; at != end; ++at)
    used.insert(at->str());
  std::vector<std::string> unused;
  for (const std::string& key : known_keys().at("policy.yaml")) {
    if (!used.contains(key)) unused.push_back(key);
  }
  EXPECT_THAT(unused, IsEmpty());
}
