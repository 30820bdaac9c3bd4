// Turns the cells of a paper form into template data: labels, boxes to tick, room to write.
#include "core/page/paper_view.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/forms/paper_fields.h"

namespace core {
namespace {

struct Box {
  std::string value;  // the value for which it is ticked
  std::string word;
};

// One form being laid out.
class PaperSheet {
 public:
  PaperSheet(const PaperForm& form, const Policy& policy, const Texts& texts)
      : form_(form), policy_(policy), texts_(texts) {}

  void add_copy(TemplateData& sheet, const PaperCopy& copy, const PaperFilling& filling) const;
  std::string legend() const;
  const Tier* band(const PaperValues& values) const;

 private:
  void add_lines(TemplateData& copy, const PaperFilling& filling) const;
  void add_rows(TemplateData& copy, std::string_view id, const PaperValues& values) const;
  void add_cell(TemplateData& row, const PaperCell& cell, const PaperValues& values) const;
  void add_line(TemplateData& copy, const std::string& section, const std::vector<PaperCell>& cells,
                std::string_view id, const PaperValues& values) const;
  void fill(TemplateData& shown, const PaperCell& cell, const PaperValues& values) const;
  void add_piece(TemplateData& shown, const PaperPiece& piece, const PaperValues& values) const;
  std::vector<Box> boxes_of(const PaperCell& cell) const;
  std::string value_of(const std::string& field, const PaperValues& values) const;

