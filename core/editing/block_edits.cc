// Whole lines are put in and taken out, except where an entry begins behind a dash: "- a: 1".
#include "core/editing/block_edits.h"

#include <algorithm>

#include "core/editing/block_seams.h"
#include "core/editing/yaml_rendering.h"

namespace core {
namespace {

// One edit of one block.
class BlockEdit {
 public:
  BlockEdit(const YamlDocument& document, const YamlSpot& block)
      : document_(document),
        lines_(document.lines()),
        block_(block),
        entries_(block.place->entries),
        line_end_(document.line_end) {}

  std::vector<Splice> insert(std::size_t at, const std::string& key, const YamlValue& value);
  std::vector<Splice> remove(std::size_t at);

 private:
  std::string_view text() const { return document_.text; }
  bool is_list() const { return block_.node->kind == YamlNode::Kind::list; }
  std::string indent() const { return std::string(block_.place->column, ' '); }

  RenderedYaml new_entry(std::size_t at, const std::string& key, const YamlValue& value) const;
  std::string dash_of_neighbour(std::size_t at) const;
  YamlModel model(std::size_t at, const std::string& key) const;
  std::string blank_lines(std::size_t gap) const;
  std::string blank_lines_to_copy(std::size_t gap, bool before_next) const;
  std::vector<std::size_t> order_without_first() const;
  std::vector<Splice> remove_only();
  std::vector<Splice> remove_first_behind_dash();
  std::vector<Splice> remove_last(std::size_t at);

