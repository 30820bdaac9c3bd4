// CSV files edited cell by cell: the corpus, random edits with their opposites, and refusals.
#include "core/editing/csv_edit.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "tests/core/editing/edited_files.h"
#include "tests/support/repeats.h"

namespace core {
namespace {

std::vector<std::string> cells_from(const std::string& words) {
  std::vector<std::string> cells;
  std::istringstream stream(words);
  for (std::string cell; std::getline(stream, cell, '|');) {
    for (std::size_t at; (at = cell.find("\\n")) != std::string::npos;) cell.replace(at, 2, "\n");
    cells.push_back(cell);
  }
  if (cells.empty() || words.ends_with('|')) cells.emplace_back();
  return cells;
}

Result<std::string> made(const SourceFile& file, const std::string& step) {
  std::istringstream stream(step);
  std::string what, words;
  std::size_t first = 0, second = 0;
  stream >> what >> first;
  if (what == "set" || what == "move") stream >> second;
  if (stream.peek() == ' ') stream.get();
  std::getline(stream, words);
  if (what == "set") return set_csv_cell(file, first, second, cells_from(words).front());
  if (what == "insert") return insert_csv_row(file, first, cells_from(words));
  if (what == "move") return move_csv_row(file, first, second);
  if (what == "remove") return remove_csv_row(file, first);
  if (what == "add") return insert_csv_column(file, first, cells_from(words));
  EXPECT_EQ(what, "drop");
  return remove_csv_column(file, first);
}

TEST(CsvEdit, EveryCaseOfTheCorpusBecomesWhatItSays) {
  for (const tests::EditCase& one : tests::edit_cases("csv")) {
    SourceFile file{"a.csv", one.before};
    std::string failure;
    for (const std::string& step : one.steps) {
      Result<std::string> text = made(file, step);
      if (!text) failure = text.failure().message;
      if (!text) break;
      file.text = *text;
    }
    if (!one.refused.empty()) {
      EXPECT_NE(failure.find(one.refused), std::string::npos) << one.name << ": " << failure;
      continue;
    }
    EXPECT_EQ(failure, "") << one.name;
    EXPECT_TRUE(file.text == one.after) << one.name << "\n" << file.text << "not\n" << one.after;
  }
}

TEST(CsvEdit, RefusesOtherEncodingsAndControlCharacters) {
  const Result<std::string> gbk = set_csv_cell({"a.csv", "\xB1\xE0\xBA\xC5,x\n"}, 0, 1, "y");
  ASSERT_FALSE(gbk.ok());
  EXPECT_EQ(gbk.failure().code, FailureCode::invalid);
  EXPECT_NE(gbk.failure().message.find("a.csv:1:1: the file is not UTF-8"), std::string::npos);
  const Result<std::string> wide = set_csv_cell({"a.csv",
                                                 "\xFF\xFE"
                                                 "a"},
                                                0, 0, "y");
  ASSERT_FALSE(wide.ok());
  EXPECT_NE(wide.failure().message.find("a.csv:1:1: "), std::string::npos);
  EXPECT_NE(wide.failure().message.find("UTF-16"), std::string::npos);
  const Result<std::string> control = set_csv_cell({"a.csv", "a\n"}, 0, 0, std::string("b\0", 2));
  ASSERT_FALSE(control.ok());
  EXPECT_EQ(control.failure().code, FailureCode::invalid);
  EXPECT_FALSE(remove_csv_column({"a.csv", "a\nb\n"}, 0).ok());
}

TEST(CsvEdit, GivesTheRowsOfAFile) {
  const auto rows = csv_rows({"a.csv", "\xEF\xBB\xBF编号,大厅\r\na,\" 东城 \"\r\n\r\n"});
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(*rows, (std::vector<std::vector<std::string>>{{"编号", "大厅"}, {"a", "东城"}, {""}}));
}

// Random edits of tables, each taken back to the byte.
class RandomTable {
 public:
  explicit RandomTable(std::uint64_t seed) : random_(seed) { file_ = {"a.csv", new_text()}; }

