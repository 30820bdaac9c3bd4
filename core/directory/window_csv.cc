// Reads windows.csv, a list kept in a spreadsheet: as strictly as YAML, and prepared for the ways
// in which spreadsheets change numbers.
#include "core/directory/window_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/directory/window_words.h"
#include "core/input/csv_reader.h"
#include "core/reading/phone.h"
#include "core/reading/values.h"

namespace core {
namespace {

constexpr std::size_t kShownCharacters = 40;
constexpr const char* kTextHint =
    "the spreadsheet changed the number: format the column as text and type it again";

std::string shown(std::string_view text) {
  return shortened(text, kShownCharacters);
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
      : reader_(file, text, own_), sources_(sources), diagnostics_(diagnostics) {}

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
  void check_outside();
  const CsvCell& at(WindowColumn column) const {
    const auto place = place_.find(column);
    return place != place_.end() && place->second < cells_.size() ? cells_[place->second]
                                                                  : nothing_;
  }
  std::string text_at(WindowColumn column) const { return std::string(at(column).text); }
  void error(const CsvCell& cell, std::string code, std::string message, std::string hint);

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
  WindowSources& sources_;
  Diagnostics& diagnostics_;
  std::size_t own_count_ = 0;
  std::vector<CsvCell> cells_;
  std::vector<bool> named_;                    // for each column of the file, whether it is known
  std::map<WindowColumn, std::size_t> place_;  // for each meaning its column in the file
  CsvCell nothing_;
};

void WindowCsv::error(const CsvCell& cell, std::string code, std::string message,
                      std::string hint) {
  ++own_count_;
  // A cell that is missing in a row is reported at the beginning of the row.
  const CsvCell& place = cell.line == 0 ? cells_.front() : cell;
  own_.error(reader_.span_of(place), std::move(code), std::move(message), std::move(hint));
}

bool WindowCsv::read_header() {
  if (!reader_.next(cells_)) return false;
  const std::vector<std::string> names = window_column_names();
  for (const CsvCell& cell : cells_) read_header_cell(cell, names);
  if (own_count_ > 0) return false;
  const bool has_level = place_.contains(WindowColumn::level);
  if (!has_level || !(place_.contains(WindowColumn::area) || place_.contains(WindowColumn::name))) {
    error(cells_.front(), "csv.missing-column",
          fmt::format("the first line names no column '{}'", has_level ? "area" : "level"),
          "the first line holds the names of the columns, at least of level and area (or name)");
  }
  return own_count_ == 0;
}

void WindowCsv::read_header_cell(const CsvCell& cell, const std::vector<std::string>& names) {
  const std::optional<WindowColumn> column = window_column(cell.text);
  named_.push_back(column.has_value());
  if (column) {
    const auto [known, is_first] = place_.try_emplace(*column, named_.size() - 1);
    if (is_first) return;
    error(cell, "csv.duplicate-column",
          fmt::format("'{}' means the same as '{}'", cell.text, cells_[known->second].text),
          "take one of the two columns away");
    known->second = named_.size() - 1;
    return;
  }
  if (cell.text.empty()) return;
  const bool other_separator = cell.text.find_first_of("\t;") != std::string_view::npos ||
                               cell.text.find("，") != std::string_view::npos;
  std::string hint = did_you_mean(cell.text, names);
  if (hint.empty()) hint = "the columns are: " + joined(names, ", ");
  if (other_separator) hint = "separate the cells with ','";
  error(cell, "csv.unknown-column", fmt::format("no column is called '{}'", shown(cell.text)),
        hint);
}

bool WindowCsv::read_rows() {
  while (reader_.next(cells_)) {
    const bool empty =
        std::ranges::all_of(cells_, [](const auto& cell) { return cell.text.empty(); });
    if (!empty) read_row();
    if (own_count_ < kMostWindowMistakes) continue;
    own_.error(reader_.span_of(cells_.front()), "csv.too-many-mistakes",
               "reading ends here: there are too many mistakes", "correct those above first");
    return false;
  }
  return true;
}

void WindowCsv::check_outside() {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].text.empty() || (i < named_.size() && named_[i])) continue;
    error(cells_[i], "csv.extra-cell",
          fmt::format("'{}' stands in a column that has no name", shown(cells_[i].text)),
          "name the column in the first line; a cell with a ',' in it must be in quotes");
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
  error(cells_.front(), "csv.missing-cell", "the window has neither 'area' nor 'name'",
        "write whom it serves, or delete the row");
}