  const YamlDocument& document_;
  Lines lines_;
  const YamlSpot& block_;
  const std::vector<YamlEntry>& entries_;
  std::string_view line_end_;
};

// "- ", or what stands between the neighbour's dash and its value.
std::string BlockEdit::dash_of_neighbour(std::size_t at) const {
  const YamlEntry& near = entries_[at == 0 ? 0 : at - 1];
  const YamlPlace& value = near.value;
  const bool same_line =
      value.begin > near.from && lines_.start(value.begin) == lines_.start(near.mark);
  return same_line ? std::string(text().substr(near.mark, value.begin - near.mark)) : "- ";
}

YamlModel BlockEdit::model(std::size_t at, const std::string& key) const {
  if (!is_list()) return model_elsewhere(document_, key);
  const std::size_t near = at == 0 ? 0 : at - 1;
  return {&block_.node->items[near], &entries_[near].value};
}

RenderedYaml BlockEdit::new_entry(std::size_t at, const std::string& key,
                                  const YamlValue& value) const {
  const YamlGround ground{.column = block_.place->column,
                          .may_hold_block_texts = document_.may_hold_block_texts,
                          .indents = indents_near(document_, entries_[at == 0 ? 0 : at - 1].mark)};
  if (!is_list()) return rendered_entry(key, value, ground, model(at, key));
  return rendered_item(dash_of_neighbour(at), value, ground, model(at, key));
}

// The blank lines that stand directly behind entry `gap`, before anything else.
std::string BlockEdit::blank_lines(std::size_t gap) const {
  const std::size_t begin = lines_.next(entries_[gap].end);
  const std::size_t end = std::min(entries_[gap].blank_end, entries_[gap + 1].begin);
  return std::string(text().substr(begin, std::max(begin, end) - begin));
}

// The blank lines that set a new entry apart: those of the gap where it goes, if every entry of the
// block is set apart so.
std::string BlockEdit::blank_lines_to_copy(std::size_t gap, bool before_next) const {
  for (std::size_t i = 0; i + 1 < entries_.size(); ++i)
    if (blank_lines(i).empty()) return {};
  if (entries_.size() < 2) return {};
  const std::size_t end = entries_[gap + 1].begin;
  const std::size_t begin = lines_.before_blanks(end, lines_.next(entries_[gap].end));
  return before_next ? std::string(text().substr(begin, end - begin)) : blank_lines(gap);
}

std::vector<Splice> BlockEdit::insert(std::size_t at, const std::string& key,
                                      const YamlValue& value) {
  const RenderedYaml made = new_entry(at, key, value);
  const std::string lines = joined(made, line_end_);
  const std::string end(line_end_);
  if (at == 0 && !entries_[0].own_line)
    return {{entries_[0].mark, entries_[0].mark, lines + end + indent()}};
  if (at == 0)
    return {{entries_[0].begin, entries_[0].begin,
             indent() + lines + end + blank_lines_to_copy(0, false)}};
  const YamlEntry& before = entries_[at - 1];
  std::vector<Splice> splices = settled_tail(document_, before);
  const bool last = at == entries_.size();
  std::string blank;
  if (entries_.size() > 1) blank = blank_lines_to_copy(last ? at - 2 : at - 1, last);
  if (takes_blank_lines(before, blank)) blank.clear();
  std::string behind = end + blank + indent() + lines;
  if (before.end == text().size() && made.needs_line_end) behind += end;
  splices.push_back({before.end, before.end, std::move(behind)});
  return splices;
}

std::vector<Splice> BlockEdit::remove(std::size_t at) {
  if (entries_.size() == 1) return remove_only();
  const YamlEntry& entry = entries_[at];
  if (!entry.own_line) return remove_first_behind_dash();
  if (at + 1 == entries_.size()) return remove_last(at);
  std::size_t end = lines_.next(entry.end);
  const bool apart = at == 0 || lines_.is_blank(entry.begin - 1) ||
                     takes_blank_lines(entries_[at - 1], blank_lines_behind(document_, entry));
  if (apart) end = std::min(entry.blank_end, entries_[at + 1].begin);
  if (at > 0 || !needs_blank_above(document_, block_, order_without_first()))
    return {{entry.begin, end, ""}};
  if (end == lines_.next(entry.end)) return {{entry.begin, end, std::string(line_end_)}};
  return {{entry.begin, lines_.next(entry.end), ""}};
}

std::vector<std::size_t> BlockEdit::order_without_first() const {
  std::vector<std::size_t> order;
  for (std::size_t i = 1; i < entries_.size(); ++i) order.push_back(i);
  return order;
}

std::vector<Splice> BlockEdit::remove_last(std::size_t at) {
  const YamlEntry& entry = entries_[at];
  const YamlEntry& before = entries_[at - 1];
  std::size_t begin = entry.begin;
  std::size_t end = lines_.next(entry.end);
  if (takes_blank_lines(before, blank_lines_behind(document_, entry))) {
    end = entry.blank_end;
  } else {
    begin = lines_.before_blanks(entry.begin, lines_.next(before.end));
  }
  // A file without line end stays one, unless a text would lose its own.
  const bool no_line_end = end == text().size() && !text().ends_with('\n');
  if (no_line_end && !(needs_line_end(before) && begin == lines_.next(before.end)))
    begin = lines_.end(begin - 1);
  return {{begin, end, ""}};
}

// "- a: 1" with more keys below: the next one moves up behind the dash, unless comments stand
// between.
std::vector<Splice> BlockEdit::remove_first_behind_dash() {
  const YamlEntry& entry = entries_[0];
  const std::size_t next = entries_[1].mark;
  if (lines_.start(next) == lines_.after_blanks(lines_.next(entry.end)))
    return {{entry.mark, next, ""}};
  const std::size_t dash = text().find_last_not_of(" \t", entry.mark - 1) + 1;
  return {{dash, entry.end, ""}};
}

std::vector<Splice> BlockEdit::remove_only() {
  const YamlEntry& entry = entries_[0];
  const std::string empty = is_list() ? "[]" : "{}";
  if (block_.parent == nullptr || !entry.own_line) {
    const std::size_t begin = entry.own_line ? entry.begin : entry.mark;
    return {{begin, entry.end, empty}};
  }
  const std::size_t from = block_.from();
  return {{from, from, " " + empty}, {lines_.end(entry.begin - 1), entry.end, ""}};
}

// Where the entries of a block stand after one was moved.
class BlockMove {
 public:
  BlockMove(const YamlDocument& document, const YamlSpot& block)
      : document_(document),
        lines_(document.lines()),
        block_(block),
        entries_(block.place->entries),
        line_end_(document.line_end) {}

  std::vector<Splice> move(std::size_t from, std::size_t to) {
    const std::vector<std::size_t> order = order_after_move(entries_.size(), from, to);
    blank_above_ = order[0] != 0 && needs_blank_above(document_, block_, order);
    std::vector<Splice> splices;
    for (std::size_t slot = 0; slot < order.size(); ++slot)
      if (order[slot] != slot) splices.push_back(filled(slot, entries_[order[slot]]));
    return splices;
  }

 private:
  // The lines of the entry, so that other lines may follow it.
  std::string lines_of(const YamlEntry& entry) const {
    const std::size_t begin = entry.begin;
    std::string text = document_.text.substr(begin, entry.end - begin);
    for (const Splice& splice : settled_tail(document_, entry)) {
      text = spliced(text, {{splice.begin - begin, splice.end - begin, splice.text}});
    }
    return entry.own_line ? text : std::string(block_.place->column, ' ') + text;
  }

