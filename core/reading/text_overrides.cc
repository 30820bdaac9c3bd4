// A site's own wording: it may replace texts of the catalogue, but not add keys or placeholders.
#include "core/reading/text_overrides.h"

#include <fmt/format.h>

#include "core/base/contains.h"
#include "core/reading/ids.h"
#include "core/reading/text_keys.h"

namespace core {
namespace {

void check_placeholders(const PlacedText& text, const std::string& original,
                        Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Placeholder& placeholder : placeholders_of(original))
    known.push_back(placeholder.name);
  for (const Placeholder& placeholder : placeholders_of(text.text)) {
    if (contains(known, placeholder.name)) continue;
    diagnostics.error(text.span, "texts.placeholder",
                      fmt::format("the text '{}' has no {{{}}}", text.key, placeholder.name),
                      hint_among(placeholder.name, "placeholders", known));
  }
}

void check_schema(const YamlNode& root, Diagnostics& diagnostics) {
  const YamlNode* schema = root.find("schema");
  if (root.kind != YamlNode::Kind::map || (schema != nullptr && schema->scalar == "1")) return;
  diagnostics.error(schema == nullptr ? root.span : schema->span, "texts.schema",
                    "the file does not begin with 'schema: 1'", "add 'schema: 1'");
}

}  // namespace

std::map<std::string, std::string> read_text_overrides(const YamlNode& root, const Texts& catalogue,
                                                       Diagnostics& diagnostics) {
  check_schema(root, diagnostics);
  const std::vector<std::string> known = catalogue.keys();
  std::map<std::string, std::string> overrides;
  for (const PlacedText& text : flatten_texts(root, diagnostics)) {
    overrides[text.key] = text.text;
    if (known.empty()) continue;
    if (catalogue.has(text.key)) {
      check_placeholders(text, catalogue.get(text.key), diagnostics);
      continue;
    }
    std::string hint = did_you_mean(text.key, known);
    if (hint.empty()) hint = "texts.yaml can only change texts that exist";
    diagnostics.error(text.key_span, "texts.unknown-key",
                      fmt::format("no text is called '{}'", text.key), hint);
  }
  return overrides;
}

}  // namespace core
