// Reads which fields a site asks for, and tells which of them a report is asked.
#include "core/forms/form.h"

#include <fmt/format.h>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/forms/form_fields.h"
#include "core/reading/find_by_id.h"
#include "core/reading/values.h"

namespace core {
namespace {

AskedKinds read_asked_kinds(MapReader& report, const KnownField& known, const YamlNode& node,
                            Diagnostics& diagnostics) {
  MapReader reader(node, "question of the form", diagnostics);
  AskedKinds kinds{.required = reader.optional_texts("required_for"),
                   .optional = reader.optional_texts("optional_for"),
                   .required_span = reader.span_of("required_for"),
                   .optional_span = reader.span_of("optional_for")};
  reader.finish();
  if (kinds.required.empty() && kinds.optional.empty()) {
    report.error(known.id, "form.no-kind", say("'{key}' is asked of no kind", {{"key", known.id}}),
                 say("name kinds in 'required_for' or 'optional_for', or write 'off'"));
  }
  for (const std::string& kind : kinds.required) {
    if (!contains(kinds.optional, kind)) continue;
    reader.error("optional_for", "form.kind-twice",
                 say("the kind '{kind}' stands in both lists", {{"kind", kind}}),
                 say("leave it in one of them"));
  }
  return kinds;
}

// True if the value is a map, which only some fields may have.
bool read_by_kind(MapReader& report, const KnownField& known, Diagnostics& diagnostics,
                  ReportFormSwitches& switches) {
  const YamlNode* node = report.optional_node(known.id);
  if (node == nullptr || node->kind != YamlNode::Kind::map) return false;
  if (known.allowed == kAny) {
    switches.by_kind.emplace(known.id, read_asked_kinds(report, known, *node, diagnostics));
  } else {
    report.error(known.id, "form.switch",
                 say("'{key}' is the same for every kind of report", {{"key", known.id}}),
                 say("write one of: {words}", {{"words", known.allowed}}));
  }
  return true;
}

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

std::string value_of(const FormValues& values, std::string_view field) {
  const auto found = values.find(field);
  return found == values.end() ? std::string() : found->second;
}

Switch switch_of(const ReportFormSwitches& switches, const KnownField& known) {
  const auto found = switches.fields.find(std::string(known.id));
  if (found == switches.fields.end()) return known.by_default;
  return word_in(kSwitches, found->second).value_or(known.by_default);
}

bool demands(const ReportFormSwitches& switches, std::string_view field, std::string_view kind) {
  const auto by_kind = switches.by_kind.find(field);
  if (by_kind != switches.by_kind.end()) return contains(by_kind->second.required, kind);
  const KnownField* known = find_by_id(kKnownFields, field);
  return known != nullptr && switch_of(switches, *known) == Switch::required;
}

bool is_grouped(const FormField& field) {
  return !field.options.empty() && !field.options.back().group.empty();
}

bool is_asked(const FormField& field, const FormValues& values) {
  if (!field.show_if.empty()) {
    const std::size_t equals = field.show_if.find('=');
    const std::string wanted = field.show_if.substr(equals + 1);
    if (value_of(values, field.show_if.substr(0, equals)) != wanted) return false;
  }
  const std::string kind = value_of(values, "kind");
  return field.asked_for.empty() || kind.empty() || contains(field.asked_for, kind);
}

bool is_required(const FormField& field, const FormValues& values) {
  return field.required || contains(field.required_for, value_of(values, "kind"));
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
    switches.span = reader.span();
    for (const KnownField& known : kKnownFields) {
      if (known.allowed.empty() || read_by_kind(reader, known, diagnostics, switches)) continue;
      read_switch(reader, known, switches);
    }
    reader.finish();
  }
  file.optional_list("grids");  // read_paper_forms reads its items
  file.finish();
  return switches;
}

}  // namespace core
