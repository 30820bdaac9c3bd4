// Reads the table with the reader of windows.csv, then compares each row with the window that it
// names.
#include "handler/publishing/directory/window_paste.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/directory/window_csv.h"
#include "core/directory/window_sources.h"
#include "handler/publishing/pasted_table.h"

namespace handler::publishing {
namespace {

using core::WindowColumn;

constexpr std::string_view kUnreadableSign = "\xEF\xBF\xBD";  // what a wrong encoding leaves

constexpr std::array<std::pair<std::string_view, const char*>, 10> kReasons = {{
    {"site.phone", "phone"},
    {"site.hours", "hours"},
    {"site.unknown-word", "word"},
    {"site.date", "date"},
    {"site.id-form", "id"},
    {"csv.missing-cell", "missing"},
    {"csv.unknown-column", "unknown_column"},
    {"csv.missing-column", "missing_column"},
    {"csv.duplicate-column", "twice_column"},
    {"csv.extra-cell", "extra"},
}};

// What a table may change. Where a window stands in the tree is changed one by one.
constexpr std::array kFree = {WindowColumn::name,    WindowColumn::hall,   WindowColumn::place,
                              WindowColumn::address, WindowColumn::phone,  WindowColumn::hours,
                              WindowColumn::sign,    WindowColumn::set_up, WindowColumn::lacks};

// Whether a new value would change the id that is derived for the window, or is of its place.
bool is_fixed(const WindowEntry& entry, WindowColumn column) {
  if (column != WindowColumn::name) return !core::contains(kFree, column);
  return entry.value(WindowColumn::id).empty() && entry.value(WindowColumn::area).empty();
}

std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

// Each row as one line.
std::string as_csv(std::span<const PastedRow> rows) {
  std::string text;
  for (const PastedRow& row : rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      text += (i == 0 ? "" : ",") + csv_cell(row.cells[i]);
    text += "\n";
  }
  return text;
}

// The cell in which the character `column` (from 1) of the row's line stands.
std::size_t cell_at(const PastedRow& row, int column) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    end += core::character_count(csv_cell(row.cells[i])) + 1;
    if (static_cast<std::size_t>(std::max(column, 1)) <= end) return i;
  }
  return row.cells.size();
}

class PasteReader {
 public:
  PasteReader(const std::vector<WindowEntry>& entries, const std::string& typed)
      : entries_(entries), rows_(read_pasted(typed).rows), typed_(typed) {
    for (std::size_t i = 0; i < entries_.size(); ++i) by_id_[entries_[i].id] = i;
  }

  WindowPaste read() {
    if (typed_.find(kUnreadableSign) != std::string::npos) {
      paste_.mistakes.push_back({0, "", "garbled", ""});
      return std::move(paste_);
    }
    if (!find_head()) return std::move(paste_);
    core::Diagnostics found;
    core::WindowSources sources;
    core::read_windows_csv("", as_csv(std::span(rows_).subspan(head_)), sources, found);
    for (const core::Diagnostic& one : found.sorted()) {
      if (one.severity == core::Severity::error) add_mistake(one);
    }
    if (!paste_.mistakes.empty()) return std::move(paste_);
    take_windows(std::move(sources));
    return std::move(paste_);
  }

 private:
  bool find_head() {
    const auto names_level = [](const std::string& cell) {
      return core::window_column(cell) == WindowColumn::level;
    };
    for (; head_ < rows_.size(); ++head_) {
      if (std::ranges::any_of(rows_[head_].cells, names_level)) break;
    }
    if (head_ == rows_.size()) {
      paste_.mistakes.push_back({0, "", rows_.empty() ? "empty" : "missing_column", ""});
      return false;
    }
    for (const std::string& cell : rows_[head_].cells)
      columns_.push_back(core::window_column(cell));
    return true;
  }

  void add_mistake(const core::Diagnostic& one) {
    const auto* reason = std::ranges::find(kReasons, std::string_view(one.code),
                                           &decltype(kReasons)::value_type::first);
    PasteMistake mistake{0, "", reason == kReasons.end() ? "other" : reason->second, ""};
    const std::size_t at = head_ + static_cast<std::size_t>(std::max(one.span.line, 1)) - 1;
    if (one.span.line > 0 && at < rows_.size()) {
      const std::size_t cell = cell_at(rows_[at], one.span.column);
      mistake.row = rows_[at].line;
      mistake.cell = rows_[at].cell(cell);
      if (mistake.reason != "missing") mistake.column = rows_[head_].cell(cell);
    }
    paste_.mistakes.push_back(std::move(mistake));
  }

  void add_mistake(std::size_t row, WindowColumn column, const char* reason,
                   const std::string& cell) {
    const auto place = std::ranges::find(columns_, std::optional(column));
    const auto at = static_cast<std::size_t>(place - columns_.begin());
    paste_.mistakes.push_back({rows_[row].line, rows_[head_].cell(at), reason, cell});
  }

