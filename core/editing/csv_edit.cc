// Each change twice: on the text, as splices, and on the cells, to know what the text must hold.
#include "core/editing/csv_edit.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/editing/csv_table.h"
#include "core/editing/refusals.h"
#include "core/input/csv_reader.h"

namespace core {
namespace {

using Offset = std::ptrdiff_t;

Status cell_can_be_written(const CsvTable& table, std::size_t row, const std::string& text) {
  const std::string why = why_unwritable(text);
  if (why.empty()) return success();
  return refused_at_row(table, row, why, FailureCode::invalid);
}

Failure no_row(const CsvTable& table, std::size_t row) {
  return refused_at_row(table, row, fmt::format("the file has only {} rows", table.records.size()),
                        FailureCode::not_found);
}

Failure no_column(const CsvTable& table, std::size_t row) {
  return refused_at_row(table, row, fmt::format("the file has only {} columns", table.width()),
                        FailureCode::not_found);
}

// The bytes of a cell that a new text replaces: blanks around a plain one stay.
Splice cell_splice(const CsvTable& table, const CsvField& field, std::string written) {
  const std::string_view raw =
      std::string_view(table.text).substr(field.begin, field.end - field.begin);
  if (field.quoted) return {field.begin, field.begin + raw.rfind('"') + 1, std::move(written)};
  if (written.starts_with('"') || field.text.empty() || written.empty())
    return {field.begin, field.end, std::move(written)};
  const std::size_t begin = field.begin + raw.find(field.text);
  return {begin, begin + field.text.size(), std::move(written)};
}

std::string row_in_words(const CsvTable& table, const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i)
    row += (i == 0 ? "" : ",") + csv_field(table, i, cells[i]);
  return row.empty() ? "\"\"" : row;
}

void pad(std::vector<std::string>& cells, std::size_t size) {
  if (cells.size() < size) cells.resize(size);
}

void trim(std::string& text) {
  text = std::string(trimmed_cell(text));
}

}  // namespace

Result<std::vector<std::vector<std::string>>> csv_rows(const SourceFile& file) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  return table->texts();
}

Result<std::string> set_csv_cell(const SourceFile& file, std::size_t row, std::size_t column,
                                 const std::string& text) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  if (row >= table->records.size()) return no_row(*table, row);
  if (column >= table->width()) return no_column(*table, row);
  if (Status fits = cell_can_be_written(*table, row, text); !fits) return fits.failure();
  CsvTexts intended = table->texts();
  const std::string cell(trimmed_cell(text));
  const std::vector<CsvField>& fields = table->records[row].fields;
  const bool there = column < fields.size();
  if (there ? fields[column].text == cell : cell.empty()) return file.text;
  pad(intended[row], column + 1);
  intended[row][column] = cell;
  if (there) {
    const std::string written = csv_field(*table, column, cell, fields[column].quoted);
    return finished(*table, {cell_splice(*table, fields[column], written)}, intended, row);
  }
  const std::string commas(column + 1 - fields.size(), ',');
  const std::size_t end = table->records[row].end();
  return finished(*table, {{end, end, commas + csv_field(*table, column, cell)}}, intended, row);
}

Result<std::string> insert_csv_row(const SourceFile& file, std::size_t at,
                                   std::vector<std::string> cells) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  const std::vector<CsvRecord>& records = table->records;
  if (at > records.size()) return no_row(*table, at);
  for (std::string& cell : cells) {
    if (Status fits = cell_can_be_written(*table, at, cell); !fits) return fits.failure();
    trim(cell);
  }
  const std::size_t like = at == 0 ? 0 : at - 1;
  pad(cells, like < records.size() ? records[like].fields.size() : 1);
  CsvTexts intended = table->texts();
  intended.insert(intended.begin() + static_cast<Offset>(at), cells);
  const std::string row = row_in_words(*table, cells);
  const bool behind_all = at == records.size() && at > 0 && !table->ends_with_line_end();
  const std::size_t place = at < records.size() ? records[at].begin() : table->text.size();
  const std::string text = behind_all ? table->line_end + row : row + table->line_end;
  return finished(*table, {{place, place, text}}, intended, at);
}

