// A table of the YAML files with their lists; articles and the table of windows have sources of
// their own.
#include "core/changes/file_entries.h"

#include <algorithm>
#include <array>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/changes/article_entries.h"
#include "core/changes/window_entries.h"
#include "core/changes/yaml_text.h"

namespace core {
namespace {

// How an entry of a YAML list becomes one that is compared. `entry` has area, file and fields.
using Naming = void (*)(const YamlNode& node, ListedEntry& entry);

std::string text_at(const YamlNode& node, std::string_view key) {
  const YamlNode* found = node.find(key);
  return found == nullptr ? std::string() : shown_value(*found);
}

void add_fields(const YamlNode& node, ListedEntry& entry, std::string_view without = {}) {
  for (const YamlNode::Entry& one : node.entries) {
    if (one.key == without || one.value.kind == YamlNode::Kind::null) continue;
    entry.fields.push_back({one.key, compared_value(one.value), shown_value(one.value)});
  }
  // An entry that is no map has one field without a name.
  if (node.kind != YamlNode::Kind::map)
    entry.fields.push_back({"", compared_value(node), shown_value(node)});
}

void concern_window(const YamlNode& node, ListedEntry& entry) {
  if (const std::string window = text_at(node, "window"); !window.empty())
    entry.about.windows = {window};
}

// The first of these that the entry has names it.
template <std::size_t N>
void name_by(const YamlNode& node, ListedEntry& entry,
             const std::array<std::string_view, N>& fields) {
  for (const std::string_view field : fields) {
    if (!entry.shown.empty()) return;
    entry.shown = text_at(node, field);
    entry.named_by = field;
  }
}

// The members of a roster: a person, a post or a unit.
std::vector<ListedEntry> roster_of(const YamlNode& body, const ListedEntry& about) {
  constexpr std::array<std::string_view, 3> kNames = {"name", "post", "unit"};
  std::vector<ListedEntry> members;
  const YamlNode* roster = body.find("roster");
  if (roster == nullptr) return members;
  for (const YamlNode& node : roster->items) {
    ListedEntry member{.about = about.about};
    add_fields(node, member);
    name_by(node, member, kNames);
    member.about.item = text_at(node, "role");
    member.key = member.about.item + "\n" + member.shown;
    member.second_key = member.shown;
    members.push_back(std::move(member));
  }
  return members;
}

void name_by_id(const YamlNode& node, ListedEntry& entry) {
  constexpr std::array<std::string_view, 4> kNames = {"name", "title", "question", "id"};
  entry.key = text_at(node, "id");
  name_by(node, entry, kNames);
  entry.named_by.clear();
  entry.about.entry = entry.shown;
}

void name_body(const YamlNode& node, ListedEntry& entry) {
  name_by_id(node, entry);
  concern_window(node, entry);
  const YamlNode* roster = node.find("roster");
  if (roster == nullptr || roster->kind != YamlNode::Kind::list) return;
  entry.items = roster_of(node, entry);
  std::erase_if(entry.fields, [](const auto& field) { return field.name == "roster"; });
}

void name_window(const YamlNode& node, ListedEntry& entry) {
  constexpr std::array<std::string_view, 3> kNames = {"area", "name", "id"};
  name_by(node, entry, kNames);
  entry.named_by.clear();
  entry.key = text_at(node, "id");
  entry.about.entry = entry.shown;
  entry.about.windows = {entry.key};
}

void name_duty(const YamlNode& node, ListedEntry& entry) {
  const std::string from = text_at(node, "from");
  const std::string to = text_at(node, "to");
  const std::string part = text_at(node, "part");
  entry.about.item = from;
  if (!to.empty() && to != from) entry.about.item += "/" + to;
  if (!part.empty()) entry.about.item += " " + part;
  entry.key = entry.about.item;
  entry.shown = text_at(node, "name");
  entry.named_by = "name";
}

void name_notice(const YamlNode& node, ListedEntry& entry) {
  entry.shown = text_at(node, "text");
  entry.named_by = "text";
  entry.key = entry.shown;
  entry.second_key = text_at(node, "from") + " " + text_at(node, "to");
  entry.about.item = entry.shown;
  concern_window(node, entry);
}

constexpr ListRules kById = {};
constexpr ListRules kOfDays = {.has_order = false};
constexpr ListRules kByText = {.pairs_by_place = true};

struct YamlList {
  std::string_view file;  // "windows/": every file of the folder
  ChangeArea area = ChangeArea::rules;
  std::string_view key;  // of the list
  ListRules rules;
  Naming name = nullptr;
};
constexpr std::array<YamlList, 9> kYamlLists = {{
    {"bodies.yaml", ChangeArea::bodies, "bodies", kById, name_body},
    {"windows.yaml", ChangeArea::windows, "windows", kById, name_window},
    {"windows/", ChangeArea::windows, "windows", kById, name_window},
    {"units.yaml", ChangeArea::units, "units", kById, name_by_id},
    {"duty.yaml", ChangeArea::duty, "entries", kOfDays, name_duty},
    {"site.yaml", ChangeArea::notices, "notices", kByText, name_notice},
    {"faq.yaml", ChangeArea::faq, "entries", kById, name_by_id},
    {"measures.yaml", ChangeArea::measures, "measures", kById, name_by_id},
    {"documents.yaml", ChangeArea::documents, "documents", kById, name_by_id},
}};

const YamlList* list_of(const std::string& file) {
  const auto is_it = [&](const YamlList& list) {
    if (!list.file.ends_with('/')) return file == list.file;
    return file.starts_with(list.file) && file.ends_with(".yaml");
  };
  const auto* found = std::ranges::find_if(kYamlLists, is_it);
  return found == kYamlLists.end() ? nullptr : found;
}

// Nothing if the list is no list, so that the file counts as a whole.
std::optional<FileEntries> entries_of_yaml(const YamlList& list, const std::string& file,
                                           const FolderTexts& texts) {
  const std::optional<YamlNode> root = yaml_in(texts, file);
  if (!root) return std::nullopt;
  const YamlNode* entries = root->find(list.key);
  if (entries != nullptr && entries->kind == YamlNode::Kind::scalar) return std::nullopt;
  if (entries != nullptr && entries->kind == YamlNode::Kind::map) return std::nullopt;
  FileEntries made;
  made.lists.push_back({list.rules, {}});
  for (std::size_t i = 0; entries != nullptr && i < entries->items.size(); ++i) {
    const YamlNode& node = entries->items[i];
    ListedEntry entry{.about = {.area = list.area, .file = file}};
    add_fields(node, entry);
    list.name(node, entry);
    made.lists.front().entries.push_back(std::move(entry));
  }
  // Of site.yaml the rest is the site's identity.
  const bool is_identity = list.area == ChangeArea::notices;
  made.rest.about = {.area = is_identity ? ChangeArea::rules : list.area, .file = file};
  if (root->kind != YamlNode::Kind::null) add_fields(*root, made.rest, list.key);
  return made;
}

}  // namespace

ChangeArea area_of_file(const std::string& file) {
  if (const YamlList* list = list_of(file)) {
    return list->area == ChangeArea::notices ? ChangeArea::rules : list->area;
  }
  if (file == kWindowTable) return ChangeArea::windows;
  if (file.starts_with(kSiteFiles)) return ChangeArea::files;
  return area_of_article(file);
}

std::optional<FileEntries> entries_of_file(const std::string& file, const FolderTexts& texts) {
  if (const YamlList* list = list_of(file)) return entries_of_yaml(*list, file, texts);
  if (file == kWindowTable) return entries_of_window_table(texts);
  return entries_of_article(file, texts);
}

}  // namespace core
