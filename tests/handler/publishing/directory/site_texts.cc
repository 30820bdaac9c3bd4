// Reads folders and compares lines.
#include "tests/handler/publishing/directory/site_texts.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "core/base/files.h"
#include "core/base/text.h"

namespace handler::publishing::testing::directory {

core::FolderTexts texts_of_site(const std::string& id) {
  const std::filesystem::path folder =
      std::filesystem::path(BANCHENG_SOURCE_DIR) / "content" / "sites" / id;
  core::FolderTexts texts;
  const std::vector<std::string> names = core::list_tree(folder).value();
  for (const std::string& name : names) {
    if (name.ends_with(".yaml") || name.ends_with(".csv"))
      texts[name] = core::read_file(folder / name).value();
  }
  return texts;
}

core::FolderTexts changed(core::FolderTexts texts, const core::FileChanges& changes) {
  for (const auto& [name, text] : changes) {
    if (text) texts[name] = *text;
    if (!text) texts.erase(name);
  }
  return texts;
}

LineChanges lines_between(const std::string& before, const std::string& after) {
  std::vector<std::string> old = core::split(before, '\n');
  std::vector<std::string> fresh = core::split(after, '\n');
  std::ranges::sort(old);
  std::ranges::sort(fresh);
  LineChanges changes;
  std::ranges::set_difference(fresh, old, std::back_inserter(changes.added));
  std::ranges::set_difference(old, fresh, std::back_inserter(changes.gone));
  return changes;
}

std::string differences(const core::FolderTexts& before, const core::FolderTexts& after) {
  std::string all;
  for (const auto& [name, text] : after) {
    const auto old = before.find(name);
    if (old == before.end()) all += name + " is new\n";
    if (old == before.end() || old->second == text) continue;
    const LineChanges lines = lines_between(old->second, text);
    all += name + ":\n";
    for (const std::string& line : lines.gone) all += "- " + line + "\n";
    for (const std::string& line : lines.added) all += "+ " + line + "\n";
  }
  for (const auto& [name, text] : before) {
    if (!after.contains(name)) all += name + " is gone\n";
  }
  return all;
}

}  // namespace handler::publishing::testing::directory
