// Finds the columns, then reads row by row.
#include "handler/publishing/roster_table.h"

#include <algorithm>
#include <optional>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/publishing/table_words.h"

namespace handler::publishing {
namespace {

using core::RosterEntry;
using Columns = std::vector<std::optional<Column>>;

// The longest second cell of two that is a name and no unit.
constexpr std::size_t kUsualName = 4;

bool is_number(const std::string& cell) {
  return !cell.empty() && std::ranges::all_of(core::half_width(cell), core::is_digit);
}

// A column named 职务 is the role, unless another is.
void settle(Columns& columns) {
  const bool has_role = core::contains(columns, std::optional(Column::role));
  std::ranges::replace(columns, std::optional(Column::role_or_post),
                       std::optional(has_role ? Column::post : Column::role));
}

Columns usual_columns(const PastedTable& table) {
  Columns columns = {Column::role, Column::name, Column::post};
  const bool numbered =
      std::ranges::all_of(table.rows, [](const PastedRow& row) { return is_number(row.cell(0)); });
  if (numbered) columns.insert(columns.begin(), Column::number);
  return columns;
}

class RosterReader {
 public:
  RosterReader(PastedTable table, RosterTable& read) : table_(std::move(table)), read_(read) {}

  void run() {
    if (table_.rows.empty()) return mistake({.line = 1}, 0, "empty");
    const std::optional<Columns> head = columns_of(table_.rows.front().cells);
    has_head_ = head.has_value();
    if (head) table_.rows.erase(table_.rows.begin());
    columns_ = head ? *head : usual_columns(table_);
    settle(columns_);
    if (table_.rows.empty()) return mistake({.line = 1}, 0, "empty");
    for (const PastedRow& row : table_.rows) read_row(row);
  }

 private:
  void mistake(const PastedRow& row, std::size_t cell, const char* code) {
    read_.mistakes.push_back(
        {row.line, cell, code, cell == 0 ? std::string() : row.cell(cell - 1)});
  }

  void put(RosterEntry& entry, std::optional<Column> column, const std::string& cell) const {
    if (column == Column::role) entry.role = core::unpadded(cell);
    if (column == Column::name) entry.name = core::unpadded(cell);
    if (column == Column::post) entry.post += cell;
    if (column == Column::unit) entry.unit = cell;
  }

  // Without headings a long second cell of two is a unit.
  void tell_unit(const PastedRow& row, RosterEntry& entry) const {
    if (has_head_ || !entry.post.empty()) return;
    if (core::character_count(entry.name) <= kUsualName || row.cells.size() > columns_.size() - 1)
      return;
    entry.unit = std::move(entry.name);
    entry.name.clear();
  }

  std::size_t place_of(Column column) const {
    const auto found = std::ranges::find(columns_, std::optional(column));
    return found == columns_.end() ? 0 : static_cast<std::size_t>(found - columns_.begin()) + 1;
  }

  void check(const PastedRow& row, const RosterEntry& entry) {
    if (entry.role.empty()) mistake(row, place_of(Column::role), "no_role");
    if (entry.name.empty() && entry.post.empty() && entry.unit.empty()) mistake(row, 0, "nobody");
    if (core::character_count(entry.role) > kLongestRole)
      mistake(row, place_of(Column::role), "role_long");
    if (core::character_count(entry.name) > kLongestPerson)
      mistake(row, place_of(Column::name), "name_long");
    if (core::character_count(entry.post) > kLongestPost)
      mistake(row, place_of(Column::post), "post_long");
    if (core::character_count(entry.unit) > kLongestPost)
      mistake(row, place_of(Column::unit), "post_long");
  }

  void read_row(const PastedRow& row) {
    if (row.cells.size() > columns_.size() && !table_.by_blanks)
      return mistake(row, columns_.size() + 1, "too_many");
    RosterEntry entry;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      // What blanks cut off behind the last column is the end of the post.
      put(entry, i < columns_.size() ? columns_[i] : Column::post, row.cells[i]);
    }
    tell_unit(row, entry);
    entry.concurrent = take_concurrent(entry.post);
    if (entry.role.empty() && !table_.by_blanks) entry.role = role_above_;
    role_above_ = entry.role;
    check(row, entry);
    read_.entries.push_back(std::move(entry));
  }

  PastedTable table_;
  RosterTable& read_;
  Columns columns_;
  bool has_head_ = false;
  std::string role_above_;
};

}  // namespace

RosterTable read_roster_table(std::string_view pasted) {
  RosterTable read;
  RosterReader(read_pasted(pasted), read).run();
  return read;
}

}  // namespace handler::publishing
