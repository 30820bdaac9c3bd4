// Builds the standard ledgers, and converts forms to columns.
#include "handler/desk/paper/ledger_forms.h"

#include <array>
#include <string_view>

#include "core/base/contains.h"

namespace handler::desk {
namespace {

struct ColumnWidth {
  std::string_view field;
  int span;
};

constexpr std::array<ColumnWidth, 10> kCaseColumns = {{{"serial", 3},
                                                       {"received_at", 2},
                                                       {"kind", 2},
                                                       {"matter", 4},
                                                       {"tier", 2},
                                                       {"unit", 3},
                                                       {"due_date", 2},
                                                       {"result", 1},
                                                       {"closed_at", 2},
                                                       {"remarks", 3}}};
constexpr std::array<ColumnWidth, 9> kUnitColumns = {{{"unit", 6},
                                                      {"received", 2},
                                                      {"done", 2},
                                                      {"on_time", 3},
                                                      {"late", 2},
                                                      {"extended", 2},
                                                      {"bounced", 2},
                                                      {"evaluated", 2},
                                                      {"satisfied", 3}}};
constexpr int kGridColumns = 24;

std::string column_label(const Visit& visit, std::string_view field) {
  const std::string key = "desk.ledgers.column." + std::string(field);
  return visit.texts().has(key) ? visit.texts().get(key) : std::string();
}

template <std::size_t N>
core::PaperForm own_form(const Visit& visit, const std::string& id,
                         const std::array<ColumnWidth, N>& columns) {
  core::PaperForm form;
  form.id = id;
  form.title = visit.model().identity.name + visit.model().identity.window_name +
               visit.texts().get("desk.ledgers.title_" + id);
  form.kind = core::PaperKind::ledger;
  form.landscape = true;
  form.columns = kGridColumns;
  core::PaperRow row;
  for (const ColumnWidth& column : columns) {
    core::PaperCell cell;
    cell.label = column_label(visit, column.field);
    cell.field = column.field;
    cell.span = column.span;
    row.cells.push_back(std::move(cell));
  }
  form.rows = {std::move(row)};
  return form;
}

std::string without_colon(const Visit& visit, std::string label) {
  const std::string colon = visit.texts().get("desk.colon");
  if (label.ends_with(colon)) label.resize(label.size() - colon.size());
  return label;
}

// The field of a cell may be inside its text.
std::string field_of(const core::PaperCell& cell) {
  if (!cell.field.empty()) return cell.field;
  for (const core::PaperPiece& piece : core::paper_pieces(cell.text)) {
    if (!piece.field.empty()) return piece.field;
  }
  return {};
}

void add_columns(std::vector<LedgerColumn>& columns, const Visit& visit,
                 const std::vector<core::PaperCell>& cells) {
  for (const core::PaperCell& cell : cells) {
    const std::string field = field_of(cell);
    const bool known = core::contains(columns, field, &LedgerColumn::field);
    if (field.empty() || known) continue;
    const std::string label =
        cell.label.empty() ? column_label(visit, field) : without_colon(visit, cell.label);
    columns.push_back({label, field});
  }
}

}  // namespace

std::vector<core::PaperForm> ledger_forms(const Visit& visit) {
  std::vector<core::PaperForm> forms;
  for (const core::PaperForm& form : visit.model().papers) {
    if (form.kind != core::PaperKind::slip) forms.push_back(form);
  }
  forms.push_back(own_form(visit, kCasesLedger, kCaseColumns));
  if (visit.may("report")) {
    forms.push_back(own_form(visit, kUnitsLedger, kUnitColumns));
  }
  return forms;
}

std::vector<core::PaperValues> unit_lines(const Visit& visit, const cases::Tally& tally) {
  std::vector<core::PaperValues> lines;
  for (const auto& [id, unit] : tally.units()) {
    lines.push_back({{"unit", core::unit_name(visit.model(), id)},
                     {"received", std::to_string(unit.received)},
                     {"done", std::to_string(unit.done)},
                     {"on_time", std::to_string(unit.on_time)},
                     {"late", std::to_string(unit.late)},
                     {"extended", std::to_string(unit.extended)},
                     {"bounced", std::to_string(unit.bounced)},
                     {"evaluated", std::to_string(unit.evaluated)},
                     {"satisfied", std::to_string(unit.satisfied)}});
  }
  return lines;
}

std::vector<LedgerColumn> columns_of(const Visit& visit, const core::PaperForm& form) {
  std::vector<LedgerColumn> columns;
  add_columns(columns, visit, form.head);
  for (const core::PaperRow& row : form.rows) add_columns(columns, visit, row.cells);
  add_columns(columns, visit, form.foot);
  return columns;
}

CsvRow csv_head(const std::vector<LedgerColumn>& columns) {
  CsvRow row;
  for (const LedgerColumn& column : columns) row.push_back(column.label);
  return row;
}

CsvRow csv_line(const std::vector<LedgerColumn>& columns, const core::PaperValues& values) {
  CsvRow row;
  for (const LedgerColumn& column : columns) {
    const auto value = values.find(column.field);
    row.push_back(value == values.end() ? std::string() : value->second);
  }
  return row;
}

}  // namespace handler::desk