void WindowCsv::read_id(Window& window) {
  window.id = text_at(WindowColumn::id);
  if (window.id.empty()) return;
  if (is_id(window.id)) {
    window.span = reader_.span_of(at(WindowColumn::id));
    return;
  }
  error(at(WindowColumn::id), "site.id-form", fmt::format("'{}' is not an id", shown(window.id)),
        kIdHint);
  window.id.clear();
}

void WindowCsv::read_level(Window& window) {
  const CsvCell& cell = at(WindowColumn::level);
  window.level = window_word(WindowWords::levels, cell.text);
  if (!window.level.empty()) return;
  if (cell.text.empty()) {
    error(cell, "csv.missing-cell", "the window has no 'level'",
          "write city, district, county, town or village; merged cells keep only the first");
    return;
  }
  error(cell, "site.unknown-word", fmt::format("'level' cannot be '{}'", shown(cell.text)),
        window_word_hint(WindowWords::levels, cell.text));
}

void WindowCsv::read_phone(Window& window) {
  const CsvCell& cell = at(WindowColumn::phone);
  if (cell.text.empty()) return;
  const std::string text = trimmed(half_width(cell.text));
  const bool changed = is_scientific(text) || has_lost_its_zero(text);
  if (!changed) window.set_phones(published_phones(text));
  if (!window.phone.empty()) return;
  error(cell, "site.phone", fmt::format("'{}' is not a phone number", shown(cell.text)),
        changed ? kTextHint : kPhoneHint);
}

void WindowCsv::read_hours(Window& window) {
  const CsvCell& cell = at(WindowColumn::hours);
  if (cell.text.empty()) return;
  window.hours = office_hours_from_text(plain_hours(cell.text));
  if (window.hours) return;
  error(cell, "site.hours", fmt::format("'{}' are not office hours", shown(cell.text)), kHoursHint);
}

void WindowCsv::read_sign(Window& window) {
  const CsvCell& cell = at(WindowColumn::sign);
  if (cell.text.empty()) return;
  window.sign = window_word(WindowWords::signs, cell.text);
  if (!window.sign.empty()) return;
  error(cell, "site.unknown-word", fmt::format("'sign' cannot be '{}'", shown(cell.text)),
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
  error(cell, "site.date", fmt::format("'{}' is not a date", shown(cell.text)),
        "write yes, no, or the day as 2026-05-01");
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
    error(cell, "site.unknown-word", fmt::format("'lacks' cannot be '{}'", shown(part)),
          window_word_hint(WindowWords::lacks, part));
  }
}

WindowDraft WindowCsv::read_parent(Window window) {
  const CsvCell& cell = at(WindowColumn::parent);
  WindowDraft draft{.window = std::move(window), .parent_span = {}, .parent_by_name = true};
  draft.window.parent = cell.text;
  draft.parent_span = cell.text.empty() ? draft.window.span : reader_.span_of(cell);
  if (cell.text.empty() && draft.window.level == "village") {
    error(cell, "csv.missing-cell", "the village's window has no parent",
          "write the town in 'parent'; merged cells keep only the first");
  }
  return draft;
}

}  // namespace

bool read_windows_csv(const std::string& file, const std::string& text, WindowSources& sources,
                      Diagnostics& diagnostics) {
  Diagnostics own;
  const std::string_view readable = readable_csv(file, text, own);
  if (readable.empty() && !own.has_errors()) {
    own.error({file, 0, 0, 1}, "csv.empty", "the file is empty",
              "the first line holds the names of the columns");
  }
  const bool fine = !own.has_errors();
  diagnostics.merge(std::move(own));
  return fine && WindowCsv(file, readable, sources, diagnostics).read();
}

}  // namespace core
