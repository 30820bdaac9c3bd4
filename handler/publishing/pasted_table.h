// Cells copied in a spreadsheet, as rows, and as the CSV that the strict readers take.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace handler::publishing {

using PastedRows = std::vector<std::vector<std::string>>;

// Cells stand between tabs if the text has any, else between commas; those with line ends or quotes
// are in quotes. Line ends within a cell become blanks, and blanks at its ends go. Pure.
PastedRows pasted_rows(const std::string& text);

// The rows from `first` on as CSV: one line for each.
std::string as_csv(const PastedRows& rows, std::size_t first);

// The index of the cell in which the character `column` (from 1) of that row's line stands.
std::size_t cell_at(const std::vector<std::string>& row, std::size_t column);

}  // namespace handler::publishing
