// Looking things up in a form.
#include "core/forms/form.h"

#include <fmt/format.h>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/forms/form_fields.h"
#include "core/reading/find_by_id.h"
#include "core/reading/values.h"

namespace core {
namespace {

void read_switch(MapReader& reader, const KnownField& known, ReportFormSwitches& switches) {
  const std::string word = reader.optional_text(known.id);
  if (word.empty()) return;
  std::vector<std::string> allowed;
  for (const std::string& name : split(known.allowed, ',')) allowed.push_back(trimmed(name));
  if (!contains(allowed, word)) {
    report_unknown_word(reader, known.id, "form.switch", word, allowed);
  } else {
    switches.fields[std::string(known.id)] = word;
  }
}

}  // namespace

bool is_grouped(const FormField& field) {
  return !field.options.empty() && !field.options.back().group.empty();
}

const FormField* ReportForm::field(std::string_view id) const {
  return find_by_id(fields, id);
}

ReportFormSwitches read_report_switches(const YamlNode& root, Diagnostics& diagnostics) {
  ReportFormSwitches switches;
  MapReader file(root, "file of forms", diagnostics);
  read_schema(file);
  if (const YamlNode* node = file.optional_node("report")) {
    MapReader reader(*node, "report form", diagnostics);
    for (const KnownField& known : kKnownFields) {
      if (!known.allowed.empty()) read_switch(reader, known, switches);
    }
    reader.finish();
  }
  file.optional_list("grids");  // read_paper_forms reads its items
  file.finish();
  return switches;
}

}  // namespace core
