// A form on paper: a grid of labelled cells, printed blank for the counter or filled in by the desk
// for a case (PY-37..PY-45, BG-45..BG-56, SG-25..SG-30).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

enum class PaperKind {
  registration,  // one case, filled in when it is received
  slip,          // one case, for the unit
  ledger,        // one line per case: a row of headings, then empty lines to the end of the page
};

// Room for a signature.
enum class PaperSignature {
  none,
  name,  // a person signs
  seal,  // a person signs, and the unit's seal is put over it
};

// Boxes to tick: the form's own words, or values of the policy, so that form and policy always
// agree.
enum class PaperBoxes { none, words, kinds, tiers, tiers_hardest_first };

struct PaperCell {
  std::string label;   // as the document prints it; may be empty
  std::string field;   // one of kPaperFields, or empty
  std::string text;    // fixed words; "{due_date}" inserts a field
  int span = 1;        // columns, including those of the label
  int label_span = 0;  // columns of the label's own cell; 0: label and value share one
  int rows = 1;        // rows that the cell spans
  PaperSignature signature = PaperSignature::none;
  PaperBoxes boxes = PaperBoxes::none;
  std::vector<std::string> words;   // of the boxes, if the form has its own
  std::vector<std::string> copies;  // ids of the copies that have it; empty: all
  Span place;
};

struct PaperRow {
  int lines = 1;  // lines of handwriting that its cells have room for, at least
  std::vector<PaperCell> cells;
  Span place;
};

// One of the equal parts of a sheet, separated by a cut line.
struct PaperCopy {
  std::string id;
  std::string name;  // printed: 存根
};

struct PaperForm {
  std::string id;
  std::string title;
  PaperKind kind = PaperKind::registration;
  std::string purpose;    // one sentence for the list of forms
  std::string filled_by;  // who fills it in
  std::string source;     // id of the document that requires it
  std::string annex;      // its place in that document: 附件3; may be empty
  bool landscape = false;
  bool coloured = false;  // also printed once for each tier with a colour
  int columns = 1;
  int blank_lines = 0;            // of a ledger
  std::vector<PaperCopy> copies;  // empty: the sheet is not divided
  std::vector<PaperCell> head;    // the line above the grid
  std::vector<PaperRow> rows;
  std::vector<PaperCell> foot;  // the line below the grid
  std::string legend;           // id of the clock whose limits are printed below, or empty (BG-55)
  std::vector<std::string> notes;
  Span place;  // of the id
  Span source_place;
  Span legend_place;
  Span coloured_place;
};

// Checks that every row fills its columns exactly, in every copy, and that the form fits on one
// sheet.
void check_paper_grid(const PaperForm& form, Diagnostics& diagnostics);

// Width of the sheet between its margins, in mm.
int paper_width(const PaperForm& form);
// Height in mm that remains free on the sheet, for all copies together, if every row has its least
// lines. Negative if the form does not fit.
int paper_room_left(const PaperForm& form);

// True if a cell of the form identifies the reporter.
bool names_the_reporter(const PaperForm& form);

// True if the cell is part of this copy (or of the undivided sheet, whose id is empty).
bool stands_in(const PaperCell& cell, std::string_view copy);

// A text in pieces, in order: words and fields. A brace that is not closed is text.
struct PaperPiece {
  std::string text;   // or
  std::string field;  // the field whose value is inserted here
};
std::vector<PaperPiece> paper_pieces(std::string_view text);

}  // namespace core
