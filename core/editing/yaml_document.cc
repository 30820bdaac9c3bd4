// Reads a file for editing, and proves what an edit made of it.
#include "core/editing/yaml_document.h"

#include <fmt/format.h>

#include "core/editing/refusals.h"
#include "core/input/source_text.h"

namespace core {
namespace {

std::size_t index_in(const YamlNode& node, const YamlStep& step) {
  if (const auto* index = std::get_if<std::size_t>(&step)) return *index;
  std::size_t index = 0;
  while (node.entries[index].key != std::get<std::string>(step)) ++index;
  return index;
}

}  // namespace

Result<YamlDocument> read_document(const SourceFile& source) {
  Diagnostics diagnostics;
  std::optional<YamlNode> root = read_yaml(source.name, source.text, diagnostics);
  if (!root) return unreadable(diagnostics);
  YamlDocument document;
  document.name = source.name;
  document.text = without_byte_order_mark(source.text);
  document.mark = source.text.substr(0, source.text.size() - document.text.size());
  document.root = std::move(*root);
  Result<YamlPlace> place = yaml_layout(document.text, document.root);
  if (!place) {
    return Failure{FailureCode::refused,
                   fmt::format("{}:{}: this form cannot be edited here; write it more simply",
                               source.name, place.failure().message)};
  }
  document.place = std::move(*place);
  document.line_end = document.lines().habit();
  return document;
}

Failure refused_at(const YamlDocument& document, std::size_t at, const std::string& message,
                   FailureCode code) {
  return failure_at(document.name, document.text, at, message, code);
}

Result<YamlSpot> find_spot(const YamlDocument& document, const YamlPath& path) {
  YamlSpot spot{.node = &document.root, .place = &document.place};
  for (std::size_t depth = 0; depth < path.size(); ++depth) {
    const YamlNode* child = find_value(*spot.node, {path[depth]});
    if (child == nullptr) {
      const YamlPath missing(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth) + 1);
      return refused_at(document, spot.place->begin,
                        fmt::format("'{}' is not in the file", path_in_words(missing)),
                        FailureCode::not_found);
    }
    const bool flow = spot.place->style == YamlStyle::flow || spot.place->style == YamlStyle::pair;
    const std::size_t index = index_in(*spot.node, path[depth]);
    spot = {.node = child,
            .place = &spot.place->entries[index].value,
            .parent = spot.node,
            .parent_place = spot.place,
            .index = index,
            .in_flow = flow || spot.in_flow};
  }
  return spot;
}

YamlDocument without_block_texts(YamlDocument document) {
  document.may_hold_block_texts = false;
  return document;
}

Result<std::string> finished(const YamlDocument& document, std::vector<Splice> splices,
                             const YamlNode& intended, std::size_t at) {
  const std::string text = spliced(document.text, std::move(splices));
  Diagnostics diagnostics;
  const std::optional<YamlNode> root = read_yaml(document.name, text, diagnostics);
  if (!root || !same_tree(*root, intended)) return refused_at(document, at, kNotExact);
  return document.mark + text;
}

}  // namespace core
