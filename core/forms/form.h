// The report form: which fields a site asks for, and what is wrong with what somebody typed into
// them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What a field holds and how it is checked.
enum class FieldType {
  line,      // one line of text
  text,      // several lines
  phone,     // mobile, landline with area code, extension; full-width digits are accepted
  choice,    // one of options
  checkbox,  // "yes" or nothing
  number,    // small whole number
};

struct FormOption {
  std::string value;
  std::string label;
  std::string group = {};        // the heading it stands under in a list; may be empty
  std::string short_label = {};  // under that heading; empty: the label
  bool listed = true;            // false: taken if it is sent, but not offered (there are too many)
};

struct FormField {
  std::string id;  // one of the known fields below
  FieldType type = FieldType::line;
  bool required = false;
  int most = 0;  // characters (or the largest number)
  std::string label;
  std::string hint;
  std::vector<FormOption> options;
  bool personal = false;  // goes into the sealed identity part
  std::string
      show_if;  // "on_behalf=yes": only asked (and only required) if that field has that value
};

// True if options stand under headings; then the first is chosen until another is.
bool is_grouped(const FormField& field);

// The report form of one site. Known fields, in this order on the page:
//   kind window unit matter applied visits problem request suggestion
//   on_behalf relation whom_to_call reporter_type name phone good_time id_number address
//   confidential privacy
struct ReportForm {
  std::vector<FormField> fields;
  std::string
      version;  // hash of everything above: a confirmation token of another version is asked again

  const FormField* field(std::string_view id) const;
};

using FormValues = std::map<std::string, std::string, std::less<>>;

}  // namespace core
