// Reads measures.yaml.
#include "core/site/measure.h"

#include <array>

#include "core/site/ids.h"
#include "core/site/values.h"

namespace core {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kKinds = {
    {{"commitment", "commitment"},
     {"fault_tolerant", "fault_tolerant"},
     {"service", "service"},
     {"assistance", "assistance"}}};

Measure read_measure(const YamlNode& node, Diagnostics& diagnostics) {
  MapReader reader(node, "measure", diagnostics);
  Measure measure;
  measure.id = read_id(reader);
  measure.name = reader.required_text("name");
  measure.kind = required_word(reader, "kind", "site.unknown-word", kKinds).value_or("");
  measure.text = required_prose(reader, "text", diagnostics);
  measure.audience = reader.optional_text("for");
  measure.basis = reader.optional_text("basis");
  measure.who = reader.optional_text("who");
  measure.contact = optional_phone(reader, "contact");
  measure.span = reader.span_of("id");
  measure.basis_span = reader.span_of("basis");
  reader.finish();
  return measure;
}

}  // namespace

const std::vector<std::string>& measure_kinds() {
  static const std::vector<std::string> names = names_in(kKinds);
  return names;
}

std::vector<Measure> read_measures(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "file of measures", diagnostics);
  read_schema(reader);
  std::vector<Measure> measures;
  Ids ids("measure");
  for (const YamlNode* node : required_list(reader, "measures")) {
    measures.push_back(read_measure(*node, diagnostics));
    ids.add(measures.back().id, measures.back().span, diagnostics);
  }
  reader.finish();
  return measures;
}

}  // namespace core
