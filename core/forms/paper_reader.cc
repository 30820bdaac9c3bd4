// Reads the paper forms of forms.yaml: cells, rows, copies, and the fields they refer to.
#include "core/forms/paper_reader.h"

#include <array>

#include "core/forms/paper_fields.h"
#include "core/reading/read_list.h"

namespace core {
namespace {

constexpr int kMostColumns = 24;
constexpr int kMostLines = 20;

template <class Word, std::size_t N>
using WordTable = std::array<std::pair<Word, std::string_view>, N>;

constexpr WordTable<PaperKind, 3> kPaperKinds = {{{PaperKind::registration, "registration"},
                                                  {PaperKind::slip, "slip"},
                                                  {PaperKind::ledger, "ledger"}}};
constexpr WordTable<bool, 2> kOrientations = {{{false, "portrait"}, {true, "landscape"}}};
constexpr WordTable<PaperSignature, 2> kSignatures = {
    {{PaperSignature::name, "name"}, {PaperSignature::seal, "seal"}}};
constexpr WordTable<PaperBoxes, 3> kBoxes = {
    {{PaperBoxes::kinds, "kinds"},
     {PaperBoxes::tiers, "tiers"},
     {PaperBoxes::tiers_hardest_first, "tiers_hardest_first"}}};

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  names.reserve(kPaperFields.size());
  for (const PaperField& field : kPaperFields) names.emplace_back(field.id);
  return names;
}

// Reads one form. Its copies and columns are read first, because the cells refer to them.
class PaperReader {
 public:
  PaperReader(const YamlNode& node, Diagnostics& diagnostics)
      : reader_(node, "form", diagnostics), diagnostics_(diagnostics) {}

  PaperForm read(Ids& forms);

 private:
  void read_titles();
  void read_copies();
  void read_rows();
  PaperCell read_cell(const YamlNode& node, const char* what);
  PaperCell read_grid_cell(const YamlNode& node);
  void read_boxes(MapReader& cell, PaperCell& into);
  void read_cell_copies(MapReader& cell, PaperCell& into);
  void expect_field(MapReader& cell, std::string_view key, const std::string& id);
  std::vector<PaperCell> read_line(std::string_view key);

