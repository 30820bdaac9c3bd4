// A form has at most 200 fields: four a row, and one for the marks of all rows.
#include "handler/desk/directory/window_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/directory/window_fields.h"
#include "handler/desk/directory/window_list.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/window_edits.h"
#include "handler/publishing/directory/window_values.h"

namespace handler::desk {
namespace {

using core::WindowColumn;
using publishing::WindowChange;
using publishing::WindowEntry;

constexpr std::size_t kRowsOfTable = 40;
constexpr std::array kWindowCells = {WindowColumn::phone, WindowColumn::hours, WindowColumn::set_up,
                                     WindowColumn::lacks};

std::string window_cell_name(WindowColumn column, const std::string& id) {
  return name_of(column) + "." + id;
}

// A value in the words that the cell shows.
std::string in_cell(WindowColumn column, const std::string& value) {
  return core::window_cell(column, value, /*chinese=*/true);
}

// What the page was asked for, and what was typed into it.
struct Table {
  Editing editing;
  std::vector<WindowEntry> entries;
  std::string below;
  std::string page;
  std::map<std::string, std::string> typed = {};  // by the names of the cells
  std::vector<FormMistake> mistakes = {};
  std::set<std::string> stale = {};  // ids of windows that say something else by now

  const WindowEntry& entry(const std::string& id) const {
    return *publishing::find_entry(entries, id);
  }
  std::string address() const {
    return editing.root() + "/windows-table?below=" + web::url_encoded(below);
  }
};

struct OpenedTable {
  std::optional<Table> table;
  web::Response refusal;
};

OpenedTable open_table(const Visit& visit, const web::Fields& asked) {
  OpenedEditing opened = open_editing(visit);
  if (!opened.editing) return {std::nullopt, opened.refusal};
  auto entries = publishing::window_entries(opened.editing->copy.edited);
  if (!entries) return {std::nullopt, closed_page(visit, entries.failure())};
  return {Table{.editing = *std::move(opened.editing),
                .entries = *std::move(entries),
                .below = std::string(asked.get("below")),
                .page = std::string(asked.get("page"))},
          {}};
}

// What an empty cell gets from above.
std::string from_above(const Table& table, const core::Window& window, WindowColumn column) {
  const core::Window* above = table.editing.site().windows.above(window);
  if (above == nullptr) return "";
  if (column == WindowColumn::phone) return phones_in_words(*above);
  if (column == WindowColumn::hours && above->hours) return core::to_text(*above->hours);
  return "";
}

void add_window_cell(core::TemplateData& row, const Table& table, const core::Window& window,
                     WindowColumn column) {
  const core::Texts& texts = table.editing.visit.texts();
  const std::string name = window_cell_name(column, window.id);
  const std::string now = in_cell(column, table.entry(window.id).value(column));
  const auto typed = table.typed.find(name);
  const std::string value = typed == table.typed.end() ? now : typed->second;
  const auto wrong = std::ranges::find(table.mistakes, name, &FormMistake::field);
  const std::string above = from_above(table, window, column);
  row.add("CELL")
      .set("CELL_NAME", name)
      .set("CELL_ID", field_id(name))
      .set("CELL_LABEL", texts.get("changes.field." + name_of(column)))
      .set("CELL_VALUE", value)
      .set_optional("CELL_ABOVE", now.empty() ? above : "")
      .set_optional("CELL_MISTAKE", wrong == table.mistakes.end() ? "" : wrong->sentence)
      .set_optional("CELL_NOW", table.stale.contains(window.id) && value != now ? now : "");
}

web::Response window_table_page(const Table& table, int status) {
  const Visit& visit = table.editing.visit;
  const std::vector<const core::Window*> windows = windows_to_edit(table.editing, table.below);
  const ListPart part = part_of(windows.size(), kRowsOfTable, table.page);
  core::TemplateData data;
  std::vector<std::string> rows;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const core::Window& window = *windows[i];
    core::TemplateData& row = data.add("ROW");
    row.set("ROW_ID", window.id)
        .set("ROW_NAME", window.short_name())
        .set("ROW_LEVEL", visit.texts().get("level." + window.level))
        .show_if(table.stale.contains(window.id), "ROW_STALE");
    for (const WindowColumn column : kWindowCells) add_window_cell(row, table, window, column);
    rows.push_back(window.id + ":" + table.entry(window.id).mark());
  }
  data.set("TABLE_ROWS", core::joined(rows, " "))
      .set("ASKED_BELOW", table.below)
      .set("ASKED_PAGE", std::to_string(part.page))
      .show_if(!windows.empty(), "HAS_ROWS")
      .show_if(windows.empty(), "NO_ROWS");
  for (const WindowColumn column : kWindowCells) {
    data.add("COLUMN").set("COLUMN_NAME", visit.texts().get("changes.field." + name_of(column)));
  }
  add_pages(data, part, table.address());
  add_problems(data, table.mistakes);
  add_kept_notice(data, table.editing);
  return desk_page(visit, status, "desk/publishing_window_table",
                   visit.texts().get("desk.publishing.windows_table.title"), data);
}

// Reads the cells of one window; adds its mistakes to the table.
WindowChange change_of(Table& table, const WindowEntry& entry) {
  const Visit& visit = table.editing.visit;
  WindowChange change{entry.id, {}};
  for (const WindowColumn column : kWindowCells) {
    const std::string name = window_cell_name(column, entry.id);
    if (!visit.form.has(name)) continue;
    table.typed[name] = visit.form.get(name);
    const publishing::TypedValue typed = publishing::typed_value(column, visit.form.get(name));
    const bool main_planned = typed.value == "false" && entry.parent.empty();
    const std::string mistake = main_planned ? "main_planned" : typed.mistake;
    if (!mistake.empty())
      table.mistakes.push_back(
          {name,
           visit.texts().format("desk.publishing.windows_table.mistake",
                                {{"window", table.editing.site().window(entry.id)->short_name()},
                                 {"what", mistake_words(visit, mistake)}})});
    else if (typed.value != entry.value(column))
      change.values[column] = typed.value;
  }
  return change;
}

// The changed windows of the form; notes what is stale. Windows outside the scope are passed over.
std::vector<WindowChange> changes_in(Table& table) {
  std::vector<WindowChange> changes;
  for (const std::string& row : core::split(table.editing.visit.form.get("rows"), ' ')) {
    const std::string id = row.substr(0, row.find(':'));
    const WindowEntry* entry = publishing::find_entry(table.entries, id);
    if (entry == nullptr || !table.editing.scope.holds(id)) continue;
    WindowChange change = change_of(table, *entry);
    if (row != id + ":" + entry->mark()) table.stale.insert(id);
    if (!change.values.empty()) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

web::Response show_window_table(const Visit& visit) {
  const OpenedTable opened = open_table(visit, visit.request.query);
  return opened.table ? window_table_page(*opened.table, 200) : opened.refusal;
}

web::Response change_window_table(const Visit& visit) {
  OpenedTable opened = open_table(visit, visit.form);
  if (!opened.table) return opened.refusal;
  Table& table = *opened.table;
  const std::vector<WindowChange> changes = changes_in(table);
  const auto show_again = [&](const EditProblem& problem) {
    for (FormMistake& one : as_mistakes(problem.sentences))
      table.mistakes.push_back(std::move(one));
    return window_table_page(table, problem.status);
  };
  if (!table.stale.empty()) return show_again(outdated(visit));
  if (!table.mistakes.empty()) return window_table_page(table, 422);
  return keep_edit(
      table.editing,
      [&](const core::FolderTexts& texts) { return publishing::set_windows(texts, changes); },
      table.address() + "&page=" + web::url_encoded(table.page), show_again);
}

}  // namespace handler::desk
