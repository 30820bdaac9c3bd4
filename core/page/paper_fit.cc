// Estimates lines from the width of a cell, and shares out the free height of the sheet among the
// longest texts.
#include "core/page/paper_fit.h"

#include <algorithm>
#include <vector>

#include "core/base/text.h"
#include "core/forms/form.h"

namespace core {
namespace {

// In tenths of a millimetre, as in site_templates/static/print.css: 14 pt type, line height 1.35,
// and the padding and border of a cell.
constexpr int kCharacter = 50;
constexpr int kLine = 67;
constexpr int kCellPadding = 22;
constexpr int kCellSides = 35;
// Height of one line: the first in rows of up to three lines of a filled form, the second in taller
// rows and in blank forms, where people write by hand.
constexpr int kRowLine = 75;
constexpr int kBlankRowLine = 90;
constexpr int kMostSmallLines = 3;
// The small type of the notes.
constexpr int kNoteCharacter = 43;
constexpr int kNoteLine = 62;
constexpr int kNotesCounted = 140;  // already subtracted by paper_room_left()
// Reserve for the line that marks a sample, and for errors of the estimate.
constexpr int kReserve = 110;

// A cell whose words come from the values that people typed.
struct WordyCell {
  const PaperCell* cell = nullptr;
  std::string label;  // its own, or that of the cell beside it
  int a_line = 1;     // characters per line
  int taken = 0;      // characters of the first line that the label takes
  int lines = 1;      // for the whole text
  int roomy = 1;      // lines that fit into its rows anyway
  int row_height = kRowLine;
};

// In half characters: Latin letters and digits are narrow.
int width_of(std::string_view text) {
  return display_columns(text);
}

int halves_to_characters(int halves) {
  return (halves + 1) / 2;
}

int height_of(int lines) {
  return lines * kLine + kCellPadding;
}

std::string without_colon(std::string label, const Texts& texts) {
  const std::string colon = texts.get("contact.colon");
  if (label.ends_with(colon)) label.resize(label.size() - colon.size());
  return label;
}

int height_of(const PaperRow& row) {
  return row.lines * (row.lines > kMostSmallLines ? kBlankRowLine : kRowLine);
}

int height_of_rows(const PaperForm& form, std::size_t row, int rows) {
  int height = 0;
  for (int i = 0; i < rows && row + static_cast<std::size_t>(i) < form.rows.size(); ++i) {
    height += height_of(form.rows[row + static_cast<std::size_t>(i)]);
  }
  return height;
}

// How much less height the rows of a filled form need than those of a blank one.
int height_saved(const PaperForm& form) {
  int saved = 0;
  for (const PaperRow& row : form.rows) saved += row.lines * kBlankRowLine - height_of(row);
  return saved;
}

// The cell's fixed text with the values inserted, followed by its own value.
std::string words_of(const PaperCell& cell, const PaperValues& values) {
  std::string words;
  for (const PaperPiece& piece : paper_pieces(cell.text)) {
    words += piece.text + value_of(values, piece.field);
  }
  return cell.boxes == PaperBoxes::none ? words + value_of(values, cell.field) : words;
}

// The extra height of the line above or below the grid when its text takes more than one line.
int side_line_extra(const PaperForm& form, const std::vector<PaperCell>& cells,
                    const PaperValues& values) {
  int most = 1;
  for (const PaperCell& cell : cells) {
    const int width = paper_width(form) * 10 / static_cast<int>(cells.size());
    most = std::max(most, paper_lines(cell.label + words_of(cell, values), width / kCharacter));
  }
  return (most - 1) * kLine;
}

int notes_extra(const PaperForm& form, const Policy& policy, const Texts& texts) {
  std::string notes;
  for (const std::string& note : form.notes) notes += note;
  if (const PolicyClock* clock = policy.clock(form.legend)) {
    for (const Tier& tier : policy.tiers) {
      if (const auto limit = policy.limit_of(*clock, &tier)) {
        notes += paper_limit(tier, *limit, texts) + texts.get("paper.legend.between");
      }
    }
  }
  if (notes.empty()) return 0;
  const int lines = paper_lines(notes, paper_width(form) * 10 / kNoteCharacter, 2);
  return std::max(0, lines * kNoteLine + 20 - kNotesCounted);
}

// Shares out the free height of the sheet among its cells with text.
class Fitting {
 public:
  Fitting(const PaperForm& form, const Policy& policy, const PaperValues& values,
          const Texts& texts)
      : form_(form), policy_(policy), values_(values), texts_(texts) {
    for (std::size_t row = 0; row < form.rows.size(); ++row) rows_.push_back(wordy_cells(row));
  }

  // The largest number of lines per cell at which everything fits.
  int most_lines() const {
    int most = 1;
    for (const auto& row : rows_) {
      for (const WordyCell& cell : row) most = std::max(most, cell.lines);
    }
    while (most > 1 && extra(most) > free_height()) --most;
    return most;
  }
  // The cells that need more lines than that.
  std::vector<WordyCell> too_long(int most) const {
    std::vector<WordyCell> found;
    for (const auto& row : rows_) {
      for (const WordyCell& cell : row) {
        const bool is_a_field = cell.cell->text.empty();
        if (is_a_field && cell.lines > std::max(most, cell.roomy)) found.push_back(cell);
      }
    }
    return found;
  }

