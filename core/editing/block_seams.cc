// Follows the last entry of each list and map down to the text that ends it.
#include "core/editing/block_seams.h"

#include <algorithm>

namespace core {

const YamlPlace* text_at_end(const YamlPart& part) {
  const YamlPlace* place = &part.value;
  while (place->style == YamlStyle::block) place = &place->parts.back().value;
  const bool text = place->style == YamlStyle::literal || place->style == YamlStyle::folded;
  return text && place->end == part.end ? place : nullptr;
}

bool takes_blank_lines(const YamlPart& part, std::string_view blank_lines) {
  const YamlPlace* text = text_at_end(part);
  if (text == nullptr || blank_lines.empty()) return false;
  if (text->chomping == '+') return true;
  const std::string wide = std::string(text->column + 1, ' ');
  return blank_lines.find(wide) != std::string_view::npos ||
         blank_lines.find('\t') != std::string_view::npos;
}

std::string_view blank_lines_behind(const YamlDocument& document, const YamlPart& part) {
  const std::size_t begin = document.lines().next(part.end);
  return std::string_view(document.text).substr(begin, part.blank_end - begin);
}

bool needs_line_end(const YamlPart& part) {
  const YamlPlace* text = text_at_end(part);
  return text != nullptr && text->chomping != '-';
}

std::vector<Splice> settled_tail(const YamlDocument& document, const YamlPart& part) {
  if (part.end != document.text.size() || !needs_line_end(part)) return {};
  const YamlPlace* text = text_at_end(part);
  std::string header = document.text.substr(text->begin, text->header_end - text->begin);
  std::erase(header, '+');
  return {{text->begin, text->header_end, header + "-"}};
}

bool has_notes_above(const YamlDocument& document, const YamlPart& part) {
  return part.begin < document.lines().start(part.mark);
}

bool needs_blank_above(const YamlDocument& document, const YamlSpot& block,
                       const std::vector<std::size_t>& order) {
  const std::vector<YamlPart>& parts = block.place->parts;
  const auto has_notes = [&](std::size_t index) { return has_notes_above(document, parts[index]); };
  const std::size_t top = parts[0].own_line ? parts[0].begin : block.from();
  if (top == 0 || !has_notes(order[0])) return false;
  const bool blank_already = parts[0].own_line && document.lines().is_blank(top - 1) &&
                             document.lines().start(top - 1) > block.from();
  const bool each_has_notes = order.size() > 1 && std::ranges::all_of(order, has_notes);
  return !blank_already && !(each_has_notes && block.parent != nullptr);
}

}  // namespace core