  MapReader reader_;
  Diagnostics& diagnostics_;
  Ids copies_{"copy"};
  PaperForm form_;
};

void PaperReader::expect_field(MapReader& cell, std::string_view key, const std::string& id) {
  if (id.empty() || paper_field(id) != nullptr) return;
  cell.error(key, "paper.unknown-field", say("no field is called '{id}'", {{"id", id}}),
             hint_among(id, term("fields"), field_names()));
}

void PaperReader::read_boxes(MapReader& cell, PaperCell& into) {
  const YamlNode* node = cell.optional_node("checkbox");
  if (node == nullptr) return;
  if (node->kind == YamlNode::Kind::scalar) {
    into.boxes = optional_word(cell, "checkbox", "site.unknown-word", kBoxes, PaperBoxes::none);
    return;
  }
  into.boxes = PaperBoxes::words;
  into.words = optional_proses(cell, "checkbox", diagnostics_);
}

void PaperReader::read_cell_copies(MapReader& cell, PaperCell& into) {
  into.copies = cell.optional_texts("copies");
  for (const std::string& copy : into.copies) {
    copies_.expect("paper", copy, cell.span_of("copies"), diagnostics_);
  }
}

// The keys that every cell has, in the grid and in the lines around it.
PaperCell PaperReader::read_cell(const YamlNode& node, const char* what) {
  MapReader reader(node, what, diagnostics_);
  PaperCell cell;
  cell.label = optional_prose(reader, "label", diagnostics_);
  cell.field = reader.optional_text("field");
  cell.text = optional_prose(reader, "text", diagnostics_);
  expect_field(reader, "field", cell.field);
  for (const PaperPiece& piece : paper_pieces(cell.text)) expect_field(reader, "text", piece.field);
  read_boxes(reader, cell);
  read_cell_copies(reader, cell);
  cell.place = reader.span();
  if (std::string_view(what) == "cell") {
    cell.span = reader.required_number("span", 1, kMostColumns);
    cell.label_span = reader.optional_number("label_span", 0, 1, kMostColumns);
    cell.rows = reader.optional_number("rows", 1, 1, kMostLines);
    cell.signature =
        optional_word(reader, "signature", "site.unknown-word", kSignatures, PaperSignature::none);
  }
  reader.finish();
  return cell;
}

PaperCell PaperReader::read_grid_cell(const YamlNode& node) {
  PaperCell cell = read_cell(node, "cell");
  if (cell.label_span > cell.span) {
    diagnostics_.error(cell.place, "paper.label-span",
                       say("the label takes {label_span} columns of a cell of {span}",
                           {{"label_span", cell.label_span}, {"span", cell.span}}),
                       say("'span' counts the label's columns too"));
  } else if (cell.label_span > 0 && cell.label.empty()) {
    diagnostics_.error(cell.place, "paper.no-label", say("there is no label for 'label_span'"),
                       say("add 'label: ...'"));
  }
  return cell;
}

std::vector<PaperCell> PaperReader::read_line(std::string_view key) {
  std::vector<PaperCell> cells;
  for (const YamlNode* node : reader_.optional_list(key)) {
    cells.push_back(read_cell(*node, "line's cell"));
  }
  return cells;
}

void PaperReader::read_titles() {
  form_.id = read_id(reader_);
  form_.place = reader_.span_of("id");
  form_.title = reader_.required_text("title");
  form_.kind = required_word(reader_, "kind", "site.unknown-word", kPaperKinds)
                   .value_or(PaperKind::registration);
  form_.purpose = required_prose(reader_, "purpose", diagnostics_);
  form_.filled_by = reader_.required_text("filled_by");
  form_.source = reader_.required_text("source");
  form_.source_place = reader_.span_of("source");
  form_.annex = reader_.optional_text("annex");
  form_.landscape = optional_word(reader_, "orientation", "site.unknown-word", kOrientations,
                                  form_.kind == PaperKind::ledger);
  form_.coloured = reader_.optional_flag("coloured", false);
  form_.coloured_place = reader_.span_of("coloured");
  form_.legend = reader_.optional_text("legend");
  form_.legend_place = reader_.span_of("legend");
  form_.notes = optional_proses(reader_, "notes", diagnostics_);
}

void PaperReader::read_copies() {
  const auto fill = [&](MapReader& reader, PaperCopy& copy) {
    copy = {read_id(reader), reader.required_text("name")};
    copies_.add(copy.id, reader.span_of("id"), diagnostics_);
  };
  form_.copies =
      read_list<PaperCopy>(reader_.optional_list("copies"), copies_.what(), diagnostics_, fill);
}

void PaperReader::read_rows() {
  form_.columns = reader_.required_number("columns", 1, kMostColumns);
  form_.head = read_line("head");
  const auto fill = [&](MapReader& reader, PaperRow& row) {
    row.lines = reader.optional_number("lines", 1, 1, kMostLines);
    row.place = reader.span();
    for (const YamlNode* cell : required_list(reader, "cells")) {
      row.cells.push_back(read_grid_cell(*cell));
    }
  };
  form_.rows = read_list<PaperRow>(required_list(reader_, "rows"), "row", diagnostics_, fill);
  form_.foot = read_line("foot");
  if (form_.kind != PaperKind::ledger) return;
  form_.blank_lines = reader_.required_number("blank_lines", 1, kMostLines);
  if (form_.rows.size() <= 1) return;
  diagnostics_.error(form_.rows[1].place, "paper.ledger-rows",
                     say("a ledger has one row, and this is another"),
                     say("its cells are the headings; 'blank_lines' says how many lines follow"));
}

PaperForm PaperReader::read(Ids& forms) {
  read_titles();
  read_copies();
  read_rows();
  forms.add(form_.id, form_.place, diagnostics_);
  reader_.finish();
  if (!diagnostics_.has_errors()) check_paper_grid(form_, diagnostics_);
  return std::move(form_);
}

}  // namespace

std::vector<PaperForm> read_paper_forms(const YamlNode& root, Diagnostics& diagnostics) {
  std::vector<PaperForm> forms;
  const YamlNode* grids = root.find("grids");
  if (grids == nullptr || grids->kind != YamlNode::Kind::list) return forms;
  Ids ids("form");
  for (const YamlNode& node : grids->items) {
    Diagnostics own;  // rows are checked only if all cells could be read
    forms.push_back(PaperReader(node, own).read(ids));
    diagnostics.merge(std::move(own));
  }
  return forms;
}

}  // namespace core
