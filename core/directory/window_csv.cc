// Reads windows.csv, a list kept in a spreadsheet: as strictly as YAML, and prepared for the ways
// in which spreadsheets change numbers.
#include "core/directory/window_csv.h"

#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/directory/window_words.h"
#include "core/input/csv_reader.h"
#include "core/reading/phone.h"
#include "core/reading/values.h"
#include "core/time/written_day.h"

namespace core {
namespace {

constexpr FixedSentence kTextHint =
    say("the spreadsheet changed the number: format the column as text and type it again");

// On one line, though a cell may hold several.
std::string shown(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return shortened(line, kShownCharacters);
}

constexpr int kMostTitleRows = 5;
constexpr int kFewestColumns = 2;  // that a row names if it is the head

// The line that names the columns if titles stand above it, else 0.
int line_of_head_below(const std::string& file, std::string_view text) {
  Diagnostics none;
  CsvReader reader(file, text, none);
  std::vector<CsvCell> cells;
  for (int row = 0; row <= kMostTitleRows && reader.next(cells); ++row) {
    const auto named = std::ranges::count_if(
        cells, [](const CsvCell& cell) { return window_column(cell.text).has_value(); });
    if (named >= kFewestColumns) return row == 0 ? 0 : cells.front().line;
  }
  return 0;
}

// "5.39E+09": how a spreadsheet shows a phone number.
bool is_scientific(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  return e != std::string_view::npos && e > 0 && text[0] >= '0' && text[0] <= '9' &&
         text.find_first_not_of("0123456789.+-", e + 1) == std::string_view::npos;
}

// A landline of ten or eleven digits whose area code has lost its leading 0.
bool has_lost_its_zero(const std::string& text) {
  const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
  return digits && text.size() >= 9 && text[0] != '0' && is_published_phone("0" + text);
}

class WindowCsv {
 public:
  WindowCsv(const std::string& file, std::string_view text, WindowSources& sources,
            Diagnostics& diagnostics)
      : reader_(file, text, own_),
        line_of_head_(line_of_head_below(file, text)),
        sources_(sources),
        diagnostics_(diagnostics) {}

  bool read() {
    const bool complete = read_header() && read_rows();
    const bool clean = !own_.has_errors();
    diagnostics_.merge(std::move(own_));
    return complete && clean;
  }

 private:
  bool read_header();
  bool read_rows();
  void read_header_cell(const CsvCell& cell, const std::vector<std::string>& names);
  void read_row();
  bool is_remark();
  void check_outside();
  const CsvCell& at(WindowColumn column) const {
    const auto place = place_.find(column);
    return place != place_.end() && place->second < cells_.size() ? cells_[place->second]
                                                                  : nothing_;
  }
  std::string text_at(WindowColumn column) const { return std::string(at(column).text); }
  void error(const CsvCell& cell, std::string code, Sentence message, Sentence hint);

  void read_id(Window& window);
  void read_names(Window& window);
  void read_level(Window& window);
  void read_phone(Window& window);
  void read_hours(Window& window);
  void read_sign(Window& window);
  void read_set_up(Window& window);
  void read_lacks(Window& window);
  WindowDraft read_parent(Window window);