  // The columns of the table but those by which a window is found.
  std::vector<WindowColumn> columns_in_use() const {
    std::vector<WindowColumn> used;
    for (const std::optional<WindowColumn>& column : columns_) {
      if (column && *column != WindowColumn::id && *column != WindowColumn::parent)
        used.push_back(*column);
    }
    return used;
  }

  void take_windows(core::WindowSources sources) {
    for (const core::WindowDraft& draft : sources.drafts) new_names(draft.window);
    std::size_t row = head_;  // the reader makes a window of each row, for none is empty
    for (const core::WindowDraft& draft : sources.drafts) take_window(draft.window, ++row);
    paste_.rows = sources.drafts.size();
  }

  void new_names(const core::Window& window) {
    for (const std::string& name : {window.id, window.area, window.name}) {
      if (!name.empty() && window.level != "village") pasted_names_.insert(name);
    }
  }

  void take_window(const core::Window& window, std::size_t row) {
    const std::vector<std::size_t> known = entries_of(window);
    if (known.size() > 1)
      return add_mistake(row, WindowColumn::area, "ambiguous", window.short_name());
    if (known.empty()) return take_new(window, row);
    const WindowEntry& entry = entries_[known.front()];
    if (!seen_.insert(entry.id).second)
      return add_mistake(row, WindowColumn::area, "twice", window.short_name());
    compare(entry, window, row);
  }

  // The id of the window that a cell names as the one above; nothing if it names none or several.
  std::optional<std::string> above(const std::string& named) const {
    if (by_id_.contains(named)) return named;
    std::optional<std::string> found;
    for (const WindowEntry& entry : entries_) {
      const bool is_named =
          entry.value(WindowColumn::area) == named || entry.value(WindowColumn::name) == named;
      if (!is_named || entry.value(WindowColumn::level) == "village") continue;
      if (found) return std::nullopt;
      found = entry.id;
    }
    return found;
  }

  std::vector<std::size_t> entries_of(const core::Window& window) const {
    if (!window.id.empty()) {
      const auto known = by_id_.find(window.id);
      return known == by_id_.end() ? std::vector<std::size_t>{} : std::vector{known->second};
    }
    const std::optional<std::string> parent =
        window.parent.empty() ? std::nullopt : above(window.parent);
    const WindowColumn named = window.area.empty() ? WindowColumn::name : WindowColumn::area;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].value(named) != window.short_name()) continue;
      if (window.parent.empty() || (parent && entries_[i].parent == *parent)) found.push_back(i);
    }
    return found;
  }

  void take_new(const core::Window& window, std::size_t row) {
    const bool known =
        window.parent.empty() || above(window.parent) || pasted_names_.contains(window.parent);
    if (!known) return add_mistake(row, WindowColumn::parent, "parent", window.parent);
    paste_.added.push_back(values_of(window));
  }

  void compare(const WindowEntry& entry, const core::Window& window, std::size_t row) {
    const WindowValues pasted = values_of(window);
    const auto cell = [&](WindowColumn column) {
      const auto found = pasted.find(column);
      return found == pasted.end() ? std::string() : found->second;
    };
    WindowChange change{entry.id, {}};
    for (const WindowColumn column : columns_in_use()) {
      const std::string value = cell(column);
      if (value == entry.value(column) || (value.empty() && is_fixed(entry, column))) continue;
      if (is_fixed(entry, column)) add_mistake(row, column, "fixed", value);
      if (!is_fixed(entry, column)) change.values[column] = value;
    }
    if (!window.parent.empty() && above(window.parent) != entry.parent)
      add_mistake(row, WindowColumn::parent, "fixed", window.parent);
    if (!change.values.empty()) paste_.changes.push_back(std::move(change));
  }

  const std::vector<WindowEntry>& entries_;
  std::vector<PastedRow> rows_;
  const std::string& typed_;
  std::size_t head_ = 0;
  std::vector<std::optional<WindowColumn>> columns_;
  std::map<std::string, std::size_t> by_id_;
  std::set<std::string> pasted_names_;
  std::set<std::string> seen_;
  WindowPaste paste_;
};

}  // namespace

core::Result<WindowPaste> read_paste(const core::FolderTexts& texts, const std::string& typed) {
  const core::Result<std::vector<WindowEntry>> entries = window_entries(texts);
  if (!entries) return entries.failure();
  return PasteReader(*entries, typed).read();
}

core::Result<core::FileChanges> apply_paste(const core::FolderTexts& texts,
                                            const WindowPaste& paste) {
  core::Result<core::FileChanges> made = set_windows(texts, paste.changes);
  if (!made) return made;
  core::FolderTexts edited = texts;
  for (const auto& [name, text] : *made) edited[name] = *text;
  core::Result<core::FileChanges> added = append_windows(edited, paste.added);
  if (!added) return added;
  for (auto& [name, text] : *added) made.value()[name] = std::move(text);
  return made;
}

}  // namespace handler::publishing
