// The report form: which fields a site asks for, of every kind of report or only of some.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/yaml_reader.h"

namespace core {

// What a field contains and how it is checked.
enum class FieldType {
  line,      // one line of text
  text,      // several lines
  phone,     // numbers with words around them, see read_phones()
  choice,    // one of `options`
  checkbox,  // "yes" or nothing
  number,    // a rough count, in figures or words ("3", "十几"); kept as typed
};

struct FormOption {
  std::string value;
  std::string label;
  std::string group = {};        // heading of its group in a list; may be empty
  std::string short_label = {};  // label below that heading; empty: the label
  bool listed = true;            // false: accepted, but not offered because there are too many
};

struct FormField {
  std::string id;  // one of the known fields below
  FieldType type = FieldType::line;
  bool required = false;
  int most = 0;  // maximum number of characters
  std::string label;
  std::string hint;
  std::vector<FormOption> options;
  bool personal = false;  // belongs to the sealed identity part
  std::string show_if;    // "on_behalf=yes": asked (and required) only if that field has that value
  std::vector<std::string> asked_for = {};     // ids of kinds; empty: of every kind
  std::vector<std::string> required_for = {};  // those of these kinds that must answer it
};

// True if the options are grouped by headings; then the first is selected by default.
bool is_grouped(const FormField& field);

// The report form of one site. Known fields, in page order:
//   kind window unit matter applied visits problem request suggestion
//   on_behalf relation whom_to_call reporter_type name phone good_time id_number address
//   confidential privacy
struct ReportForm {
  std::vector<FormField> fields;
  std::string version;  // hash of all above; a confirmation of another version must be repeated

  const FormField* field(std::string_view id) const;
};

using FormValues = std::map<std::string, std::string, std::less<>>;

// The value of a field; "" if there is none.
std::string value_of(const FormValues& values, std::string_view field);

// Whether a report with these values is asked the field, and must answer it. As long as no kind is
// chosen, every kind's fields are asked.
bool is_asked(const FormField& field, const FormValues& values);
bool is_required(const FormField& field, const FormValues& values);

// The kinds of report that are asked a field; others are not.
struct AskedKinds {
  std::vector<std::string> required;  // ids of kinds that must answer it
  std::vector<std::string> optional;
  Span required_span;
  Span optional_span;
};

// forms.yaml, `report: {id_number: off | optional | required, matter: {required_for: [KIND],
// optional_for: [KIND]}, ...}`: which switchable fields are asked. Labels and hints come from the
// texts ("form.<id>.label"), so they are not in this file.
struct ReportFormSwitches {
  std::map<std::string, std::string> fields;  // field id -> "off" | "optional" | "required"
  std::map<std::string, AskedKinds, std::less<>> by_kind;
  Span span;  // of the map
};
// Kinds are checked by check_site(), because they stand in another file.
ReportFormSwitches read_report_switches(const YamlNode& root, Diagnostics& diagnostics);
// Whether a report of that kind must answer the field.
bool demands(const ReportFormSwitches& switches, std::string_view field, std::string_view kind);

}  // namespace core
