// Finds each window's entry by reading the files as the site's loader does, then edits that entry
// alone.
#include "handler/publishing/window_edits.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/directory/window_sources.h"
#include "core/editing/csv_edit.h"
#include "core/editing/yaml_edit.h"
#include "handler/publishing/entry_edits.h"

namespace handler::publishing {
namespace {

using core::FileChanges;
using core::FolderTexts;
using core::Result;
using core::SourceFile;
using core::WindowColumn;

core::Failure no_window(const std::string& id) {
  return {core::FailureCode::not_found, "no file names a window '" + id + "'"};
}

std::vector<std::string> key_order() {
  std::vector<std::string> keys;
  for (const WindowColumn column : core::kWindowColumns)
    keys.emplace_back(core::window_key(column));
  return keys;
}

std::optional<core::YamlValue> yaml_of(WindowColumn column, const std::string& value) {
  if (value.empty()) return std::nullopt;
  if (column == WindowColumn::set_up) return core::yaml_word(value);
  if (column != WindowColumn::lacks) return core::yaml_text(value);
  std::vector<core::YamlValue> words;
  for (std::string& word : core::parts_of(value)) words.push_back(core::yaml_text(std::move(word)));
  return core::yaml_list(std::move(words));
}

Result<std::string> set_in_yaml(const SourceFile& file, std::size_t at,
                                const WindowValues& values) {
  EntryValues keys;
  for (const auto& [column, value] : values)
    keys.emplace_back(core::window_key(column), yaml_of(column, value));
  return set_entry(file, {kWindowsKey, at}, keys, key_order());
}

Result<std::string> set_cell(SourceFile file, std::size_t row, WindowColumn column,
                             const std::string& value) {
  const Result<WindowTable> table = read_window_table(file);
  if (!table) return table.failure();
  std::optional<std::size_t> place = table->place_of(column);
  if (!place && value.empty()) return file.text;
  if (!place) {
    place = table->rows[table->head].size();
    std::vector<std::string> cells(table->head + 1);
    cells.back() = core::window_header(column, table->chinese);
    Result<std::string> wider = core::insert_csv_column(file, *place, cells);
    if (!wider) return wider;
    file.text = *std::move(wider);
  }
  return core::set_csv_cell(file, row, *place, core::window_cell(column, value, table->chinese));
}

Result<std::string> set_in_table(SourceFile file, std::size_t row, const WindowValues& values) {
  for (const auto& [column, value] : values) {
    Result<std::string> text = set_cell(file, row, column, value);
    if (!text) return text;
    file.text = *std::move(text);
  }
  return file.text;
}

WindowValues differing(const WindowEntry& entry, const WindowValues& values) {
  WindowValues other;
  for (const auto& [column, value] : values) {
    if (entry.value(column) != value) other[column] = value;
  }
  return other;
}

// Where a new window goes.
struct NewPlace {
  std::string file;
  bool in_table = false;
  std::size_t at = 0;
};

bool is_below(const std::vector<WindowEntry>& entries, const WindowEntry& entry,
              const std::string& id) {
  const WindowEntry* above = find_entry(entries, entry.parent);
  for (; above != nullptr; above = find_entry(entries, above->parent)) {
    if (above->id == id) return true;
  }
  return false;
}

// Behind an entry and the windows below it that follow in the same file.
NewPlace behind(const std::vector<WindowEntry>& entries, std::size_t index) {
  const WindowEntry& first = entries[index];
  std::size_t last = index;
  while (last + 1 < entries.size() && entries[last + 1].file == first.file &&
         is_below(entries, entries[last + 1], first.id)) {
    ++last;
  }
  return {first.file, first.in_table, entries[last].at + 1};
}

NewPlace place_for(const std::vector<WindowEntry>& entries, const WindowValues& values) {
  const std::string& parent = values.at(WindowColumn::parent);
  std::optional<std::size_t> sibling;
  std::optional<std::size_t> above;
  std::optional<std::size_t> last_row;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const WindowEntry& entry = entries[i];
    // The first window of a town's own file stands for the town.
    const bool heads_a_file = entry.at == 0 && entry.file.starts_with(kWindowsFolder);
    const auto level = values.find(WindowColumn::level);
    const bool same_level =
        level != values.end() && level->second == entry.value(WindowColumn::level);
    if (entry.parent == parent && same_level && !heads_a_file) sibling = i;
    if (entry.id == parent) above = i;
    if (entry.in_table) last_row = i;
  }
  if (sibling) return behind(entries, *sibling);
  const WindowEntry& parent_entry = entries[*above];
  if (parent_entry.file == kWindowsFile && last_row)
    return {std::string(kWindowsTable), true, entries[*last_row].at + 1};
  return behind(entries, *above);
}

// How a row names the window above: a derived id is not known to the reader.
std::string parent_in_table(const WindowEntry& parent) {
  for (const WindowColumn column : {WindowColumn::id, WindowColumn::area, WindowColumn::name}) {
    if (!parent.value(column).empty()) return parent.value(column);
  }
  return parent.id;
}

Result<std::string> insert_row(const SourceFile& file, std::size_t at, const WindowValues& values) {
  const Result<WindowTable> table = read_window_table(file);
  if (!table) return table.failure();
  std::vector<std::string> cells(table->rows[table->head].size());
  WindowValues later;  // of columns that the table lacks
  for (const auto& [column, value] : values) {
    const std::optional<std::size_t> place = table->place_of(column);
    if (place) cells[*place] = core::window_cell(column, value, table->chinese);
    if (!place) later[column] = value;
  }
  const Result<std::string> text = core::insert_csv_row(file, at, cells);
  if (!text) return text;
  return set_in_table({file.name, *text}, at, later);
}

Result<std::string> insert_entry(const SourceFile& file, std::size_t at, WindowValues values) {
  std::string& id = values[WindowColumn::id];
  const std::string& area = values[WindowColumn::area];
  if (id.empty())
    id = core::derived_window_id(values[WindowColumn::parent],
                                 area.empty() ? values[WindowColumn::name] : area);
  std::vector<core::YamlValue::Entry> entries;
  for (const WindowColumn column : core::kWindowColumns) {
    if (auto value = yaml_of(column, values[column]))
      entries.push_back({std::string(core::window_key(column)), *std::move(value)});
  }
  return core::insert_yaml_item(file, {kWindowsKey}, at, core::yaml_map(std::move(entries)));
}

std::string new_table(const std::vector<WindowValues>& added) {
  std::string text;
  for (const WindowColumn column : core::kWindowColumns) {
    const bool used = std::ranges::any_of(
        added, [&](const WindowValues& values) { return values.contains(column); });
    if (!used && column != WindowColumn::level && column != WindowColumn::area) continue;
    text += (text.empty() ? "" : ",") + std::string(core::window_header(column, true));
  }
  return text + "\n";
}

}  // namespace

