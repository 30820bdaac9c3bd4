// Sorts the cells of each row into what they are, then reads them.
#include "handler/publishing/duty_table.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/text.h"
#include "core/reading/phone.h"
#include "handler/publishing/roster_table.h"
#include "handler/publishing/table_words.h"
#include "handler/publishing/typed_days.h"

namespace handler::publishing {
namespace {

using core::DutyEntry;
using Columns = std::vector<std::optional<Column>>;

// What a row says, each with the number of its cell from 1.
struct Said {
  std::string text;
  std::size_t cell = 0;
};
struct Row {
  Said days, from, to, part, name, post, phone;
};

void keep(Said& said, const std::string& text, std::size_t cell) {
  if (text.empty()) return;
  said.text = said.text.empty() ? text : said.text + text;
  if (said.cell == 0) said.cell = cell;
}

class DutyReader {
 public:
  DutyReader(core::Day month, const std::vector<DutyEntry>& known, DutyTable& read)
      : month_(month), known_(known), read_(read) {}

  void run(PastedTable table) {
    std::optional<Columns> columns;
    if (!table.rows.empty()) columns = columns_of(table.rows.front().cells);
    if (columns) table.rows.erase(table.rows.begin());
    if (table.rows.empty()) return mistake(1, {}, "empty");
    for (const PastedRow& row : table.rows) {
      const std::optional<Row> said = columns ? by_heading(row, *columns) : by_looks(row);
      if (said) take(row.line, *said);
    }
    std::ranges::stable_sort(found_, [](const Found& a, const Found& b) {
      return std::pair(a.turn.from, a.turn.part) < std::pair(b.turn.from, b.turn.part);
    });
    for (const Found& one : found_) read_.turns.push_back(one.turn);
  }

 private:
  struct Found {
    DutyEntry turn;
    std::size_t line = 0;
  };

  void mistake(std::size_t line, const Said& said, const char* code) {
    read_.mistakes.push_back({line, said.cell, code, said.text});
  }

  std::optional<Row> by_heading(const PastedRow& row, const Columns& columns) {
    if (row.cells.size() > columns.size()) {
      mistake(row.line, {row.cell(columns.size()), columns.size() + 1}, "too_many");
      return std::nullopt;
    }
    Row said;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (Said* place = place_of(said, columns[i])) keep(*place, row.cells[i], i + 1);
    }
    return said;
  }

  static Said* place_of(Row& row, std::optional<Column> column) {
    if (!column) return nullptr;
    switch (*column) {
      case Column::days:
        return &row.days;
      case Column::from:
        return &row.from;
      case Column::to:
        return &row.to;
      case Column::part:
        return &row.part;
      case Column::name:
        return &row.name;
      case Column::phone:
        return &row.phone;
      case Column::role:
      case Column::role_or_post:
      case Column::post:
      case Column::unit:
        return &row.post;
      case Column::number:
        return nullptr;
    }
    return nullptr;
  }

  std::optional<Row> by_looks(const PastedRow& row) {
    Row said;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string& cell = row.cells[i];
      if (said.days.text.empty() && typed_stretch(cell, month_)) {
        keep(said.days, cell, i + 1);
      } else if (said.part.text.empty() && part_of_day(cell)) {
        keep(said.part, cell, i + 1);
      } else if (said.phone.text.empty() && core::is_published_phone(cell)) {
        keep(said.phone, cell, i + 1);
      } else {
        keep(said.name.text.empty() ? said.name : said.post, cell, i + 1);
      }
    }
    // Days that cannot be read stand in the first cell, where a name was looked for.
    if (said.days.text.empty() && said.name.cell == 1 && !said.post.text.empty()) {
      mistake(row.line, said.name, "days");
      return std::nullopt;
    }
    return said;
  }

  std::optional<Stretch> stretch_of(std::size_t line, const Row& row) {
    const bool two = !row.from.text.empty() && !row.to.text.empty();
    const Said& said = row.days.text.empty() ? row.from : row.days;
    if (said.text.empty()) {
      mistake(line, {}, "no_days");
      return std::nullopt;
    }
    std::optional<Stretch> days =
        typed_stretch(two ? row.from.text + "-" + row.to.text : said.text, month_);
    if (!days) mistake(line, said, "days");
    if (days && !row.part.text.empty()) {
      const std::optional<PartOfDay> part = part_of_day(row.part.text);
      if (!part) mistake(line, row.part, "part");
      if (part) days->part = part->half;
    }
    return days;
  }

  void complete(DutyEntry& turn) const {
    const auto known = std::ranges::find(known_, turn.name, &DutyEntry::name);
    if (known == known_.end()) return;
    if (turn.post.empty()) turn.post = known->post;
    if (turn.phone.empty()) turn.phone = known->phone;
  }

  void check_words(std::size_t line, const Row& row, const DutyEntry& turn) {
    if (turn.name.empty()) mistake(line, row.name, "no_name");
    if (core::character_count(turn.name) > kLongestPerson) mistake(line, row.name, "name_long");
    if (core::character_count(turn.post) > kLongestPost) mistake(line, row.post, "post_long");
    if (!turn.phone.empty() && !core::is_published_phone(turn.phone))
      mistake(line, row.phone, "phone");
  }

  void take(std::size_t line, const Row& row) {
    const std::optional<Stretch> days = stretch_of(line, row);
    DutyEntry turn;
    turn.name = core::unpadded(row.name.text);
    turn.post = row.post.text;
    turn.phone = row.phone.text;
    check_words(line, row, turn);
    if (!days) return;
    turn.from = days->from;
    turn.to = days->to;
    turn.part = days->part;
    complete(turn);
    for (const Found& other : found_) {
      const bool halves = turn.part && other.turn.part && *turn.part != *other.turn.part;
      if (halves || other.turn.to < turn.from || turn.to < other.turn.from) continue;
      read_.mistakes.push_back({line, row.days.cell, "twice", std::to_string(other.line)});
      break;
    }
    found_.push_back({std::move(turn), line});
  }

  core::Day month_;
  const std::vector<DutyEntry>& known_;
  DutyTable& read_;
  std::vector<Found> found_;
};

}  // namespace

DutyTable read_duty_table(std::string_view pasted, core::Day month,
                          const std::vector<DutyEntry>& known) {
  DutyTable read;
  DutyReader(month, known, read).run(read_pasted(pasted));
  return read;
}

}  // namespace handler::publishing