  void step() {
    const auto rows = csv_rows(file_);
    ASSERT_TRUE(rows.ok()) << file_.text;
    if (rows->empty()) return add_row(0);
    const std::size_t row = below(rows->size());
    switch (below(4)) {
      case 0:
        return set(row, below((*rows)[row].size()), *rows);
      case 1:
        return add_row(below(rows->size() + 1));
      case 2:
        return move(row, below(rows->size()));
      default:
        return remove(row, *rows);
    }
  }

  int edits = 0;

 private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

  std::string cell() {
    constexpr const char* kCells[] = {"a",      "东城",   "",       "\"",   ",",
                                      "一\n二", "0539-1", "说“好”", "=1+1", "，"};
    return kCells[below(std::size(kCells))];
  }

  std::string new_text() {
    const std::string end = below(2) == 0 ? "\n" : "\r\n";
    std::string text = below(3) == 0 ? "\xEF\xBB\xBF" : "";
    const bool quoted = below(3) == 0;
    for (std::size_t row = 0; row < 5; ++row) {
      for (std::size_t i = below(4); i < 4; ++i)
        text += (quoted ? "\"格" + std::to_string(i) + "\"" : "格" + std::to_string(i)) +
                (i < 3 ? "," : "");
      text += row == 4 && below(2) == 0 ? "" : end;
    }
    return text;
  }

  // Keeps the text of a step that went well.
  void done(const Result<std::string>& text) {
    ++edits;
    if (text) file_.text = *text;
  }

  void set(std::size_t row, std::size_t column, const std::vector<std::vector<std::string>>& rows) {
    const Result<std::string> text = set_csv_cell(file_, row, column, cell());
    // A row of one empty cell at the end of a file without line end is no row.
    if (!text && rows[row].size() == 1) return;
    ASSERT_TRUE(text.ok()) << text.failure().message << "\n" << file_.text;
    const Result<std::string> back = set_csv_cell({"a.csv", *text}, row, column, rows[row][column]);
    ASSERT_TRUE(back.ok()) << back.failure().message << "\n" << *text;
    EXPECT_EQ(*csv_rows({"a.csv", *back}), rows);
    done(text);
  }

  void add_row(std::size_t at) {
    const Result<std::string> text = insert_csv_row(file_, at, {cell(), cell(), cell()});
    ASSERT_TRUE(text.ok()) << text.failure().message << "\n" << file_.text;
    const Result<std::string> back = remove_csv_row({"a.csv", *text}, at);
    ASSERT_TRUE(back.ok()) << back.failure().message << "\n" << *text;
    EXPECT_EQ(*back, file_.text) << *text;
    done(text);
  }

  void move(std::size_t from, std::size_t to) {
    const Result<std::string> text = move_csv_row(file_, from, to);
    ASSERT_TRUE(text.ok()) << text.failure().message << "\n" << file_.text;
    const Result<std::string> back = move_csv_row({"a.csv", *text}, to, from);
    ASSERT_TRUE(back.ok()) << back.failure().message << "\n" << *text;
    EXPECT_EQ(*csv_rows({"a.csv", *back}), *csv_rows(file_)) << *text;
    if (text->size() == file_.text.size()) {
      EXPECT_EQ(*back, file_.text) << *text;
    }
    done(text);
  }

  void remove(std::size_t row, const std::vector<std::vector<std::string>>& rows) {
    const Result<std::string> text = remove_csv_row(file_, row);
    ASSERT_TRUE(text.ok()) << text.failure().message << "\n" << file_.text;
    const Result<std::string> back = insert_csv_row({"a.csv", *text}, row, rows[row]);
    ASSERT_TRUE(back.ok()) << back.failure().message << "\n" << *text;
    done(text);
  }

  std::mt19937_64 random_;
  SourceFile file_;
};

TEST(CsvEdit, RandomEditsAreMadeExactlyAndTakenBack) {
  int edits = 0;
  for (int seed = 1; seed <= tests::many(100) && !HasFailure(); ++seed) {
    RandomTable table(static_cast<std::uint64_t>(seed));
    for (int i = 0; i < 20 && !HasFailure(); ++i) table.step();
    edits += table.edits;
  }
  EXPECT_GT(edits, tests::many(1'800));
}

}  // namespace
}  // namespace core
