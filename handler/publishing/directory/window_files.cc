// Reads the files of windows in the order of the site's loader, so that the places found are those
// of Site::windows.
#include "handler/publishing/directory/window_files.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/directory/window_csv.h"
#include "core/directory/window_reader.h"
#include "core/directory/window_sources.h"
#include "core/editing/csv_edit.h"
#include "core/editing/refusals.h"
#include "handler/publishing/mark_of.h"

namespace handler::publishing {
namespace {

using core::FolderTexts;
using core::Result;
using core::WindowColumn;

bool is_filled(const std::vector<std::string>& row) {
  return std::ranges::any_of(row, [](const std::string& cell) { return !cell.empty(); });
}

bool names_the_level(const std::vector<std::string>& row) {
  return std::ranges::any_of(row, [](const std::string& cell) {
    return core::window_column(cell) == WindowColumn::level;
  });
}

core::Failure cannot_edit(const std::string& file) {
  return {core::FailureCode::invalid, file + ":1:1: the rows of the table cannot be told apart"};
}

std::string phones_of(const core::Window& window) {
  std::vector<std::string> phones = window.more_phones;
  phones.insert(phones.begin(), window.phone);
  return core::joined(phones, ", ");
}

// Reads all files of windows, and notes the place of each window.
class Reading {
 public:
  explicit Reading(const FolderTexts& texts) : texts_(texts) {}

  Result<std::vector<WindowEntry>> entries() {
    const bool others = has_others();
    if (const auto file = texts_.find(std::string(kWindowsFile)); file != texts_.end())
      read_yaml_file(file->first, [&](const core::YamlNode& root) {
        core::read_windows(root, others, sources_, found_);
      });
    if (const auto file = texts_.find(std::string(kWindowsTable)); file != texts_.end()) {
      if (core::Status read = read_table({file->first, file->second}); !read) return read.failure();
    }
    for (const auto& [name, text] : texts_) {
      if (!name.starts_with(kWindowsFolder) || !name.ends_with(".yaml")) continue;
      read_yaml_file(name, [&](const core::YamlNode& root) {
        core::read_window_file(root, sources_, found_);
      });
    }
    return connected();
  }

 private:
  bool has_others() const {
    return std::ranges::any_of(texts_, [](const auto& file) {
      return file.first == kWindowsTable || file.first.starts_with(kWindowsFolder);
    });
  }

  template <class Read>
  void read_yaml_file(const std::string& name, Read read) {
    const std::size_t before = sources_.drafts.size();
    if (const auto root = core::read_yaml(name, texts_.at(name), found_)) read(*root);
    for (std::size_t at = 0; before + at < sources_.drafts.size(); ++at) note(name, at, false);
  }

  core::Status read_table(const core::SourceFile& file) {
    const std::size_t before = sources_.drafts.size();
    core::read_windows_csv(file.name, file.text, sources_, found_);
    if (found_.has_errors()) return core::unreadable(found_);
    const Result<WindowTable> table = read_window_table(file);
    if (!table) return table.failure();
    const std::vector<std::size_t> rows = table->filled();
    if (rows.size() != sources_.drafts.size() - before) return cannot_edit(file.name);
    for (const std::size_t row : rows) note(file.name, row, true);
    return core::success();
  }

  void note(const std::string& file, std::size_t at, bool in_table) {
    WindowEntry& entry = entries_.emplace_back();
    entry.file = file;
    entry.at = at;
    entry.in_table = in_table;
    entry.own = values_of(sources_.drafts[entries_.size() - 1].window);
  }

  Result<std::vector<WindowEntry>> connected() {
    if (found_.has_errors()) return core::unreadable(found_);
    const std::vector<core::Window> windows =
        core::connect_windows(std::move(sources_), {}, found_);
    if (found_.has_errors()) return core::unreadable(found_);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      entries_[i].id = windows[i].id;
      entries_[i].parent = windows[i].parent;
    }
    return std::move(entries_);
  }

  const FolderTexts& texts_;
  core::WindowSources sources_;
  core::Diagnostics found_;
  std::vector<WindowEntry> entries_;
};

}  // namespace

WindowValues values_of(const core::Window& window) {
  WindowValues values = {
      {WindowColumn::id, window.id},
      {WindowColumn::area, window.area},
      {WindowColumn::name, window.name},
      {WindowColumn::level, window.level},
      {WindowColumn::parent, window.parent},
      {WindowColumn::hall, window.hall},
      {WindowColumn::place, window.place},
      {WindowColumn::address, window.address},
      {WindowColumn::phone, phones_of(window)},
      {WindowColumn::hours, window.hours ? core::to_text(*window.hours) : ""},
      {WindowColumn::sign, window.sign},
      {WindowColumn::set_up, window.planned ? "false" : core::iso_or_empty(window.set_up)},
      {WindowColumn::lacks, core::joined(window.lacks, ", ")}};
  std::erase_if(values, [](const auto& one) { return one.second.empty(); });
  return values;
}

std::optional<std::size_t> WindowTable::place_of(WindowColumn column) const {
  const std::vector<std::string>& names = rows[head];
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (core::window_column(names[i]) == column) return i;
  }
  return std::nullopt;
}

std::vector<std::size_t> WindowTable::filled() const {
  std::vector<std::size_t> records;
  for (std::size_t i = head + 1; i < rows.size(); ++i) {
    if (is_filled(rows[i])) records.push_back(i);
  }
  return records;
}

std::size_t WindowTable::end() const {
  const std::vector<std::size_t> records = filled();
  return (records.empty() ? head : records.back()) + 1;
}

Result<WindowTable> read_window_table(const core::SourceFile& file) {
  Result<std::vector<std::vector<std::string>>> rows = core::csv_rows(file);
  if (!rows) return rows.failure();
  WindowTable table;
  table.rows = *std::move(rows);
  const auto head = std::ranges::find_if(table.rows, names_the_level);
  if (head == table.rows.end()) return cannot_edit(file.name);
  table.head = static_cast<std::size_t>(head - table.rows.begin());
  const auto level = std::ranges::find_if(*head, [](const std::string& cell) {
    return core::window_column(cell) == WindowColumn::level;
  });
  table.chinese = static_cast<unsigned char>(level->front()) >= 0x80;
  return table;
}

const std::string& WindowEntry::value(WindowColumn column) const {
  static const std::string kNone;
  const auto found = own.find(column);
  return found == own.end() ? kNone : found->second;
}

std::string WindowEntry::mark() const {
  std::vector<std::string> parts = {id};
  for (const auto& [column, value] : own) {
    parts.emplace_back(core::window_key(column));
    parts.push_back(value);
  }
  return mark_of_parts(parts);
}

Result<std::vector<WindowEntry>> window_entries(const FolderTexts& texts) {
  return Reading(texts).entries();
}

const WindowEntry* find_entry(const std::vector<WindowEntry>& entries, const std::string& id) {
  const auto found = std::ranges::find(entries, id, &WindowEntry::id);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace handler::publishing
