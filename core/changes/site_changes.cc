// Compares two folders file by file, and a file by its entries where it has any.
#include "core/changes/site_changes.h"

#include <set>
#include <utility>

#include "core/changes/file_entries.h"
#include "core/changes/yaml_text.h"
#include "core/editing/yaml_value.h"

namespace core {
namespace {

// A case keeps the version of its rules by the hash of these bytes.
constexpr std::string_view kPolicyFile = "policy.yaml";

const std::string* text_of(const FolderTexts& texts, const std::string& file) {
  const auto found = texts.find(file);
  return found == texts.end() ? nullptr : &found->second;
}

SiteChange of_whole_file(const std::string& file, const FolderTexts& before,
                         const FolderTexts& after) {
  SiteChange change{.area = area_of_file(file), .file = file};
  if (!before.contains(file)) change.kind = SiteChange::Kind::added;
  if (!after.contains(file)) change.kind = SiteChange::Kind::removed;
  return change;
}

// Of a file that is no text only its name and sizes are told: people look at it.
SiteChange of_site_file(const std::string& file, const FolderTexts& before,
                        const FolderTexts& after) {
  SiteChange change = of_whole_file(file, before, after);
  change.entry = file.substr(kSiteFiles.size());
  if (const std::string* old = text_of(before, file)) change.before = std::to_string(old->size());
  if (const std::string* now = text_of(after, file)) change.after = std::to_string(now->size());
  return change;
}

// That no reader sees a difference. The order of keys counts: other readers than those of entries
// may follow it.
bool reads_the_same(const std::string& file, const FolderTexts& before, const FolderTexts& after) {
  if (!before.contains(file) || !after.contains(file)) return false;
  if (!file.ends_with(".yaml") || file == kPolicyFile) return false;
  const std::optional<YamlNode> old = yaml_in(before, file);
  const std::optional<YamlNode> now = yaml_in(after, file);
  return old && now && same_tree(*old, *now);
}

class FolderComparison {
 public:
  FolderComparison(const FolderTexts& before, const FolderTexts& after)
      : before_(before), after_(after) {}

  void compare(const std::string& file) {
    const std::string* old = text_of(before_, file);
    const std::string* now = text_of(after_, file);
    if (old != nullptr && now != nullptr && *old == *now) return;
    if (file.starts_with(kSiteFiles))
      return changes_.push_back(of_site_file(file, before_, after_));
    if (reads_the_same(file, before_, after_)) return;
    const std::optional<FileEntries> from = entries_of_file(file, before_);
    const std::optional<FileEntries> to = entries_of_file(file, after_);
    const std::size_t count = changes_.size();
    if (from && to) compare_entries(*from, *to);
    const bool is_told =
        changes_.size() > count || (from && to && old != nullptr && now != nullptr);
    if (!is_told) changes_.push_back(of_whole_file(file, before_, after_));
  }

  std::vector<SiteChange> take() { return std::move(changes_); }

 private:
  void compare_entries(const FileEntries& from, const FileEntries& to) {
    for (std::size_t i = 0; i < to.lists.size(); ++i)
      compare_lists(from.lists[i].entries, to.lists[i].entries, to.lists[i].rules, changes_);
    std::vector<SiteChange> rest;
    compare_lists({from.rest}, {to.rest}, {.pairs_by_place = true}, rest);
    // Of rules the file alone is named.
    if (!rest.empty() && to.rest.about.area == ChangeArea::rules)
      rest = {of_whole_file(to.rest.about.file, before_, after_)};
    for (SiteChange& change : rest) changes_.push_back(std::move(change));
  }

  const FolderTexts& before_;
  const FolderTexts& after_;
  std::vector<SiteChange> changes_;
};

}  // namespace

std::vector<SiteChange> changes_between(const FolderTexts& before, const FolderTexts& after) {
  std::set<std::string> files;
  for (const auto& [file, text] : before) files.insert(file);
  for (const auto& [file, text] : after) files.insert(file);
  FolderComparison comparison(before, after);
  for (const std::string& file : files) comparison.compare(file);
  return comparison.take();
}

}  // namespace core
