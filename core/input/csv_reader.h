// Strict CSV (RFC 4180) as spreadsheets save it: one pass over the text, cells are views into it,
// and every cell knows its place.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// One cell of a record. `text` is without the quotes and without blanks at both ends.
struct CsvCell {
  std::string_view text;
  int line = 0;                // from 1
  std::size_t line_start = 0;  // offset of the first byte of that line
  std::size_t start = 0;       // offset of the cell as written, quotes included
  std::size_t end = 0;
};

// The text of a CSV file without its byte order mark, if it is UTF-8 without control characters.
// Otherwise reports the first offence (csv.encoding, csv.control) and yields an empty text. Adds
// the text as a source to `diagnostics`. The result is a view into `text`.
std::string_view readable_csv(const std::string& file, const std::string& text,
                              Diagnostics& diagnostics);

// Reads record after record. Keeps references: `text` and `diagnostics` must outlive it. Not
// thread-safe.
class CsvReader {
 public:
  CsvReader(std::string file, std::string_view text, Diagnostics& diagnostics)
      : file_(std::move(file)), text_(text), diagnostics_(diagnostics) {}

  // The next record, empty lines included (one empty cell); false at the end. The cells are good
  // until the next call. A quote that is never closed, or that stands inside a cell, is reported as
  // csv.quote; the first ends the reading.
  bool next(std::vector<CsvCell>& cells);
  // The place of a cell, or of the end of a record's line if it has no such cell.
  Span span_of(const CsvCell& cell) const;

 private:
  CsvCell read_cell();
  void read_quoted(CsvCell& cell);
  std::string_view unquoted(std::size_t start, std::size_t end);
  void end_line();

  std::string file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t line_start_ = 0;
  bool ended_ = false;
  std::deque<std::string> unescaped_;  // cells of this record that held doubled quotes
};

}  // namespace core