 private:
  std::vector<WordyCell> wordy_cells(std::size_t row) {
    std::vector<WordyCell> cells;
    for (const PaperCell& cell : form_.rows[row].cells) {
      if (!cell.label.empty()) last_label_ = cell.label;
      const std::string words = words_of(cell, values_);
      if (words.empty() || cell.label_span >= cell.span) continue;
      cells.push_back(measured(cell, row, words));
    }
    return cells;
  }

  WordyCell measured(const PaperCell& cell, std::size_t row, const std::string& value) const {
    WordyCell wordy{.cell = &cell, .label = without_colon(last_label_, texts_)};
    const int columns = cell.span - cell.label_span;
    const int width = paper_width(form_) * 10 * columns / form_.columns - kCellSides;
    wordy.a_line = std::max(2, width / kCharacter);
    if (cell.label_span == 0) wordy.taken = halves_to_characters(width_of(cell.label));
    wordy.row_height = height_of_rows(form_, row, cell.rows);
    wordy.roomy = std::max(1, (wordy.row_height - kCellPadding) / kLine);
    wordy.lines = paper_lines(value, wordy.a_line, wordy.taken);
    return wordy;
  }

  int free_height() const {
    const int copies = std::max(1, static_cast<int>(form_.copies.size()));
    const int shared = paper_room_left(form_) * 10 - kReserve - notes_extra(form_, policy_, texts_);
    return shared / copies + height_saved(form_) - side_line_extra(form_, form_.head, values_) -
           side_line_extra(form_, form_.foot, values_);
  }

  // The extra height of the rows if no cell takes more than `most` lines.
  int extra(int most) const {
    int sum = 0;
    for (const auto& row : rows_) {
      int needed = 0;
      for (const WordyCell& cell : row) {
        const bool is_fixed = !cell.cell->text.empty();
        const int lines = is_fixed ? cell.lines : std::min(cell.lines, std::max(most, cell.roomy));
        needed = std::max(needed, height_of(lines) - cell.row_height);
      }
      sum += needed;
    }
    return sum;
  }

  const PaperForm& form_;
  const Policy& policy_;
  const PaperValues& values_;
  const Texts& texts_;
  std::string last_label_;
  std::vector<std::vector<WordyCell>> rows_;
};

// The longest beginning of the text that leaves room for the reference to the annex.
std::string shortened_to(const std::string& text, const WordyCell& cell, int lines,
                         const std::string& mark) {
  const std::vector<std::string> all = characters(text);
  std::size_t fits = 0;
  std::size_t too_many = all.size();
  const auto beginning = [&](std::size_t count) {
    return joined({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)}, "") + mark;
  };
  while (fits + 1 < too_many) {
    const std::size_t middle = (fits + too_many) / 2;
    const bool has_room = paper_lines(beginning(middle), cell.a_line, cell.taken) <= lines;
    (has_room ? fits : too_many) = middle;
  }
  return beginning(fits);
}

}  // namespace

int paper_lines(std::string_view text, int characters_a_line, int first) {
  // Counts one character less per line: punctuation may not begin a line, so a line may end early.
  const int a_line = std::max(1, characters_a_line - 1);
  int lines = 0;
  for (const std::string& paragraph : split(text, '\n')) {
    const int length = halves_to_characters(width_of(paragraph)) + (lines == 0 ? first : 0);
    lines += std::max(1, (length + a_line - 1) / a_line);
  }
  return lines;
}

TemplateData paper_sheet_data(const PaperForm& form, const Policy& policy, const Texts& texts,
                              PaperFilling filling, const std::string& name) {
  TemplateData annex;
  const std::string mark = texts.get("paper.see_annex");
  const Fitting fitting(form, policy, filling.values, texts);
  const int most = fitting.most_lines();
  const std::vector<WordyCell> long_cells =
      form.kind == PaperKind::ledger ? std::vector<WordyCell>() : fitting.too_long(most);
  const PaperValues whole = filling.values;
  for (const WordyCell& cell : long_cells) {
    const std::string& field = cell.cell->field;
    std::string& value = filling.values[field];
    if (value == whole.at(field)) {  // a field that appears in two cells is annexed once
      annex.add("ANNEX_TEXT").set("ANNEX_LABEL", cell.label).set("ANNEX_WORDS", whole.at(field));
    }
    const std::string shorter =
        shortened_to(whole.at(field), cell, std::max(most, cell.roomy), mark);
    if (shorter.size() < value.size()) value = shorter;
  }
  TemplateData data = paper_form_data(form, policy, texts, filling);
  data.merge(std::move(annex));
  data.set_optional("PAPER_NAME", name).show("PAPER_FILLED");
  return data.show_if(!long_cells.empty(), "HAS_ANNEX");
}

}  // namespace core
