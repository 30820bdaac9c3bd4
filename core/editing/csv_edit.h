// Changes a CSV file cell by cell and row by row: every other byte stays, also line ends, quotes, a
// byte order mark, short rows, title rows above the head, and a missing line end at the end.
//
// Every function takes a file as it stands and returns its new text, which has been read again: it
// holds exactly the requested change, or the function fails and says so. A row is a record of the
// file, counted from 0 with the head and with empty lines; columns count from 0. A cell is put in
// quotes if its text needs them, if it had them, or if all its column has them. Blanks at the ends
// of a text are not written, because no reader of ours keeps them.
// All functions are pure and thread-safe. Failures name the place, "FILE:LINE:COLUMN: message":
// - invalid: the file is not UTF-8 or no CSV (GB18030 and UTF-16 are named as such), or a text
//   holds control characters;
// - not_found: there is no such row or column;
// - refused: the change cannot be made without changing something else.
//
//   const SourceFile windows{"windows.csv", "编号,大厅,电话\r\na,东城,\r\n"};
//   set_csv_cell(windows, 1, 2, "0539-1, 0539-2");
//   // 编号,大厅,电话\r\n a,东城,"0539-1, 0539-2"\r\n
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/editing/splices.h"

namespace core {

// The texts of all cells as the reader gives them, row by row; an empty line is one empty cell.
Result<std::vector<std::vector<std::string>>> csv_rows(const SourceFile& file);

// Sets one cell. A row that is too short gets the commas that are missing; no other row does.
Result<std::string> set_csv_cell(const SourceFile& file, std::size_t row, std::size_t column,
                                 const std::string& text);

// Puts a row before the row `at`, or behind the last. It gets as many cells as the row above it, or
// more if more are given.
Result<std::string> insert_csv_row(const SourceFile& file, std::size_t at,
                                   std::vector<std::string> cells);

// Row `from` becomes row `to`.
Result<std::string> move_csv_row(const SourceFile& file, std::size_t from, std::size_t to);
Result<std::string> remove_csv_row(const SourceFile& file, std::size_t row);

// Puts a column before the column `at`, or behind the last. `cells` are its texts from the first
// row on; rows without a text get an empty cell, empty lines and rows that end before `at` none.
Result<std::string> insert_csv_column(const SourceFile& file, std::size_t at,
                                      const std::vector<std::string>& cells);
// Not the only column.
Result<std::string> remove_csv_column(const SourceFile& file, std::size_t column);

}  // namespace core
