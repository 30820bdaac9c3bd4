// Puts labels and words to the values of a report.
#include "handler/desk/casework/report_values.h"

#include <algorithm>
#include <vector>

#include "core/reading/phone.h"
#include "core/reading/typed_phones.h"
#include "core/site/site.h"

namespace handler::desk {
namespace {

std::string label_of(const Visit& visit, const std::string& field) {
  const core::FormField* known = visit.site.form().field(field);
  if (known != nullptr) return known->label;
  const std::string key = "form." + field + ".label";  // was asked when the report was sent
  return visit.texts().has(key) ? visit.texts().get(key) : field;
}

std::string shown_value(const Visit& visit, const std::string& field, const std::string& value) {
  if (const core::FormField* known = visit.site.form().field(field)) {
    for (const core::FormOption& option : known->options) {
      if (option.value == value) return option.label;
    }
  }
  if (field == "unit") return core::unit_name(visit.model(), value);
  return field == "window" ? core::window_name(visit.model(), value) : value;
}

// A phone in pieces, so that each number of it can be called; NO_PHONE_NUMBER: the value is shown
// as it is.
void add_phones(core::TemplateData& data, const std::string& value) {
  const core::TypedPhones phones = core::read_phones(value);
  for (const core::PhonePiece& piece : phones.pieces) {
    core::TemplateData& added = data.add("PHONE_PIECE").set("PHONE_TEXT", piece.text);
    added.show(piece.is_number ? "PHONE_NUMBER" : "PHONE_WORDS")
        .set("PHONE_DIALLED", piece.is_number ? core::dialled_digits(piece.text) : "");
  }
  const std::vector<std::string> numbers = phones.numbers();
  data.show_if(numbers.empty(), "NO_PHONE_NUMBER")
      .show_if(numbers.size() > 1, "SEVERAL_PHONES")
      .show_if(std::ranges::any_of(numbers, core::is_abroad), "PHONE_ABROAD");
}

void add_value(core::TemplateData& data, const std::string& section, const Visit& visit,
               const std::string& field, const std::string& value) {
  core::TemplateData& added = data.add(section);
  added.set("VALUE_LABEL", label_of(visit, field))
      .set("VALUE_TEXT", shown_value(visit, field, value));
  add_phones(added, field == "phone" ? value : "");
}

// A count in the reporter's own words: its figure, if it has one, stands among the facts.
void add_typed_count(core::TemplateData& data, const std::string& section, const Visit& visit,
                     const std::string& field, const std::string& value) {
  const std::string label = label_of(visit, field);
  data.add(section)
      .set("VALUE_LABEL", visit.texts().format("desk.as_typed", {{"label", label}}))
      .set("VALUE_TEXT", value);
}

// The facts that only the counter enters.
void add_counter_facts(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const cases::Event& first = open.record.events().front();
  const int year = visit.year();
  if (first.occurred_at) {
    add_value(data, "FACT", visit, "received_at", core::chinese_moment(*first.occurred_at, year));
  }
  for (const std::string field : {"assigned_by", "remark"}) {
    const auto reference = first.data.find(field);
    if (reference == first.data.end()) continue;
    const auto part = open.record.parts.find(reference->at("part").get<std::int64_t>());
    if (part != open.record.parts.end() && !part->second.destroyed)
      add_value(data, "FACT", visit, field, part->second.body);
  }
  if (open.folded.assigned_due) {
    add_value(data, "FACT", visit, "assigned_due",
              core::chinese_date(*open.folded.assigned_due, year));
  }
}

}  // namespace

void add_values(core::TemplateData& data, const std::string& section, const Visit& visit,
                const core::FormValues& values) {
  for (const core::FormField& field : visit.site.form().fields) {
    const auto value = values.find(field.id);
    if (value == values.end()) continue;
    const auto add = field.type == core::FieldType::number ? add_typed_count : add_value;
    add(data, section, visit, field.id, value->second);
  }
  for (const auto& [field, value] : values) {
    if (visit.site.form().field(field) == nullptr) add_value(data, section, visit, field, value);
  }
}

void add_facts(core::TemplateData& data, const Visit& visit, const OpenCase& open) {
  const core::Json& submitted = open.record.events().front().data;
  for (const std::string field : {"kind", "window", "unit", "applied", "visits", "reporter_type"}) {
    const auto value = submitted.find(field);
    if (value != submitted.end() && value->is_string())
      add_value(data, "FACT", visit, field, value->get<std::string>());
  }
  if (submitted.value("on_behalf", "no") == "yes")
    add_value(data, "FACT", visit, "on_behalf", visit.texts().get("desk.yes"));
  add_counter_facts(data, visit, open);
}

}  // namespace handler::desk
