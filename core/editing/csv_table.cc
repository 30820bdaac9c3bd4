// Reads a CSV file for editing, and proves what an edit made of it.
#include "core/editing/csv_table.h"

#include <algorithm>

#include "core/editing/refusals.h"
#include "core/input/csv_reader.h"

namespace core {
namespace {

CsvRecord record_of(std::string_view text, const std::vector<CsvCell>& cells) {
  CsvRecord record;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool last = i + 1 == cells.size();
    const std::size_t end = last ? std::min(text.find_first_of("\r\n", cells[i].end), text.size())
                                 : cells[i + 1].start - 1;
    record.fields.push_back({.text = std::string(cells[i].text),
                             .begin = cells[i].start,
                             .end = end,
                             .quoted = text.substr(cells[i].start).starts_with('"')});
  }
  return record;
}

std::string line_end_of(const CsvTable& table) {
  std::size_t with_return = 0, without = 0;
  for (const CsvRecord& record : table.records) {
    const std::string_view behind = std::string_view(table.text).substr(record.end());
    if (behind.starts_with("\r\n")) ++with_return;
    if (behind.starts_with('\n')) ++without;
  }
  return with_return > without ? "\r\n" : "\n";
}

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos;
}

}  // namespace

CsvTexts CsvTable::texts() const {
  CsvTexts all;
  for (const CsvRecord& record : records) {
    all.emplace_back();
    for (const CsvField& field : record.fields) all.back().push_back(field.text);
  }
  return all;
}

std::size_t CsvTable::width() const {
  std::size_t width = 0;
  for (const CsvRecord& record : records) width = std::max(width, record.fields.size());
  return width;
}

Result<CsvTable> read_csv(const SourceFile& source) {
  Diagnostics diagnostics;
  CsvTable table;
  table.name = source.name;
  table.text = readable_csv(source.name, source.text, diagnostics);
  table.mark = source.text.substr(0, source.text.size() - table.text.size());
  CsvReader reader(source.name, table.text, diagnostics);
  std::vector<CsvCell> cells;
  while (!diagnostics.has_errors() && reader.next(cells))
    table.records.push_back(record_of(table.text, cells));
  if (diagnostics.has_errors()) return unreadable(diagnostics);
  table.line_end = line_end_of(table);
  return table;
}

std::string csv_field(const CsvTable& table, std::size_t column, const std::string& text,
                      bool was_quoted) {
  bool all = true, all_filled = true, beyond_need = false;
  // The head is often not quoted where the cells below it are.
  for (std::size_t row = table.records.size() > 1 ? 1 : 0; row < table.records.size(); ++row) {
    const CsvRecord& record = table.records[row];
    if (column >= record.fields.size()) continue;
    const CsvField& field = record.fields[column];
    all = all && field.quoted;
    all_filled = all_filled && (field.quoted || field.text.empty());
    beyond_need = beyond_need || (field.quoted && !needs_quotes(field.text));
  }
  const bool habit = beyond_need && (all || (all_filled && !text.empty()));
  if (!was_quoted && !habit && !needs_quotes(text)) return text;
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + "\"";
}

Failure refused_at_row(const CsvTable& table, std::size_t row, const std::string& message,
                       FailureCode code) {
  const std::size_t at =
      row < table.records.size() ? table.records[row].begin() : table.text.size();
  return failure_at(table.name, table.text, at, message, code);
}

Result<std::string> finished(const CsvTable& table, std::vector<Splice> splices,
                             const CsvTexts& intended, std::size_t row) {
  std::string text = table.mark + spliced(table.text, std::move(splices));
  const Result<CsvTable> again = read_csv({table.name, text});
  if (again && again->texts() == intended) return text;
  return refused_at_row(table, row, kNotExact);
}

}  // namespace core