  Diagnostics own_;
  CsvReader reader_;
  int line_of_head_;  // if it is not the first
  WindowSources& sources_;
  Diagnostics& diagnostics_;
  std::size_t own_count_ = 0;
  std::vector<CsvCell> cells_;
  std::vector<bool> named_;                    // for each column of the file, whether it is known
  std::map<WindowColumn, std::size_t> place_;  // for each meaning its column in the file
  CsvCell nothing_;
};

void WindowCsv::error(const CsvCell& cell, std::string code, Sentence message, Sentence hint) {
  ++own_count_;
  // A cell that is missing in a row is reported at the beginning of the row.
  const CsvCell& place = cell.line == 0 ? cells_.front() : cell;
  own_.error(reader_.span_of(place), std::move(code), std::move(message), std::move(hint));
}

bool WindowCsv::read_header() {
  if (!reader_.next(cells_)) return false;
  if (line_of_head_ > 0) {
    error(cells_.front(), "csv.title",
          say("the names of the columns stand only in line {line}", {{"line", line_of_head_}}),
          say("delete the lines above them: the first line names the columns"));
    return false;
  }
  const std::vector<std::string> names = window_column_names();
  for (const CsvCell& cell : cells_) read_header_cell(cell, names);
  if (own_count_ > 0) return false;
  const bool has_level = place_.contains(WindowColumn::level);
  if (!has_level || !(place_.contains(WindowColumn::area) || place_.contains(WindowColumn::name))) {
    error(
        cells_.front(), "csv.missing-column",
        say("the first line names no column '{column}'",
            {{"column", as_is(has_level ? "area" : "level")}}),
        say("the first line holds the names of the columns, at least of level and area (or name)"));
  }
  return own_count_ == 0;
}

void WindowCsv::read_header_cell(const CsvCell& cell, const std::vector<std::string>& names) {
  const std::optional<WindowColumn> column = window_column(cell.text);
  named_.push_back(column.has_value());
  if (column == WindowColumn::passed_over) return;
  if (column) {
    const auto [known, is_first] = place_.try_emplace(*column, named_.size() - 1);
    if (is_first) return;
    error(cell, "csv.duplicate-column",
          say("'{column}' means the same as '{earlier}'",
              {{"column", cell.text}, {"earlier", cells_[known->second].text}}),
          say("take one of the two columns away"));
    known->second = named_.size() - 1;
    return;
  }
  if (cell.text.empty()) return;
  const bool other_separator = cell.text.find_first_of("\t;") != std::string_view::npos ||
                               cell.text.find("，") != std::string_view::npos;
  Sentence hint = did_you_mean(cell.text, names);
  if (hint.empty()) hint = say("the columns are: {names}", {{"names", joined(names, ", ")}});
  if (other_separator) hint = say("separate the cells with ','");
  error(cell, "csv.unknown-column",
        say("no column is called '{text}'", {{"text", shown(cell.text)}}), hint);
}

bool WindowCsv::read_rows() {
  while (reader_.next(cells_)) {
    const bool empty =
        std::ranges::all_of(cells_, [](const auto& cell) { return cell.text.empty(); });
    if (!empty && !is_remark()) read_row();
    if (own_count_ < kMostWindowMistakes) continue;
    own_.error(reader_.span_of(cells_.front()), "csv.too-many-mistakes",
               say("reading ends here: there are too many mistakes"),
               say("correct those above first"));
    return false;
  }
  return true;
}

// A remark or a sum below a table, in one cell.
bool WindowCsv::is_remark() {
  const auto is_filled = [](const CsvCell& cell) { return !cell.text.empty(); };
  if (std::ranges::count_if(cells_, is_filled) != 1) return false;
  const CsvCell& cell = *std::ranges::find_if(cells_, is_filled);
  if (!begins_remark(cell.text)) return false;
  error(cell, "csv.remark", say("'{text}' is a remark, not a window", {{"text", shown(cell.text)}}),
        say("delete this line: the table holds windows only"));
  return true;
}

void WindowCsv::check_outside() {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].text.empty() || (i < named_.size() && named_[i])) continue;
    error(cells_[i], "csv.extra-cell",
          say("'{text}' stands in a column that has no name", {{"text", shown(cells_[i].text)}}),
          say("name the column in the first line; a cell with a ',' in it must be in quotes"));
    return;
  }
}

void WindowCsv::read_row() {
  check_outside();
  Window window;
  read_names(window);
  read_id(window);
  read_level(window);
  window.hall = text_at(WindowColumn::hall);
  window.place = text_at(WindowColumn::place);
  window.address = text_at(WindowColumn::address);
  read_phone(window);
  read_hours(window);
  read_sign(window);
  read_set_up(window);
  read_lacks(window);
  sources_.drafts.push_back(read_parent(std::move(window)));
}

void WindowCsv::read_names(Window& window) {
  window.area = text_at(WindowColumn::area);
  window.name = text_at(WindowColumn::name);
  const bool has_area = !window.area.empty();
  const CsvCell& cell = has_area ? at(WindowColumn::area) : at(WindowColumn::name);
  window.span = reader_.span_of(cell.line == 0 ? cells_.front() : cell);
  if (has_area || !window.name.empty()) return;
  error(cells_.front(), "csv.missing-cell", say("the window has neither 'area' nor 'name'"),
        say("write whom it serves, or delete the row"));
}

void WindowCsv::read_id(Window& window) {
  window.id = text_at(WindowColumn::id);
  if (window.id.empty()) return;
  if (is_id(window.id)) {
    window.span = reader_.span_of(at(WindowColumn::id));
    return;
  }
  error(at(WindowColumn::id), "site.id-form",
        say("'{id}' is not an id", {{"id", shown(window.id)}}), kIdHint);
  window.id.clear();
}

