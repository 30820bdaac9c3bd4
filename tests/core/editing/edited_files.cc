// Reads files and cases from the tree.
#include "tests/core/editing/edited_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/editing/yaml_edit.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream.good()) << file;
  std::ostringstream all;
  all << stream.rdbuf();
  return all.str();
}

// A text of the corpus in the form that its case asks for.
std::string formed(std::string text, const std::string& form) {
  if (form.find("cut") != std::string::npos && text.ends_with('\n')) text.pop_back();
  if (form.find("crlf") != std::string::npos) {
    std::string with_return;
    for (const char c : text) with_return += c == '\n' ? "\r\n" : std::string(1, c);
    text = with_return;
  }
  return (form.find("bom") == std::string::npos ? "" : "\xEF\xBB\xBF") + text;
}

// The empty line that sets cases apart.
void drop_last_line(std::string& text) {
  if (text == "\n" || text.ends_with("\n\n")) text.pop_back();
}

std::vector<EditCase> cases_of(const fs::path& file) {
  std::vector<EditCase> cases;
  std::istringstream stream(content_of(file));
  std::string* into = nullptr;
  std::string line;
  std::vector<std::string> forms;
  while (std::getline(stream, line)) {
    if (line.starts_with("@case ")) {
      if (into != nullptr) drop_last_line(*into);
      cases.push_back({.name = file.filename().string() + ": " + line.substr(6)});
      forms.emplace_back();
      into = nullptr;
    } else if (line.starts_with("@before")) {
      forms.back() = line.substr(7);
      into = &cases.back().before;
    } else if (line.starts_with("@do ")) {
      cases.back().steps.push_back(line.substr(4));
      into = nullptr;
    } else if (line.starts_with("@after")) {
      into = &cases.back().after;
    } else if (line.starts_with("@refused ")) {
      cases.back().refused = line.substr(9);
      into = nullptr;
    } else if (into != nullptr) {
      *into += line + "\n";
    }
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].before = formed(cases[i].before, forms[i]);
    cases[i].after = formed(cases[i].after, forms[i]);
  }
  return cases;
}

// Takes the first word off the front.
std::string take_word(std::string& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string word = rest.substr(0, end);
  rest.erase(0, std::min(end + 1, rest.size()));
  return word;
}

core::YamlValue value_from(const std::string& words) {
  core::Diagnostics diagnostics;
  const std::optional<core::YamlNode> node = core::read_yaml("value", words, diagnostics);
  EXPECT_TRUE(node.has_value()) << words << "\n" << diagnostics.text();
  return node ? core::yaml_value_of(*node) : core::YamlValue{};
}

std::vector<std::string> split(const std::string& words, char at) {
  std::vector<std::string> all;
  std::istringstream stream(words);
  for (std::string word; std::getline(stream, word, at);) all.push_back(word);
  return all;
}

}  // namespace

std::vector<NamedText> shipped_yaml_files() {
  std::vector<NamedText> files;
  const fs::path root = BANCHENG_SOURCE_DIR;
  for (const char* folder : {"content", "tests/unseen/sites", "site_templates"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.path().extension() == ".yaml")
        files.push_back({fs::relative(entry.path(), root).string(), content_of(entry.path())});
  std::ranges::sort(files, {}, &NamedText::name);
  return files;
}

std::vector<EditCase> edit_cases(const std::string& kind) {
  std::vector<fs::path> files;
  const fs::path folder = fs::path(BANCHENG_SOURCE_DIR) / "tests/core/editing/corpus";
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(kind)) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<EditCase> all;
  for (const fs::path& file : files) std::ranges::move(cases_of(file), std::back_inserter(all));
  EXPECT_FALSE(all.empty());
  return all;
}

core::YamlPath path_from(const std::string& words) {
  core::YamlPath path;
  if (words == ".") return path;
  for (const std::string& word : split(words, '/')) {
    const bool index = word.find_first_not_of("0123456789") == std::string::npos;
    if (index) {
      path.emplace_back(std::stoul(word));
    } else {
      path.emplace_back(word);
    }
  }
  return path;
}

core::Result<std::string> make_step(const core::SourceFile& file, const std::string& step) {
  std::string rest = step;
  const std::string what = take_word(rest);
  const core::YamlPath path = path_from(take_word(rest));
  if (what == "set") return core::set_yaml_value(file, path, value_from(rest));
  if (what == "remove") return core::remove_yaml_entry(file, path);
  const std::string word = take_word(rest);
  if (what == "move") return core::move_yaml_entry(file, path, std::stoul(word));
  if (what == "insert")
    return core::insert_yaml_item(file, path, std::stoul(word), value_from(rest));
  EXPECT_EQ(what, "add");
  std::vector<std::string> order;
  if (rest.starts_with("order:")) order = split(take_word(rest).substr(6), ',');
  return core::insert_yaml_key(file, path, word, value_from(rest), order);
}

}  // namespace tests
