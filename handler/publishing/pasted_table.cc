// One pass over the text; quotes as spreadsheets write them.
#include "handler/publishing/pasted_table.h"

#include "core/base/text.h"

namespace handler::publishing {
namespace {

std::string without_line_ends(std::string cell) {
  for (char& c : cell) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return core::trimmed(cell);
}

std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

// Reads the cell that begins at `at`, and leaves `at` behind it.
std::string take_cell(const std::string& text, std::size_t& at, char between) {
  std::string cell;
  bool quoted = at < text.size() && text[at] == '"';
  if (quoted) ++at;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '"') {
      if (at + 1 >= text.size() || text[at + 1] != '"') {
        quoted = false;
        continue;
      }
      ++at;
    } else if (!quoted && (c == between || c == '\n')) {
      break;
    }
    cell += c;
  }
  return cell;
}

}  // namespace

PastedRows pasted_rows(const std::string& text) {
  const char between = text.find('\t') == std::string::npos ? ',' : '\t';
  PastedRows rows;
  for (std::size_t at = 0; at < text.size();) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(without_line_ends(take_cell(text, at, between)));
    while (at < text.size() && text[at] == between) {
      ++at;
      row.push_back(without_line_ends(take_cell(text, at, between)));
    }
    if (at < text.size()) ++at;  // the line end
  }
  return rows;
}

std::string as_csv(const PastedRows& rows, std::size_t first) {
  std::string text;
  for (std::size_t i = first; i < rows.size(); ++i) {
    for (std::size_t cell = 0; cell < rows[i].size(); ++cell)
      text += (cell == 0 ? "" : ",") + csv_cell(rows[i][cell]);
    text += "\n";
  }
  return text;
}

std::size_t cell_at(const std::vector<std::string>& row, std::size_t column) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    end += core::character_count(csv_cell(row[i])) + 1;
    if (column <= end) return i;
  }
  return row.empty() ? 0 : row.size() - 1;
}

}  // namespace handler::publishing
