// A form has at most 200 fields: three a row, and one for the marks of all rows.
#include "handler/desk/directory/units_page.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/reading/find_by_id.h"
#include "handler/desk/directory/form_fields.h"
#include "handler/desk/directory/unit_fields.h"
#include "handler/desk/directory/window_list.h"
#include "handler/desk/page.h"
#include "handler/publishing/directory/unit_edits.h"

namespace handler::desk {
namespace {

using core::Unit;

constexpr std::size_t kUnitsAPage = 50;
constexpr const char* kUnitCells[] = {"deputy", "liaison", "phone"};

struct UnitTable {
  Editing editing;
  std::string page;
  std::map<std::string, std::string> typed = {};  // by the names of the cells
  std::vector<FormMistake> mistakes = {};
  std::set<std::string> stale = {};  // ids of units that say something else by now
};

std::string unit_cell_name(const char* key, const std::string& id) {
  return std::string(key) + "." + id;
}

void add_unit_cell(core::TemplateData& row, const UnitTable& table, const Unit& unit,
                   const char* key) {
  const std::string name = unit_cell_name(key, unit.id);
  const std::string& now = unit_value(unit, key);
  const auto typed = table.typed.find(name);
  const std::string value = typed == table.typed.end() ? now : typed->second;
  const auto wrong = std::ranges::find(table.mistakes, name, &FormMistake::field);
  row.add("CELL")
      .set("CELL_NAME", name)
      .set("CELL_ID", field_id(name))
      .set("CELL_LABEL", table.editing.visit.texts().get("changes.field." + std::string(key)))
      .set("CELL_VALUE", value)
      .set_optional("CELL_MISTAKE", wrong == table.mistakes.end() ? "" : wrong->sentence)
      .set_optional("CELL_NOW", table.stale.contains(unit.id) && value != now ? now : "");
}

web::Response unit_table_page(const UnitTable& table, int status) {
  const Visit& visit = table.editing.visit;
  const std::vector<Unit>& units = table.editing.site().units;
  const ListPart part = part_of(units.size(), kUnitsAPage, table.page);
  core::TemplateData data;
  std::vector<std::string> rows;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const Unit& unit = units[i];
    core::TemplateData& row = data.add("ROW");
    row.set("ROW_ID", unit.id)
        .set("ROW_NAME", unit.name)
        .show_if(table.stale.contains(unit.id), "ROW_STALE");
    for (const char* key : kUnitCells) add_unit_cell(row, table, unit, key);
    rows.push_back(unit.id + ":" + publishing::mark_of(unit));
  }
  data.set("TABLE_ROWS", core::joined(rows, " "))
      .set("ASKED_PAGE", std::to_string(part.page))
      .show_if(!units.empty(), "HAS_ROWS");
  for (const char* key : kUnitCells) {
    data.add("COLUMN").set("COLUMN_NAME", visit.texts().get("changes.field." + std::string(key)));
  }
  add_pages(data, part, table.editing.root() + "/units?");
  add_problems(data, table.mistakes);
  add_kept_notice(data, table.editing);
  return desk_page(visit, status, "desk/publishing_units",
                   visit.texts().get("desk.publishing.units.title"), data);
}

// The unit with what was typed; adds its mistakes to the table.
Unit unit_in(UnitTable& table, Unit unit) {
  const Visit& visit = table.editing.visit;
  for (const char* key : kUnitCells) {
    const std::string name = unit_cell_name(key, unit.id);
    if (!visit.form.has(name)) continue;
    table.typed[name] = visit.form.get(name);
    const std::string mistake = set_unit_value(unit, key, visit.form.get(name));
    if (mistake.empty()) continue;
    table.mistakes.push_back(
        {name, visit.texts().format(
                   "desk.publishing.windows_table.mistake",
                   {{"window", unit.name},
                    {"what", visit.texts().get("desk.publishing.directory.mistake." + mistake)}})});
  }
  return unit;
}

std::vector<Unit> units_in(UnitTable& table) {
  std::vector<Unit> units;
  for (const std::string& row : core::split(table.editing.visit.form.get("rows"), ' ')) {
    const std::string id = row.substr(0, row.find(':'));
    const Unit* unit = table.editing.site().unit(id);
    if (unit == nullptr) continue;
    if (row != id + ":" + publishing::mark_of(*unit)) table.stale.insert(id);
    units.push_back(unit_in(table, *unit));
  }
  return units;
}

}  // namespace

web::Response show_units(const Visit& visit) {
  OpenedEditing opened = open_units(visit);
  if (!opened.editing) return opened.refusal;
  return unit_table_page(
      {.editing = *std::move(opened.editing), .page = std::string(visit.request.query.get("page"))},
      200);
}

web::Response change_units(const Visit& visit) {
  OpenedEditing opened = open_units(visit);
  if (!opened.editing) return opened.refusal;
  UnitTable table{.editing = *std::move(opened.editing),
                  .page = std::string(visit.form.get("page"))};
  const std::vector<Unit> units = units_in(table);
  const auto show_again = [&](const EditProblem& problem) {
    for (FormMistake& one : as_mistakes(problem.sentences))
      table.mistakes.push_back(std::move(one));
    return unit_table_page(table, problem.status);
  };
  if (!table.stale.empty()) return show_again(outdated(visit));
  if (!table.mistakes.empty()) return unit_table_page(table, 422);
  return keep_edit(
      table.editing,
      [&](const core::FolderTexts& texts) { return publishing::set_units(texts, units); },
      table.editing.root() + "/units?page=" + web::url_encoded(table.page), show_again);
}

}  // namespace handler::desk