void WindowCsv::read_level(Window& window) {
  const CsvCell& cell = at(WindowColumn::level);
  window.level = window_word(WindowWords::levels, cell.text);
  if (!window.level.empty()) return;
  if (cell.text.empty()) {
    error(cell, "csv.missing-cell", say("the window has no 'level'"),
          say("write city, district, county, town or village; merged cells keep only the first"));
    return;
  }
  error(cell, "site.unknown-word",
        say("'{key}' cannot be '{word}'", {{"key", as_is("level")}, {"word", shown(cell.text)}}),
        window_word_hint(WindowWords::levels, cell.text));
}

void WindowCsv::read_phone(Window& window) {
  const CsvCell& cell = at(WindowColumn::phone);
  if (cell.text.empty()) return;
  const std::string text = trimmed(half_width(cell.text));
  const bool changed = is_scientific(text) || has_lost_its_zero(text);
  if (!changed) window.set_phones(published_phones(text));
  if (!window.phone.empty()) return;
  error(cell, "site.phone", say("'{text}' is not a phone number", {{"text", shown(cell.text)}}),
        changed ? kTextHint : kPhoneHint);
}

void WindowCsv::read_hours(Window& window) {
  const CsvCell& cell = at(WindowColumn::hours);
  if (cell.text.empty()) return;
  window.hours = office_hours_from_text(plain_hours(cell.text));
  if (window.hours) return;
  error(cell, "site.hours", say("'{text}' are not office hours", {{"text", shown(cell.text)}}),
        kHoursHint);
}

void WindowCsv::read_sign(Window& window) {
  const CsvCell& cell = at(WindowColumn::sign);
  if (cell.text.empty()) return;
  window.sign = window_word(WindowWords::signs, cell.text);
  if (!window.sign.empty()) return;
  error(cell, "site.unknown-word",
        say("'{key}' cannot be '{word}'", {{"key", as_is("sign")}, {"word", shown(cell.text)}}),
        window_word_hint(WindowWords::signs, cell.text));
}

void WindowCsv::read_set_up(Window& window) {
  const CsvCell& cell = at(WindowColumn::set_up);
  if (cell.text.empty()) return;
  if (const std::optional<bool> answer = yes_or_no(cell.text)) {
    window.planned = !*answer;
    return;
  }
  window.set_up = day_from_iso(plain_date(cell.text));
  if (window.set_up) return;
  WrongDay wrong = wrong_day(cell.text);
  error(cell, "site.date", std::move(wrong.message),
        joined(std::move(wrong.hint), say("or write yes or no")));
}

void WindowCsv::read_lacks(Window& window) {
  const CsvCell& cell = at(WindowColumn::lacks);
  if (cell.text.empty()) return;
  for (const std::string& part : parts_of(cell.text)) {
    const std::string_view word = window_word(WindowWords::lacks, part);
    if (!word.empty()) {
      window.lacks.emplace_back(word);
      continue;
    }
    error(cell, "site.unknown-word",
          say("'{key}' cannot be '{word}'", {{"key", as_is("lacks")}, {"word", shown(part)}}),
          window_word_hint(WindowWords::lacks, part));
  }
}

WindowDraft WindowCsv::read_parent(Window window) {
  const CsvCell& cell = at(WindowColumn::parent);
  WindowDraft draft{.window = std::move(window), .parent_span = {}, .parent_by_name = true};
  draft.window.parent = cell.text;
  draft.parent_span = cell.text.empty() ? draft.window.span : reader_.span_of(cell);
  if (cell.text.empty() && draft.window.level == "village") {
    error(cell, "csv.missing-cell", say("the village's window has no parent"),
          say("write the town in 'parent'; merged cells keep only the first"));
  }
  return draft;
}

}  // namespace

bool read_windows_csv(const std::string& file, const std::string& text, WindowSources& sources,
                      Diagnostics& diagnostics) {
  Diagnostics own;
  const std::string_view readable = readable_csv(file, text, own);
  if (readable.empty() && !own.has_errors()) {
    own.error({file, 0, 0, 1}, "csv.empty", say("the file is empty"),
              say("the first line holds the names of the columns"));
  }
  const bool fine = !own.has_errors();
  diagnostics.merge(std::move(own));
  return fine && WindowCsv(file, readable, sources, diagnostics).read();
}

}  // namespace core