Result<FileChanges> set_windows(const FolderTexts& texts,
                                const std::vector<WindowChange>& changes) {
  const Result<std::vector<WindowEntry>> entries = window_entries(texts);
  if (!entries) return entries.failure();
  FileChanges made;
  for (const WindowChange& change : changes) {
    const WindowEntry* entry = find_entry(*entries, change.id);
    if (entry == nullptr) return no_window(change.id);
    const WindowValues values = differing(*entry, change.values);
    if (values.empty()) continue;
    std::optional<std::string>& text =
        made.try_emplace(entry->file, texts.at(entry->file)).first->second;
    const SourceFile file{entry->file, *text};
    Result<std::string> edited = entry->in_table ? set_in_table(file, entry->at, values)
                                                 : set_in_yaml(file, entry->at, values);
    if (!edited) return edited.failure();
    text = *std::move(edited);
  }
  return made;
}

Result<FileChanges> add_window(const FolderTexts& texts, WindowValues values) {
  const Result<std::vector<WindowEntry>> entries = window_entries(texts);
  if (!entries) return entries.failure();
  const std::string parent = values[WindowColumn::parent];
  const WindowEntry* above = find_entry(*entries, parent);
  if (above == nullptr) return no_window(parent);
  const std::string& id = values[WindowColumn::id];
  if (!id.empty() && find_entry(*entries, id) != nullptr)
    return core::Failure{core::FailureCode::conflict, "the id '" + id + "' is taken"};
  const NewPlace place = place_for(*entries, values);
  std::erase_if(values, [](const auto& one) { return one.second.empty(); });
  if (place.in_table) values[WindowColumn::parent] = parent_in_table(*above);
  const SourceFile file{place.file, texts.at(place.file)};
  Result<std::string> text =
      place.in_table ? insert_row(file, place.at, values) : insert_entry(file, place.at, values);
  if (!text) return text.failure();
  return FileChanges{{place.file, *std::move(text)}};
}

Result<FileChanges> append_windows(const FolderTexts& texts,
                                   const std::vector<WindowValues>& added) {
  if (added.empty()) return FileChanges{};
  const std::string name(kWindowsTable);
  const auto standing = texts.find(name);
  SourceFile file{name, standing == texts.end() ? new_table(added) : standing->second};
  const Result<WindowTable> table = read_window_table(file);
  if (!table) return table.failure();
  std::size_t at = table->end();
  for (const WindowValues& values : added) {
    Result<std::string> text = insert_row(file, at++, values);
    if (!text) return text.failure();
    file.text = *std::move(text);
  }
  return FileChanges{{name, std::move(file.text)}};
}

Result<FileChanges> remove_window(const FolderTexts& texts, const std::string& id) {
  const Result<std::vector<WindowEntry>> entries = window_entries(texts);
  if (!entries) return entries.failure();
  const WindowEntry* entry = find_entry(*entries, id);
  if (entry == nullptr) return no_window(id);
  const bool holds_others =
      std::ranges::any_of(*entries, [&](const WindowEntry& other) { return other.parent == id; });
  if (entry == &entries->front() || holds_others)
    return core::Failure{core::FailureCode::refused,
                         "the main window and a window with others below it stay"};
  const bool only_one =
      std::ranges::count(*entries, entry->file, &WindowEntry::file) == 1 && !entry->in_table;
  if (only_one && entry->file.starts_with(kWindowsFolder))
    return FileChanges{{entry->file, std::nullopt}};
  const SourceFile file{entry->file, texts.at(entry->file)};
  Result<std::string> text = entry->in_table
                                 ? core::remove_csv_row(file, entry->at)
                                 : core::remove_yaml_entry(file, {kWindowsKey, entry->at});
  if (!text) return text.failure();
  return FileChanges{{entry->file, *std::move(text)}};
}

}  // namespace handler::publishing
