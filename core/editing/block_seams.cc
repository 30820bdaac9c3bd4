// Follows the last entry of each list and map down to the text that ends it.
#include "core/editing/block_seams.h"

#include <algorithm>

namespace core {

const YamlPlace* text_at_end(const YamlEntry& entry) {
  const YamlPlace* place = &entry.value;
  while (place->style == YamlStyle::block) place = &place->entries.back().value;
  const bool text = place->style == YamlStyle::literal || place->style == YamlStyle::folded;
  return text && place->end == entry.end ? place : nullptr;
}

bool takes_blank_lines(const YamlEntry& entry, std::string_view blank_lines) {
  const YamlPlace* text = text_at_end(entry);
  if (text == nullptr || blank_lines.empty()) return false;
  if (text->chomping == '+') return true;
  const std::string wide = std::string(text->column + 1, ' ');
  return blank_lines.find(wide) != std::string_view::npos ||
         blank_lines.find('\t') != std::string_view::npos;
}

std::string_view blank_lines_behind(const YamlDocument& document, const YamlEntry& entry) {
  const std::size_t begin = document.lines().next(entry.end);
  return std::string_view(document.text).substr(begin, entry.blank_end - begin);
}

bool needs_line_end(const YamlEntry& entry) {
  const YamlPlace* text = text_at_end(entry);
  return text != nullptr && text->chomping != '-';
}

std::vector<Splice> settled_tail(const YamlDocument& document, const YamlEntry& entry) {
  if (entry.end != document.text.size() || !needs_line_end(entry)) return {};
  const YamlPlace* text = text_at_end(entry);
  std::string header = document.text.substr(text->begin, text->header_end - text->begin);
  std::erase(header, '+');
  return {{text->begin, text->header_end, header + "-"}};
}

bool has_notes_above(const YamlDocument& document, const YamlEntry& entry) {
  return entry.begin < document.lines().start(entry.mark);
}

bool needs_blank_above(const YamlDocument& document, const YamlSpot& block,
                       const std::vector<std::size_t>& order) {
  const std::vector<YamlEntry>& entries = block.place->entries;
  const auto has_notes = [&](std::size_t index) {
    return has_notes_above(document, entries[index]);
  };
  const std::size_t top = entries[0].own_line ? entries[0].begin : block.from();
  if (top == 0 || !has_notes(order[0])) return false;
  const bool blank_already = entries[0].own_line && document.lines().is_blank(top - 1) &&
                             document.lines().start(top - 1) > block.from();
  const bool each_has_notes = order.size() > 1 && std::ranges::all_of(order, has_notes);
  return !blank_already && !(each_has_notes && block.parent != nullptr);
}

}  // namespace core
