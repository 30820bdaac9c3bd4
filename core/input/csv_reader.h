// Strict CSV (RFC 4180) as spreadsheets save it: one pass over the text, cells as views into it,
// each with its position.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// One cell of a record. `text` has no quotes and no blanks at either end.
struct CsvCell {
  std::string_view text;
  int line = 0;                // from 1
  std::size_t line_start = 0;  // offset of the first byte of that line
  std::size_t start = 0;       // offset of the cell as written, quotes included
  std::size_t end = 0;
};

// Removes what no cell keeps at its ends: blanks of all kinds, tabs, line ends, and characters that
// cannot be seen.
std::string_view trimmed_cell(std::string_view text);

// Returns the text of a CSV file without its byte order mark, as a view into `text`, and adds it as
// a source to `diagnostics`. If it is not UTF-8, or has a control character, reports the first
// offence (csv.encoding, csv.control) and returns an empty text.
std::string_view readable_csv(const std::string& file, const std::string& text,
                              Diagnostics& diagnostics);

// Reads one record after another. Keeps references: `text` and `diagnostics` must outlive it. Not
// thread-safe.
class CsvReader {
 public:
  CsvReader(std::string file, std::string_view text, Diagnostics& diagnostics)
      : file_(std::move(file)), text_(text), diagnostics_(diagnostics) {}

  // Reads the next record into `cells`; false at the end. An empty line is a record with one empty
  // cell. The cells are valid until the next call. Reports csv.quote for a quote that is never
  // closed, which ends the reading, for a quote inside a cell, and for text after a closing quote.
  bool next(std::vector<CsvCell>& cells);
  // The position of a cell on the line where it begins.
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
