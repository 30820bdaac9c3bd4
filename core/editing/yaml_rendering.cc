// Takes indentation, brackets and quotes from the neighbours, then from the file.
#include "core/editing/yaml_rendering.h"

#include <algorithm>

namespace core {
namespace {

using ValueKind = YamlValue::Kind;

// Visits the block lists and maps that stand below keys, in file order.
template <typename Visit>
void visit_below_keys(const YamlNode& node, const YamlPlace& place, const Visit& visit) {
  for (std::size_t i = 0; i < place.entries.size(); ++i) {
    const bool is_map = node.kind == YamlNode::Kind::map;
    const YamlNode& child = is_map ? node.entries[i].value : node.items[i];
    const YamlEntry& entry = place.entries[i];
    if (is_map && entry.value.style == YamlStyle::block)
      visit(child.kind, entry, entry.value.column - std::min(place.column, entry.value.column));
    visit_below_keys(child, entry.value, visit);
  }
}

void find_below_key(const YamlModel& whole, const std::string& key, YamlModel& found) {
  const YamlModel own = whole.child(key);
  if (own.place != nullptr && !own.place->entries.empty()) found = own;
  for (std::size_t i = 0; i < whole.place->entries.size(); ++i) {
    const bool map = whole.node->kind == YamlNode::Kind::map;
    const YamlNode& child = map ? whole.node->entries[i].value : whole.node->items[i];
    find_below_key({&child, &whole.place->entries[i].value}, key, found);
  }
}

bool is_collection(const YamlNode& node) {
  return node.kind == YamlNode::Kind::list || node.kind == YamlNode::Kind::map;
}

bool is_empty_collection(const YamlValue& value) {
  return (value.kind == ValueKind::list && value.items.empty()) ||
         (value.kind == ValueKind::map && value.entries.empty());
}

void append(RenderedYaml& whole, std::size_t column, RenderedYaml entry) {
  whole.lines.push_back(std::string(column, ' ') + entry.first);
  std::ranges::move(entry.lines, std::back_inserter(whole.lines));
  whole.needs_line_end = entry.needs_line_end;
}

// In a list the first entry stands behind the dash.
void lift_first_line(RenderedYaml& whole, std::size_t column) {
  whole.first = whole.lines.front().substr(column);
  whole.lines.erase(whole.lines.begin());
}

RenderedYaml rendered_text(const YamlValue& value, const YamlGround& ground, const YamlModel& model,
                           YamlStyle old) {
  const bool was_block = old == YamlStyle::literal || old == YamlStyle::folded;
  const bool was_quoted = old == YamlStyle::single_quoted || old == YamlStyle::double_quoted;
  const bool many_lines = value.text.find('\n') != std::string::npos;
  const bool block = ground.may_hold_block_texts && can_be_block_text(value.text) &&
                     (was_block || (many_lines && !was_quoted));
  if (!block) {
    const YamlLooks looks =
        value.kind == ValueKind::word ? looks_of(value.text) : model.plain_looks();
    return {.first = scalar_in_words(value.text, false, looks, old)};
  }
  const bool keeps_column =
      was_block && model.place != nullptr && model.place->column > ground.column;
  const std::size_t column =
      keeps_column ? model.place->column : ground.column + ground.indents.map;
  BlockText text = block_text(value.text, column, old == YamlStyle::folded);
  return {.first = text.header,
          .lines = std::move(text.lines),
          .needs_line_end = value.text.ends_with('\n')};
}

// The column of the entries of a list or map that is written as a block.
std::size_t column_below(const YamlValue& value, const YamlGround& ground, const YamlModel& model) {
  if (ground.in_list) return ground.content_column;
  const bool list = value.kind == ValueKind::list;
  const bool alike = model.place != nullptr && model.key_column >= 0 &&
                     model.place->style == YamlStyle::block &&
                     (model.node->kind == YamlNode::Kind::list) == list;
  if (alike && static_cast<long>(model.place->column) >= model.key_column)
    return ground.column + model.place->column - static_cast<std::size_t>(model.key_column);
  return ground.column + (list ? ground.indents.list : ground.indents.map);
}

RenderedYaml rendered_block(const YamlValue& value, const YamlGround& ground,
                            const YamlModel& model) {
  const std::size_t column = column_below(value, ground, model);
  const YamlGround below{.column = column,
                         .content_column = column + 2,
                         .in_list = value.kind == ValueKind::list,
                         .may_hold_block_texts = ground.may_hold_block_texts,
                         .indents = ground.indents};
  RenderedYaml whole;
  for (const YamlValue& item : value.items)
    append(whole, column, rendered_item("- ", item, below, model.any_item()));
  for (const auto& [key, one] : value.entries)
    append(whole, column, rendered_entry(key, one, below, model.child(key)));
  if (ground.in_list) lift_first_line(whole, column);
  return whole;
}

RenderedYaml behind(std::string head, RenderedYaml value) {
  if (value.first.empty()) {
    while (head.ends_with(' ')) head.pop_back();
  }
  value.first = std::move(head) + value.first;
  return value;
}

}  // namespace

YamlIndents indents_near(const YamlDocument& document, std::size_t at) {
  YamlIndents near;
  bool has_map = false, has_list = false;
  visit_below_keys(document.root, document.place,
                   [&](YamlNode::Kind kind, const YamlEntry& entry, std::size_t indent) {
                     const bool list = kind == YamlNode::Kind::list;
                     bool& has = list ? has_list : has_map;
                     if (has && entry.mark > at) return;
                     (list ? near.list : near.map) = indent;
                     has = true;
                   });
  if (!has_map && has_list && near.list > 0) near.map = near.list;
  if (!has_list && has_map) near.list = near.map;
  return near;
}

YamlModel model_elsewhere(const YamlDocument& document, const std::string& key) {
  YamlModel found;
  find_below_key({&document.root, &document.place}, key, found);
  found.key_column = -1;  // what is nearer says how to indent
  return found;
}

YamlLooks YamlModel::plain_looks() const {
  const bool plain =
      place != nullptr && place->style == YamlStyle::plain && node->kind == YamlNode::Kind::scalar;
  return plain ? looks_of(node->scalar) : YamlLooks::text;
}

YamlModel YamlModel::child(const std::string& key) const {
  if (node == nullptr || node->kind != YamlNode::Kind::map) return {};
  for (std::size_t i = 0; i < node->entries.size(); ++i) {
    if (node->entries[i].key != key) continue;
    const bool block = place->style == YamlStyle::block;
    return {&node->entries[i].value, &place->entries[i].value,
            block ? static_cast<long>(place->column) : -1};
  }
  return {};
}

YamlModel YamlModel::any_item() const {
  if (node == nullptr || node->kind != YamlNode::Kind::list || node->items.empty()) return {};
  std::size_t chosen = node->items.size() - 1;
  for (std::size_t i = 0; i < node->items.size(); ++i)
    if (is_collection(node->items[i])) chosen = i;
  return {&node->items[chosen], &place->entries[chosen].value};
}

RenderedYaml rendered(const YamlValue& value, const YamlGround& ground, const YamlModel& model,
                      YamlStyle old) {
  if (value.kind == ValueKind::nothing && !ground.in_flow) return {};
  const bool list_or_map = value.kind == ValueKind::list || value.kind == ValueKind::map;
  if (ground.in_flow || is_empty_collection(value) || (list_or_map && model.is_flow()))
    return {.first = rendered_in_flow(value, model, old)};
  if (list_or_map) return rendered_block(value, ground, model);
  return rendered_text(value, ground, model, old);
}

std::string rendered_in_flow(const YamlValue& value, const YamlModel& model, YamlStyle old) {
  if (value.kind == ValueKind::nothing) return "null";
  std::string inside;
  for (const YamlValue& item : value.items)
    inside += (inside.empty() ? "" : ", ") + rendered_in_flow(item, model.any_item());
  for (const auto& [key, one] : value.entries)
    inside += (inside.empty() ? "" : ", ") + flow_entry(key, one, model.child(key));
  if (value.kind == ValueKind::list) return "[" + inside + "]";
  if (value.kind == ValueKind::map) return "{" + inside + "}";
  const YamlLooks looks =
      value.kind == ValueKind::word ? looks_of(value.text) : model.plain_looks();
  return scalar_in_words(value.text, true, looks, old);
}

RenderedYaml rendered_entry(const std::string& key, const YamlValue& value,
                            const YamlGround& ground, const YamlModel& model) {
  YamlGround below = ground;
  below.in_list = false;
  return behind(scalar_in_words(key, false, YamlLooks::text) + ": ", rendered(value, below, model));
}

RenderedYaml rendered_item(const std::string& dash, const YamlValue& value,
                           const YamlGround& ground, const YamlModel& model) {
  YamlGround below = ground;
  below.in_list = true;
  below.content_column = ground.column + dash.size();
  return behind(dash, rendered(value, below, model));
}

std::string flow_entry(const std::string& key, const YamlValue& value, const YamlModel& model) {
  return scalar_in_words(key, true, YamlLooks::text) + ": " + rendered_in_flow(value, model);
}

std::string joined(const RenderedYaml& rendered, std::string_view line_end) {
  std::string text = rendered.first;
  for (const std::string& line : rendered.lines) text += std::string(line_end) + line;
  return text;
}

}  // namespace core
