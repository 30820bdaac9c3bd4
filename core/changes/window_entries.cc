// Reads the table by its columns, and asks the reader of windows for the ids that it derives.
#include "core/changes/window_entries.h"

#include <algorithm>
#include <utility>

#include "core/changes/yaml_text.h"
#include "core/directory/window_csv.h"
#include "core/directory/window_reader.h"
#include "core/directory/window_sources.h"
#include "core/directory/window_words.h"
#include "core/editing/csv_edit.h"

namespace core {
namespace {

constexpr std::string_view kMainFile = "windows.yaml";
constexpr std::string_view kFolder = "windows/";

using Rows = std::vector<std::vector<std::string>>;

std::string name_of_column(const std::string& header) {
  const std::optional<WindowColumn> column = window_column(header);
  return column ? std::string(window_key(*column)) : header;
}

bool is_empty(const std::vector<std::string>& row) {
  return std::ranges::all_of(row, [](const std::string& cell) { return cell.empty(); });
}

bool has_names_of_columns(const std::vector<std::string>& row) {
  return std::ranges::any_of(
      row, [](const std::string& cell) { return window_column(cell) == WindowColumn::level; });
}

std::string cell_of(const ListedEntry& row, std::string_view name) {
  const auto found = std::ranges::find(row.fields, name, &ListedEntry::Field::name);
  return found == row.fields.end() ? std::string() : found->value;
}

// The ids of the table's windows in the order of its rows, as the readers of the site make them;
// empty if they find a mistake.
std::vector<std::string> derived_ids(const FolderTexts& texts) {
  Diagnostics ignored;
  WindowSources sources;
  if (texts.contains(std::string(kMainFile))) {
    const auto root = yaml_in(texts, std::string(kMainFile));
    if (root) read_windows(*root, /*others=*/true, sources, ignored);
  }
  const std::size_t first = sources.drafts.size();
  const std::string table(kWindowTable);
  (void)read_windows_csv(table, texts.at(table), sources, ignored);
  const std::size_t count = sources.drafts.size() - first;
  for (const auto& [file, text] : texts) {
    if (!file.starts_with(kFolder) || !file.ends_with(".yaml")) continue;
    const auto root = read_yaml(file, text, ignored);
    if (root) read_window_file(*root, sources, ignored);
  }
  const std::vector<Window> windows = connect_windows(std::move(sources), {}, ignored);
  std::vector<std::string> ids;
  for (std::size_t i = first; i < first + count && i < windows.size(); ++i)
    ids.push_back(windows[i].id);
  return ids;
}

ListedEntry entry_of(const std::vector<std::string>& names, const std::vector<std::string>& row) {
  ListedEntry entry{.about = {.area = ChangeArea::windows, .file = std::string(kWindowTable)}};
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string name = i < names.size() ? names[i] : std::string();
    if (!row[i].empty()) entry.fields.push_back({name, row[i], row[i]});
  }
  entry.key = cell_of(entry, "id");
  for (const std::string_view name : {"area", "name", "id"}) {
    if (entry.shown.empty()) entry.shown = cell_of(entry, name);
  }
  entry.about.entry = entry.shown;
  return entry;
}

// An id that cannot be derived leaves the row to the whole site.
void identify(std::vector<ListedEntry>& entries, const FolderTexts& texts) {
  const bool all_named =
      std::ranges::none_of(entries, [](const ListedEntry& entry) { return entry.key.empty(); });
  const std::vector<std::string> ids = all_named ? std::vector<std::string>() : derived_ids(texts);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ListedEntry& entry = entries[i];
    if (entry.key.empty() && ids.size() == entries.size()) entry.key = ids[i];
    if (!entry.key.empty()) entry.about.windows = {entry.key};
    entry.second_key = cell_of(entry, "parent") + "\n" + entry.shown;
  }
}

}  // namespace

std::optional<FileEntries> entries_of_window_table(const FolderTexts& texts) {
  FileEntries made;
  made.lists.push_back({{.pairs_by_place = true}, {}});
  made.rest.about = {.area = ChangeArea::windows, .file = std::string(kWindowTable)};
  const auto table = texts.find(std::string(kWindowTable));
  if (table == texts.end()) return made;
  const Result<Rows> rows = csv_rows({table->first, table->second});
  if (!rows) return std::nullopt;
  const auto head = std::ranges::find_if(*rows, has_names_of_columns);
  if (head == rows->end()) return std::nullopt;
  std::vector<std::string> names;
  for (const std::string& cell : *head) names.push_back(name_of_column(cell));
  std::vector<ListedEntry>& entries = made.lists.front().entries;
  for (auto row = head + 1; row != rows->end(); ++row) {
    if (!is_empty(*row)) entries.push_back(entry_of(names, *row));
  }
  identify(entries, texts);
  return made;
}

}  // namespace core
