// A form on paper: a grid of labelled cells that is printed blank for the counter, and filled in by
// the desk for a case (PY-37..PY-45, BG-45..BG-56, SG-25..SG-30).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

enum class PaperKind {
  registration,  // one case, filled in when it is received
  slip,          // one case, goes to the unit
  ledger,        // a line a case: one row of headings, then empty lines to the end of the page
};

// Room for a hand.
enum class PaperSignature {
  none,
  name,  // somebody signs
  seal,  // somebody signs, and the unit's seal goes over it
};

// Boxes to tick: words of the form itself, or what the policy says, so that the two cannot part.
enum class PaperBoxes { none, words, kinds, tiers, tiers_hardest_first };

struct PaperCell {
  std::string label;   // as the document prints it; may be empty
  std::string field;   // one of kPaperFields, or empty
  std::string text;    // fixed words; "{due_date}" is the place of a field
  int span = 1;        // columns, with those of the label
  int label_span = 0;  // columns of the label's own cell; 0: the label stands before the value
  int rows = 1;        // rows that the cell goes down
  PaperSignature signature = PaperSignature::none;
  PaperBoxes boxes = PaperBoxes::none;
  std::vector<std::string> words;   // of the boxes, if they are the form's own
  std::vector<std::string> copies;  // ids of the copies it stands in; empty: all
  Span place;
};

struct PaperRow {
  int lines = 1;  // of handwriting that its cells have room for, at least
  std::vector<PaperCell> cells;
  Span place;
};

// One of the equal parts of a sheet, with a cut line between them.
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
  std::string source;     // id of the document that prescribes it
  std::string annex;      // its place in the document: 附件3; may be empty
  bool landscape = false;
  bool coloured = false;  // also a sheet for each tier that has a colour, in colour and in words
  int columns = 1;
  int blank_lines = 0;            // of a ledger
  std::vector<PaperCopy> copies;  // empty: the sheet is one
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

// Checks that every row of the form fills its columns exactly, in every copy, and that all of it
// has room on one sheet.
void check_paper_grid(const PaperForm& form, Diagnostics& diagnostics);

// Millimetres of a sheet across and down, between its margins.
int paper_width(const PaperForm& form);
// Millimetres that the least lines of the form leave free on its sheet, for all copies together;
// below 0 it does not fit.
int paper_room_left(const PaperForm& form);

// True if a cell of the form says who reported.
bool names_the_reporter(const PaperForm& form);

// True if a cell of the form stands in the copy (or in the only sheet, whose id is empty).
bool stands_in(const PaperCell& cell, std::string_view copy);

// A text in pieces: words and places of fields, in order; an unclosed brace is text.
struct PaperPiece {
  std::string text;   // or
  std::string field;  // the field whose value stands here
};
std::vector<PaperPiece> paper_pieces(std::string_view text);

}  // namespace core