Result<std::string> move_csv_row(const SourceFile& file, std::size_t from, std::size_t to) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  const std::vector<CsvRecord>& records = table->records;
  if (std::max(from, to) >= records.size()) return no_row(*table, std::max(from, to));
  if (from == to) return file.text;
  const std::vector<std::size_t> order = order_after_move(records.size(), from, to);
  const CsvTexts texts = table->texts();
  CsvTexts intended;
  std::vector<Splice> splices;
  for (std::size_t slot = 0; slot < order.size(); ++slot) {
    const CsvRecord& record = records[order[slot]];
    intended.push_back(texts[order[slot]]);
    if (order[slot] == slot) continue;
    std::string text = table->text.substr(record.begin(), record.end() - record.begin());
    // An empty line is only one if a line end follows.
    if (text.empty() && records[slot].end() == table->text.size()) text = table->line_end;
    splices.push_back({records[slot].begin(), records[slot].end(), std::move(text)});
  }
  return finished(*table, std::move(splices), intended, from);
}

Result<std::string> remove_csv_row(const SourceFile& file, std::size_t row) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  const std::vector<CsvRecord>& records = table->records;
  if (row >= records.size()) return no_row(*table, row);
  CsvTexts intended = table->texts();
  intended.erase(intended.begin() + static_cast<Offset>(row));
  std::size_t begin = records[row].begin();
  const bool last = row + 1 == records.size();
  const std::size_t end = last ? table->text.size() : records[row + 1].begin();
  const bool takes_line_end = last && row > 0 && !table->ends_with_line_end();
  if (takes_line_end && !records[row - 1].is_empty_line()) begin = records[row - 1].end();
  return finished(*table, {{begin, end, ""}}, intended, row);
}

Result<std::string> insert_csv_column(const SourceFile& file, std::size_t at,
                                      const std::vector<std::string>& cells) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  if (at > table->width()) return no_column(*table, 0);
  if (cells.size() > table->records.size()) return no_row(*table, cells.size());
  CsvTexts intended = table->texts();
  std::vector<Splice> splices;
  for (std::size_t row = 0; row < intended.size(); ++row) {
    const CsvRecord& record = table->records[row];
    std::string cell = row < cells.size() ? cells[row] : "";
    if (Status fits = cell_can_be_written(*table, row, cell); !fits) return fits.failure();
    trim(cell);
    const std::size_t size = record.fields.size();
    if (cell.empty() && (record.is_empty_line() || size < at)) continue;
    const std::string written = csv_field(*table, at == 0 ? 0 : at - 1, cell);
    pad(intended[row], at);
    intended[row].insert(intended[row].begin() + static_cast<Offset>(at), cell);
    const std::size_t place = at < size ? record.fields[at].begin : record.end();
    const std::string commas(at < size ? 0 : at + 1 - size, ',');
    splices.push_back({place, place, at < size ? written + "," : commas + written});
  }
  return finished(*table, std::move(splices), intended, 0);
}

Result<std::string> remove_csv_column(const SourceFile& file, std::size_t column) {
  const Result<CsvTable> table = read_csv(file);
  if (!table) return table.failure();
  if (column >= table->width()) return no_column(*table, 0);
  if (table->width() == 1)
    return refused_at_row(*table, 0, "the only column cannot be removed; remove the file");
  CsvTexts intended = table->texts();
  std::vector<Splice> splices;
  for (std::size_t row = 0; row < intended.size(); ++row) {
    const std::vector<CsvField>& fields = table->records[row].fields;
    if (column >= fields.size()) continue;
    if (fields.size() == 1) {
      intended[row][0].clear();
      splices.push_back({fields[0].begin, fields[0].end, ""});
      continue;
    }
    intended[row].erase(intended[row].begin() + static_cast<Offset>(column));
    const bool last = column + 1 == fields.size();
    const std::size_t begin = last ? fields[column - 1].end : fields[column].begin;
    splices.push_back({begin, last ? fields[column].end : fields[column + 1].begin, ""});
  }
  return finished(*table, std::move(splices), intended, 0);
}

}  // namespace core
