// A CSV file that is being edited: its cells with their bytes and quotes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/editing/splices.h"

namespace core {

using CsvTexts = std::vector<std::vector<std::string>>;

struct CsvField {
  std::string text;       // as the reader gives it
  std::size_t begin = 0;  // of the cell as written, to the comma or line end behind it
  std::size_t end = 0;
  bool quoted = false;
};

struct CsvRecord {
  std::vector<CsvField> fields;  // never empty

  std::size_t begin() const { return fields.front().begin; }
  std::size_t end() const { return fields.back().end; }
  bool is_empty_line() const { return begin() == end(); }
};

// Offsets are bytes of the text without its byte order mark.
struct CsvTable {
  std::string name;
  std::string mark;  // the byte order mark, or empty
  std::string text;
  std::vector<CsvRecord> records;
  std::string line_end = "\n";  // of most records

  CsvTexts texts() const;
  std::size_t width() const;  // cells of the longest record
  bool ends_with_line_end() const { return text.ends_with('\n') || text.ends_with('\r'); }
};

// The first mistake of a file that is no CSV is a failure (invalid).
Result<CsvTable> read_csv(const SourceFile& source);

// A cell of `column` as it is to be written. `was_quoted` is true if it replaces one in quotes.
std::string csv_field(const CsvTable& table, std::size_t column, const std::string& text,
                      bool was_quoted = false);

// "FILE:LINE:1: message" for the line of a row; the last line if there is no such row.
Failure refused_at_row(const CsvTable& table, std::size_t row, const std::string& message,
                       FailureCode code = FailureCode::refused);

// Makes the splices and reads the text again. It must hold exactly `intended`, else nothing was
// changed and the failure (refused) says so. Returns the text of the file with its mark.
Result<std::string> finished(const CsvTable& table, std::vector<Splice> splices,
                             const CsvTexts& intended, std::size_t row);

}  // namespace core