  Splice filled(std::size_t index, const YamlEntry& entry) const {
    const YamlEntry& slot = entries_[index];
    Splice splice{slot.begin, slot.end, lines_of(entry)};
    const std::string end(line_end_);
    if (index == 0 && blank_above_) splice.text = end + splice.text;
    if (!slot.own_line && has_notes_above(document_, entry)) {
      splice.begin = document_.text.find_last_not_of(" \t", slot.mark - 1) + 1;
      splice.text = end + splice.text;
    } else if (!slot.own_line) {
      splice.text = splice.text.substr(block_.place->column);
    }
    const bool at_end = slot.end == document_.text.size();
    if (at_end && needs_line_end(entry)) splice.text += end;
    if (at_end) return splice;
    if (takes_blank_lines(entry, blank_lines_behind(document_, slot)))
      splice.end = std::max(slot.end, lines_.end(slot.blank_end - 1));
    return splice;
  }

  const YamlDocument& document_;
  Lines lines_;
  const YamlSpot& block_;
  const std::vector<YamlEntry>& entries_;
  std::string_view line_end_;
  bool blank_above_ = false;
};

// The first line below a key that is no comment of the empty value.
std::size_t below_comments(const Lines& lines, std::size_t at, std::size_t column,
                           std::size_t size) {
  std::size_t end = lines.end(at);
  for (std::size_t line = lines.next(at);
       line < size && lines.is_comment(line) && lines.first_mark(line) - line > column;
       line = lines.next(line))
    end = lines.end(line);
  return end;
}

std::vector<Splice> insert_into_empty_root(const YamlDocument& document, const YamlPlace& place,
                                           const RenderedYaml& made) {
  const std::string end(document.line_end);
  std::string text = joined(made, end);
  if (place.style == YamlStyle::empty) {
    const std::string_view before = std::string_view(document.text).substr(0, place.begin);
    if (!before.empty() && !before.ends_with('\n')) text = end + text;
    return {{place.begin, place.begin, text + end}};
  }
  const bool needs_end = place.end == document.text.size() && made.needs_line_end;
  if (needs_end) text += end;
  if (place.end_with_comment == place.end) return {{place.begin, place.end, text}};
  return {{place.begin, place.end, ""},
          {place.end_with_comment, place.end_with_comment, end + text}};
}

}  // namespace

std::vector<Splice> insert_into_block(const YamlDocument& document, const YamlSpot& block,
                                      std::size_t at, const std::string& key,
                                      const YamlValue& value) {
  return BlockEdit(document, block).insert(at, key, value);
}

std::vector<Splice> insert_into_empty(const YamlDocument& document, const YamlSpot& empty,
                                      const std::string& key, const YamlValue& value, bool list) {
  const Lines lines = document.lines();
  const YamlPlace& place = *empty.place;
  YamlGround ground{.in_list = empty.in_list(),
                    .may_hold_block_texts = document.may_hold_block_texts,
                    .indents = indents_near(document, place.begin)};
  YamlValue whole = list ? yaml_list({value}) : yaml_map({{key, value}});
  if (empty.parent == nullptr) {
    RenderedYaml made = rendered(whole,
                                 {.in_list = true,
                                  .may_hold_block_texts = document.may_hold_block_texts,
                                  .indents = ground.indents},
                                 {});
    return insert_into_empty_root(document, place, made);
  }
  ground.column = empty.parent_place->column;
  ground.content_column =
      place.style == YamlStyle::empty ? lines.column(empty.from()) + 1 : lines.column(place.begin);
  const YamlModel model = empty.in_list()
                              ? YamlModel{}
                              : model_elsewhere(document, empty.parent->entries[empty.index].key);
  const RenderedYaml made = rendered(whole, ground, model);
  Splice cut{empty.from(), place.end, made.first.empty() ? "" : " " + made.first};
  if (lines.start(place.begin) != lines.start(empty.from()))
    cut.begin = lines.end(lines.start(place.begin) - 1);
  if (place.style != YamlStyle::empty && !made.first.empty())
    cut = {place.begin, place.end, made.first};
  if (place.end < document.text.size() && document.text[place.end] == '#') cut.text += ' ';
  const std::size_t behind = below_comments(lines, place.end, ground.column, document.text.size());
  std::string below;
  for (const std::string& line : made.lines) below += std::string(document.line_end) + line;
  if (behind == document.text.size() && made.needs_line_end) below += document.line_end;
  return {cut, {behind, behind, below}};
}

std::vector<Splice> move_in_block(const YamlDocument& document, const YamlSpot& block,
                                  std::size_t from, std::size_t to) {
  return BlockMove(document, block).move(from, to);
}

std::vector<Splice> remove_from_block(const YamlDocument& document, const YamlSpot& block,
                                      std::size_t at) {
  return BlockEdit(document, block).remove(at);
}

}  // namespace core