  const PaperForm& form_;
  const Policy& policy_;
  const Texts& texts_;
};

std::string raw_value(const std::string& field, const PaperValues& values) {
  const auto found = values.find(field);
  return found == values.end() ? std::string() : found->second;
}

std::string PaperSheet::value_of(const std::string& field, const PaperValues& values) const {
  std::string value = raw_value(field, values);
  if (field == "tier" && policy_.tier(value) != nullptr) return policy_.tier(value)->name;
  if (field == "kind" && policy_.kind(value) != nullptr) return policy_.kind(value)->name;
  return value;
}

std::vector<Box> PaperSheet::boxes_of(const PaperCell& cell) const {
  std::vector<Box> boxes;
  for (const std::string& word : cell.words) boxes.push_back({word, word});
  if (cell.boxes == PaperBoxes::kinds) {
    for (const Kind& kind : policy_.kinds) boxes.push_back({kind.id, kind.name});
  }
  const bool hardest_first = cell.boxes == PaperBoxes::tiers_hardest_first;
  if (cell.boxes == PaperBoxes::tiers || hardest_first) {
    for (const Tier& tier : policy_.tiers) boxes.push_back({tier.id, tier.name});
  }
  if (hardest_first) std::ranges::reverse(boxes);
  return boxes;
}

void PaperSheet::add_piece(TemplateData& shown, const PaperPiece& piece,
                           const PaperValues& values) const {
  TemplateData& added = shown.add("PIECE");
  const PaperField* field = paper_field(piece.field);
  if (field == nullptr) {
    added.set_optional("PIECE_TEXT", piece.text);
    return;
  }
  const std::string value = value_of(piece.field, values);
  added.set_optional("PIECE_VALUE", value)
      .show_if(value.empty() && field->blank == PaperBlank::date, "PIECE_DATE")
      .show_if(value.empty() && field->blank == PaperBlank::space, "PIECE_SPACE");
}

// The content of a cell after its label.
void PaperSheet::fill(TemplateData& shown, const PaperCell& cell, const PaperValues& values) const {
  for (const PaperPiece& piece : paper_pieces(cell.text)) add_piece(shown, piece, values);
  const std::vector<Box> boxes = boxes_of(cell);
  const std::string ticked = raw_value(cell.field, values);
  for (const Box& box : boxes) {
    const bool is_ticked = !ticked.empty() && (box.value == ticked || box.word == ticked);
    shown.add("BOX")
        .set("BOX_WORD", box.word)
        .show_if(is_ticked, "BOX_TICKED")
        .show_if(!is_ticked, "BOX_EMPTY");
  }
  const PaperField* field = paper_field(cell.field);
  if (field != nullptr && boxes.empty()) {
    const std::string value = value_of(cell.field, values);
    shown.set_optional("CELL_VALUE", value)
        .show_if(value.empty() && field->blank == PaperBlank::date, "CELL_DATE");
  }
  shown.show_if(cell.signature == PaperSignature::seal, "CELL_SEAL");
}

void PaperSheet::add_cell(TemplateData& row, const PaperCell& cell,
                          const PaperValues& values) const {
  TemplateData& shown = row.add("CELL");
  if (cell.label_span > 0) {
    shown.add("LABEL_CELL")
        .set("LABEL_TEXT", cell.label)
        .set("LABEL_SPAN", cell.label_span)
        .set("LABEL_ROWS", cell.rows);
  }
  if (cell.label_span >= cell.span) return;
  TemplateData& value = shown.add("VALUE_CELL");
  value.set("VALUE_SPAN", cell.span - cell.label_span)
      .set("VALUE_ROWS", cell.rows)
      .show_if(cell.signature != PaperSignature::none, "VALUE_SIGNATURE");
  if (cell.label_span == 0) value.set_optional("CELL_LABEL", cell.label);
  fill(value, cell, values);
}

void PaperSheet::add_rows(TemplateData& copy, std::string_view id,
                          const PaperValues& values) const {
  copy.show("HAS_ROWS");
  for (const PaperRow& row : form_.rows) {
    TemplateData& shown = copy.add("ROW");
    shown.set("ROW_LINES", row.lines);
    for (const PaperCell& cell : row.cells) {
      if (stands_in(cell, id)) add_cell(shown, cell, values);
    }
  }
}

// A ledger has one row, whose cells are the column headings.
void PaperSheet::add_lines(TemplateData& copy, const PaperFilling& filling) const {
  copy.show("LEDGER");
  const std::vector<PaperCell>& cells = form_.rows.front().cells;
  for (const PaperCell& cell : cells) {
    copy.add("HEADING").set("HEADING_TEXT", cell.label).set("HEADING_SPAN", cell.span);
  }
  const std::size_t lines =
      std::max(filling.lines.size(), static_cast<std::size_t>(form_.blank_lines));
  for (std::size_t i = 0; i < lines; ++i) {
    TemplateData& line = copy.add("LINE");
    for (const PaperCell& cell : cells) {
      const PaperValues* values = i < filling.lines.size() ? &filling.lines[i] : nullptr;
      line.add("LINE_CELL")
          .set("LINE_SPAN", cell.span)
          .set("LINE_VALUE", values == nullptr ? "" : value_of(cell.field, *values));
    }
  }
}

void PaperSheet::add_line(TemplateData& copy, const std::string& section,
                          const std::vector<PaperCell>& cells, std::string_view id,
                          const PaperValues& values) const {
  for (const PaperCell& cell : cells) {
    if (!stands_in(cell, id)) continue;
    TemplateData& shown = copy.add(section);
    shown.set_optional("CELL_LABEL", cell.label);
    fill(shown, cell, values);
  }
}

void PaperSheet::add_copy(TemplateData& sheet, const PaperCopy& copy,
                          const PaperFilling& filling) const {
  const bool is_further = !form_.copies.empty() && copy.id != form_.copies.front().id;
  TemplateData& shown = sheet.add("COPY");
  shown.set_optional("COPY_NAME", copy.name).show_if(is_further, "COPY_CUT");
  add_line(shown, "HEAD_CELL", form_.head, copy.id, filling.values);
  shown.show_if(!form_.head.empty() || !copy.name.empty(), "HAS_HEAD");
  for (int i = 0; i < form_.columns; ++i) shown.add("COLUMN");
  if (form_.kind == PaperKind::ledger) {
    add_lines(shown, filling);
  } else {
    add_rows(shown, copy.id, filling.values);
  }
  add_line(shown, "FOOT_CELL", form_.foot, copy.id, filling.values);
  shown.show_if(!form_.foot.empty(), "HAS_FOOT");
}

std::string PaperSheet::legend() const {
  const PolicyClock* clock = policy_.clock(form_.legend);
  if (clock == nullptr) return {};
  std::vector<std::string> items;
  for (const Tier& tier : policy_.tiers) {
    const auto limit = policy_.limit_of(*clock, &tier);
    if (limit) items.push_back(paper_limit(tier, *limit, texts_));
  }
  return joined(items, texts_.get("paper.legend.between")) + texts_.get("paper.legend.end");
}

const Tier* PaperSheet::band(const PaperValues& values) const {
  const Tier* tier = policy_.tier(raw_value("tier", values));
  return form_.coloured && tier != nullptr && !tier->colour.empty() ? tier : nullptr;
}

}  // namespace

std::string paper_limit(const Tier& tier, const TimeLimit& limit, const Texts& texts) {
  const char* key = !limit.has_due_time() ? "paper.legend.at_once"
                    : tier.colour.empty() ? "paper.legend.plain"
                                          : "paper.legend.coloured";
  return texts.format(
      key, {{"tier", tier.name},
            {"colour", tier.colour.empty() ? "" : texts.get("paper.colour." + tier.colour)},
            {"limit", chinese_limit(limit)}});
}

TemplateData paper_form_data(const PaperForm& form, const Policy& policy, const Texts& texts,
                             const PaperFilling& filling) {
  const PaperSheet sheet(form, policy, texts);
  TemplateData data;
  data.set("PAPER_TITLE", form.title).show(form.landscape ? "PAPER_LANDSCAPE" : "PAPER_PORTRAIT");
  data.show_if(form.kind == PaperKind::ledger, "PAPER_LEDGER");
  if (const Tier* tier = sheet.band(filling.values)) {
    const std::string colour = texts.get("colour." + tier->colour);
    const bool says_colour = tier->name.find(colour) != std::string::npos;
    data.add("BAND")
        .set("BAND_COLOUR", tier->colour)
        .set("BAND_WORD", says_colour ? tier->name : colour + tier->name);
  }
  if (form.copies.empty()) sheet.add_copy(data, {}, filling);
  for (const PaperCopy& copy : form.copies) sheet.add_copy(data, copy, filling);
  data.set_optional("PAPER_LEGEND", sheet.legend());
  for (const std::string& note : form.notes) data.add("NOTE").set("NOTE_TEXT", note);
  data.show_if(!form.notes.empty() || !form.legend.empty(), "HAS_NOTES");
  return data;
}

}  // namespace core
