// Finds each window's entry by reading the files as the site's loader does, then edits that entry
// alone.
#include "handler/publishing/directory/window_edits.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/contains.h"
#include "core/directory/window_sources.h"
#include "core/editing/csv_edit.h"
#include "core/editing/yaml_edit.h"
#include "handler/publishing/directory/window_names.h"
#include "handler/publishing/yaml_changes.h"

namespace handler::publishing {
namespace {

using core::FileChanges;
using core::FolderTexts;
using core::Result;
using core::SourceFile;
using core::WindowColumn;

const WindowEntry& entry_of(const std::vector<WindowEntry>& entries, const std::string& id) {
  const WindowEntry* entry = find_entry(entries, id);
  if (entry == nullptr)
    throw core::Refused(core::FailureCode::not_found, "no file names a window '" + id + "'");
  return *entry;
}

std::vector<std::string> window_key_order() {
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

YamlFields window_fields_of(const WindowValues& values) {
  YamlFields fields;
  for (const auto& [column, value] : values)
    fields.emplace_back(core::window_key(column), yaml_of(column, value));
  return fields;
}

std::string set_in_yaml(const SourceFile& file, std::size_t at, const WindowValues& values) {
  YamlChanges changes(file.name, file.text);
  changes.put({kWindowsKey, at}, window_fields_of(values), window_key_order());
  return changes.text();
}

// The place of a column, which is put behind the others if the table lacks it.
std::size_t place_for_column(SourceFile& file, WindowColumn column) {
  const WindowTable table = core::accepted(read_window_table(file));
  if (const std::optional<std::size_t> place = table.place_of(column)) return *place;
  const std::size_t place = table.rows[table.head].size();
  std::vector<std::string> cells(table.head + 1);
  cells.back() = core::window_header(column, table.chinese);
  file.text = core::accepted(core::insert_csv_column(file, place, cells));
  return place;
}

std::string set_in_table(SourceFile file, std::size_t row, const WindowValues& values) {
  const bool chinese = core::accepted(read_window_table(file)).chinese;
  for (const auto& [column, value] : values) {
    const std::size_t place = place_for_column(file, column);
    file.text = core::accepted(
        core::set_csv_cell(file, row, place, core::window_cell(column, value, chinese)));
  }
  return file.text;
}

WindowValues differing_values(const WindowEntry& entry, const WindowValues& values) {
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

std::string insert_row(const SourceFile& file, std::size_t at, const WindowValues& values) {
  const WindowTable table = core::accepted(read_window_table(file));
  std::vector<std::string> cells(table.rows[table.head].size());
  WindowValues later;  // of columns that the table lacks
  for (const auto& [column, value] : values) {
    const std::optional<std::size_t> place = table.place_of(column);
    if (place) cells[*place] = core::window_cell(column, value, table.chinese);
    if (!place) later[column] = value;
  }
  return set_in_table({file.name, core::accepted(core::insert_csv_row(file, at, cells))}, at,
                      later);
}

std::string insert_entry(const SourceFile& file, std::size_t at, WindowValues values) {
  std::string& id = values[WindowColumn::id];
  const std::string& area = values[WindowColumn::area];
  if (id.empty())
    id = core::derived_window_id(values[WindowColumn::parent],
                                 area.empty() ? values[WindowColumn::name] : area);
  YamlChanges changes(file.name, file.text);
  changes.insert({}, kWindowsKey, at, window_fields_of(values), {});
  return changes.text();
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

FileChanges with_values(const FolderTexts& texts, const std::vector<WindowChange>& changes) {
  const std::vector<WindowEntry> entries = core::accepted(window_entries(texts));
  FileChanges made;
  for (const WindowChange& change : with_what_names_bring(entries, changes)) {
    const WindowEntry& entry = entry_of(entries, change.id);
    const WindowValues values = differing_values(entry, change.values);
    if (values.empty()) continue;
    std::optional<std::string>& text =
        made.try_emplace(entry.file, texts.at(entry.file)).first->second;
    const SourceFile file{entry.file, *text};
    text =
        entry.in_table ? set_in_table(file, entry.at, values) : set_in_yaml(file, entry.at, values);
  }
  return made;
}

FileChanges with_window(const FolderTexts& texts, WindowValues values) {
  const std::vector<WindowEntry> entries = core::accepted(window_entries(texts));
  const WindowEntry& above = entry_of(entries, values[WindowColumn::parent]);
  const std::string& id = values[WindowColumn::id];
  if (!id.empty() && find_entry(entries, id) != nullptr)
    throw core::Refused(core::FailureCode::conflict, "the id '" + id + "' is taken");
  const NewPlace place = place_for(entries, values);
  std::erase_if(values, [](const auto& one) { return one.second.empty(); });
  if (place.in_table) values[WindowColumn::parent] = parent_in_table(above);
  const SourceFile file{place.file, texts.at(place.file)};
  return {{place.file, place.in_table ? insert_row(file, place.at, values)
                                      : insert_entry(file, place.at, values)}};
}

FileChanges with_rows(const FolderTexts& texts, const std::vector<WindowValues>& added) {
  if (added.empty()) return {};
  const std::string name(kWindowsTable);
  const auto standing = texts.find(name);
  SourceFile file{name, standing == texts.end() ? new_table(added) : standing->second};
  std::size_t at = core::accepted(read_window_table(file)).end();
  for (const WindowValues& values : added) file.text = insert_row(file, at++, values);
  return {{name, std::move(file.text)}};
}

FileChanges without_window(const FolderTexts& texts, const std::string& id) {
  const std::vector<WindowEntry> entries = core::accepted(window_entries(texts));
  const WindowEntry& entry = entry_of(entries, id);
  if (&entry == &entries.front() || core::contains(entries, id, &WindowEntry::parent))
    throw core::Refused(core::FailureCode::refused,
                        "the main window and a window with others below it stay");
  const bool is_only_one = std::ranges::count(entries, entry.file, &WindowEntry::file) == 1;
  if (is_only_one && entry.file.starts_with(kWindowsFolder)) return {{entry.file, std::nullopt}};
  const SourceFile file{entry.file, texts.at(entry.file)};
  return {{entry.file, core::accepted(entry.in_table ? core::remove_csv_row(file, entry.at)
                                                     : core::remove_yaml_entry(
                                                           file, {kWindowsKey, entry.at}))}};
}

}  // namespace

Result<FileChanges> set_windows(const FolderTexts& texts,
                                const std::vector<WindowChange>& changes) {
  const auto make = [&] { return with_values(texts, changes); };
  return core::result_of(make);
}

Result<FileChanges> add_window(const FolderTexts& texts, const WindowValues& values) {
  const auto make = [&] { return with_window(texts, values); };
  return core::result_of(make);
}

Result<FileChanges> append_windows(const FolderTexts& texts,
                                   const std::vector<WindowValues>& added) {
  const auto make = [&] { return with_rows(texts, added); };
  return core::result_of(make);
}

Result<FileChanges> remove_window(const FolderTexts& texts, const std::string& id) {
  const auto make = [&] { return without_window(texts, id); };
  return core::result_of(make);
}

}  // namespace handler::publishing
