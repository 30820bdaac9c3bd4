// Reads measures.yaml.
#include "core/publications/measure.h"

#include <array>

#include "core/reading/read_list.h"

namespace core {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kMeasureKinds = {
    {{"commitment", "commitment"},
     {"fault_tolerant", "fault_tolerant"},
     {"service", "service"},
     {"assistance", "assistance"}}};

void read_measure(MapReader& reader, Measure& measure, Diagnostics& diagnostics) {
  measure.name = reader.required_text("name");
  measure.kind = required_word(reader, "kind", "site.unknown-word", kMeasureKinds).value_or("");
  measure.text = required_prose(reader, "text", diagnostics);
  measure.audience = reader.optional_text("for");
  measure.basis = reader.optional_text("basis");
  measure.who = reader.optional_text("who");
  measure.contact = optional_phone(reader, "contact");
  measure.basis_span = reader.span_of("basis");
}

}  // namespace

const std::vector<std::string>& measure_kinds() {
  static const std::vector<std::string> kNames = names_in(kMeasureKinds);
  return kNames;
}

std::vector<Measure> read_measures(const YamlNode& root, Diagnostics& diagnostics) {
  MapReader reader(root, "file of measures", diagnostics);
  read_schema(reader);
  Ids ids("measure");
  auto measures = read_list<Measure>(
      required_list(reader, "measures"), ids, diagnostics,
      [&](MapReader& item, Measure& measure) { read_measure(item, measure, diagnostics); });
  reader.finish();
  return measures;
}

}  // namespace core
