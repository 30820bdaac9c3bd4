// Follows the last entry of each list and map down to the text that ends it.
#include "core/editing/block_tails.h"

namespace core {

const YamlPlace* text_at_end(const YamlPart& part) {
  const YamlPlace* place = &part.value;
  while (place->style == YamlStyle::block) place = &place->parts.back().value;
  const bool text = place->style == YamlStyle::literal || place->style == YamlStyle::folded;
  return text && place->end == part.end ? place : nullptr;
}

bool takes_blank_lines(const YamlPart& part) {
  const YamlPlace* text = text_at_end(part);
  return text != nullptr && text->chomping == '+';
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

}  // namespace core
