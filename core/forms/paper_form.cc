// What holds within a paper form: rows that add up, room on the sheet.
#include "core/forms/paper_form.h"

#include <algorithm>
#include <numeric>

#include "core/base/contains.h"
#include "core/forms/paper_fields.h"

namespace core {
namespace {

// For each column, how many rows from here on are covered by a cell that began above.
using Covered = std::vector<int>;

int free_columns(const Covered& covered) {
  return static_cast<int>(std::ranges::count(covered, 0));
}

// Puts the cell into the next free columns; false if too few are free side by side.
bool place_cell(const PaperCell& cell, Covered& covered) {
  auto at = std::ranges::find(covered, 0);
  if (covered.end() - at < cell.span) return false;
  if (std::any_of(at, at + cell.span, [](int rows) { return rows > 0; })) return false;
  std::fill_n(at, cell.span, cell.rows);
  return true;
}

int columns_of(const PaperRow& row, std::string_view copy) {
  return std::accumulate(row.cells.begin(), row.cells.end(), 0,
                         [copy](int sum, const PaperCell& cell) {
                           return sum + (stands_in(cell, copy) ? cell.span : 0);
                         });
}

Sentence in_copy(std::string_view copy) {
  if (copy.empty()) return {};
  return say(" in the copy '{copy}'", {{"copy", copy}});
}

// False if the row is not exactly filled: then the rows below cannot be checked.
bool check_row(const PaperRow& row, std::string_view copy, Covered& covered,
               Diagnostics& diagnostics) {
  const int free = free_columns(covered);
  const int taken = columns_of(row, copy);
  if (free != taken) {
    diagnostics.error(
        row.place, "paper.row-sum",
        say("the cells of this row take {taken} columns{in_copy}, but {free} are free",
            {{"taken", taken}, {"in_copy", in_copy(copy)}, {"free", free}}),
        say("the spans of a row add up to 'columns', minus the cells that reach down from above"));
    return false;
  }
  for (const PaperCell& cell : row.cells) {
    if (!stands_in(cell, copy) || place_cell(cell, covered)) continue;
    diagnostics.error(cell.place, "paper.row-gap",
                      say("{span} columns side by side are not free here{in_copy}",
                          {{"span", cell.span}, {"in_copy", in_copy(copy)}}),
                      say("a cell from a row above comes down here"));
    return false;
  }
  for (int& rows : covered) --rows;
  return true;
}

// Stops at the first mistake and returns false.
bool check_copy(const PaperForm& form, std::string_view copy, Diagnostics& diagnostics) {
  Covered covered(static_cast<std::size_t>(form.columns), 0);
  for (const PaperRow& row : form.rows) {
    if (!check_row(row, copy, covered, diagnostics)) return false;
  }
  if (free_columns(covered) == form.columns) return true;
  diagnostics.error(
      form.rows.back().place, "paper.row-below",
      say("a cell goes down below the last row{in_copy}", {{"in_copy", in_copy(copy)}}),
      say("make its 'rows' smaller"));
  return false;
}

// Sizes on the sheet in mm, as in the templates and styles of site_templates/print.
constexpr int kPortraitHeight = 258;
constexpr int kLandscapeHeight = 173;
constexpr int kPortraitWidth = 166;
constexpr int kLandscapeWidth = 260;
constexpr int kLineHeight = 9;
constexpr int kTitleHeight = 12;
constexpr int kSideLineHeight = 8;  // of `head` and of `foot`
constexpr int kNotesHeight = 14;
constexpr int kBandHeight = 18;
constexpr int kCutHeight = 13;

int copy_height(const PaperForm& form) {
  int lines = form.kind == PaperKind::ledger ? form.blank_lines : 0;
  for (const PaperRow& row : form.rows) lines += row.lines;
  const bool has_head = !form.head.empty() || !form.copies.empty();
  return kTitleHeight + lines * kLineHeight + (has_head ? kSideLineHeight : 0) +
         (form.foot.empty() ? 0 : kSideLineHeight);
}

int height_needed(const PaperForm& form) {
  const int copies = std::max(1, static_cast<int>(form.copies.size()));
  const bool has_notes = !form.notes.empty() || !form.legend.empty();
  return copies * copy_height(form) + (copies - 1) * kCutHeight + (has_notes ? kNotesHeight : 0) +
         (form.coloured ? kBandHeight : 0);
}

int height_of_sheet(const PaperForm& form) {
  return form.landscape ? kLandscapeHeight : kPortraitHeight;
}

// Long texts may make a row taller than its lines, so only forms that certainly do not fit are
// refused.
void check_height(const PaperForm& form, Diagnostics& diagnostics) {
  if (paper_room_left(form) >= 0) return;
  diagnostics.error(form.place, "paper.too-tall",
                    say("the form needs {needed} mm, but the sheet has {there} mm",
                        {{"needed", height_needed(form)}, {"there", height_of_sheet(form)}}),
                    say("lower 'lines' or 'blank_lines' until it fits on one page"));
}

bool is_personal(std::string_view field) {
  const PaperField* known = paper_field(field);
  return known != nullptr && known->personal;
}

bool names_the_reporter_in(const std::vector<PaperCell>& cells) {
  return std::ranges::any_of(cells, [](const PaperCell& cell) {
    return is_personal(cell.field) ||
           std::ranges::any_of(paper_pieces(cell.text), is_personal, &PaperPiece::field);
  });
}

}  // namespace

bool stands_in(const PaperCell& cell, std::string_view copy) {
  return cell.copies.empty() || contains(cell.copies, copy);
}

std::vector<PaperPiece> paper_pieces(std::string_view text) {
  std::vector<PaperPiece> pieces;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      pieces.push_back({std::string(text), ""});
      break;
    }
    if (open > 0) pieces.push_back({std::string(text.substr(0, open)), ""});
    pieces.push_back({"", std::string(text.substr(open + 1, close - open - 1))});
    text.remove_prefix(close + 1);
  }
  return pieces;
}

int paper_width(const PaperForm& form) {
  return form.landscape ? kLandscapeWidth : kPortraitWidth;
}

int paper_room_left(const PaperForm& form) {
  return height_of_sheet(form) - height_needed(form);
}

bool names_the_reporter(const PaperForm& form) {
  return names_the_reporter_in(form.head) || names_the_reporter_in(form.foot) ||
         std::ranges::any_of(form.rows,
                             [](const PaperRow& row) { return names_the_reporter_in(row.cells); });
}

void check_paper_grid(const PaperForm& form, Diagnostics& diagnostics) {
  check_height(form, diagnostics);
  if (form.copies.empty()) check_copy(form, "", diagnostics);
  for (const PaperCopy& copy : form.copies) {
    if (!check_copy(form, copy.id, diagnostics)) return;  // the copies have most cells in common
  }
}

}  // namespace core
