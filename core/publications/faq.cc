// Reads faq.yaml.
#include "core/publications/faq.h"

#include "core/base/contains.h"
#include "core/reading/read_list.h"

namespace core {
namespace {

std::vector<std::string> read_hidden(MapReader& root, Diagnostics& diagnostics) {
  const std::vector<std::string>& known = derived_questions();
  std::vector<std::string> hidden = root.optional_texts("hide");
  for (const std::string& id : hidden) {
    if (contains(known, id)) continue;
    diagnostics.error(root.span_of("hide"), "faq.unknown-question",
                      say("no derived question is called '{id}'", {{"id", id}}),
                      hint_among(id, term("derived questions"), known));
  }
  return hidden;
}

}  // namespace

const std::vector<std::string>& derived_questions() {
  static const std::vector<std::string> kIds = {
      "what",      "hotline", "not_taken", "how_long", "too_late",    "bring",        "on_behalf",
      "anonymous", "privacy", "calls",     "progress", "lost_number", "not_satisfied"};
  return kIds;
}

FaqChanges read_faq(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "faq", diagnostics);
  read_schema(reader);
  FaqChanges changes;
  changes.hide = read_hidden(reader, diagnostics);
  Ids ids("question");
  const auto fill = [&](MapReader& item, FaqEntry& entry) {
    entry.question = required_prose(item, "question", diagnostics);
    item.required_node("answer");
    entry.answer = optional_proses(item, "answer", diagnostics);
  };
  changes.entries = read_list<FaqEntry>(reader.optional_list("entries"), ids, diagnostics, fill);
  reader.finish();
  return changes;
}

}  // namespace core
