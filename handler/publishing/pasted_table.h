// A table as a person pastes it from a spreadsheet, from Word or from a web page: rows and cells,
// before anything is known of their meaning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace handler::publishing {

struct PastedRow {
  std::size_t line = 0;  // of the text, from 1
  std::vector<std::string> cells;

  // "" if the row is too short.
  const std::string& cell(std::size_t at) const;
};

struct PastedTable {
  std::vector<PastedRow> rows;  // without empty lines
  bool by_blanks = false;       // cells were told apart by blanks alone
};

// Cells are told apart by tabs if any line has one, by commas (also full-width ones) if all lines
// have one, else by blanks. Quotes as spreadsheets copy them are taken off; quotes that are part of
// the words stay. Cells have no blanks at their ends, and no control characters. With blanks, names
// and roles that are padded ("王　明") and spans of days ("1日 至 7日") are one cell. Pure.
PastedTable read_pasted(std::string_view text);

// What is wrong in a table: at a cell, or in the whole row.
struct TableMistake {
  std::size_t line = 0;  // as pasted, from 1
  std::size_t cell = 0;  // from 1; 0: the row
  std::string code;      // a sentence of the page's texts
  std::string said;      // the cell
};

}  // namespace handler::publishing
