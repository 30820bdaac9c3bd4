// Reads faq.yaml.
#include "core/site/faq.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/site/ids.h"
#include "core/site/values.h"

namespace core {
namespace {

FaqEntry read_entry(const YamlNode& node, Ids& ids, Diagnostics& diagnostics) {
  MapReader reader(node, "question", diagnostics);
  FaqEntry entry;
  entry.id = read_id(reader);
  entry.question = required_prose(reader, "question", diagnostics);
  reader.required_node("answer");
  entry.answer = optional_proses(reader, "answer", diagnostics);
  entry.span = reader.span_of("id");
  ids.add(entry.id, entry.span, diagnostics);
  reader.finish();
  return entry;
}

std::vector<std::string> read_hidden(MapReader& root, Diagnostics& diagnostics) {
  const std::vector<std::string>& known = derived_questions();
  std::vector<std::string> hidden = root.optional_texts("hide");
  for (const std::string& id : hidden) {
    if (std::ranges::find(known, id) != known.end()) continue;
    diagnostics.error(root.span_of("hide"), "faq.unknown-question",
                      fmt::format("no derived question is called '{}'", id),
                      hint_among(id, "derived questions", known));
  }
  return hidden;
}

}  // namespace

const std::vector<std::string>& derived_questions() {
  static const std::vector<std::string> ids = {
      "what",      "hotline",   "not_taken", "how_long", "too_late",    "bring",
      "on_behalf", "anonymous", "privacy",   "progress", "lost_number", "not_satisfied"};
  return ids;
}

FaqChanges read_faq(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "faq", diagnostics);
  read_schema(reader);
  FaqChanges changes;
  changes.hide = read_hidden(reader, diagnostics);
  Ids ids("question");
  for (const YamlNode* node : reader.optional_list("entries")) {
    changes.entries.push_back(read_entry(*node, ids, diagnostics));
  }
  reader.finish();
  return changes;
}

}  // namespace core
