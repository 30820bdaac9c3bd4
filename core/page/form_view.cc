// Turns the report form into template data: groups of fields, each with its values and mistakes.
#include "core/page/form_view.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/check.h"
#include "core/base/text.h"

namespace core {
namespace {

// A choice with more options than this is a drop-down list instead of radio buttons.
constexpr std::size_t kMostButtons = 7;

struct FieldPlace {
  std::string_view field;
  std::string_view group;         // "form.group.<group>.title"
  std::string_view autocomplete;  // WCAG 1.3.5
};

// The group of each field, also of those that only the counter asks. Fields of one group follow
// each other.
constexpr std::array<FieldPlace, 23> kPlaces = {{
    {"channel", "intake", ""},
    {"received_at", "intake", ""},
    {"assigned_by", "intake_superior", ""},
    {"assigned_due", "intake_superior", ""},
    {"kind", "about", ""},
    {"window", "about", ""},
    {"unit", "about", ""},
    {"matter", "about", ""},
    {"applied", "about", ""},
    {"visits", "about", ""},
    {"problem", "story", ""},
    {"request", "story", ""},
    {"suggestion", "story", ""},
    {"on_behalf", "behalf", ""},
    {"relation", "behalf_details", ""},
    {"whom_to_call", "behalf_details", ""},
    {"reporter_type", "reporter", ""},
    {"name", "reporter", "name"},
    {"phone", "reporter", "tel"},
    {"good_time", "reporter", ""},
    {"id_number", "reporter", ""},
    {"address", "reporter", "address-line1"},
    {"remark", "intake_remark", ""},
}};
constexpr FieldPlace kLastPlace = {"", "privacy", ""};

const FieldPlace& place_of(std::string_view field) {
  const auto found = std::ranges::find(kPlaces, field, &FieldPlace::field);
  return found == kPlaces.end() ? kLastPlace : *found;
}

const FormMistake* mistake_of(const std::vector<FormMistake>& mistakes, std::string_view field) {
  for (const FormMistake& mistake : mistakes) {
    if (mistake.field == field) return &mistake;
  }
  return nullptr;
}

bool is_never_required(const FormField& field) {
  return !field.required && field.required_for.empty();
}

// Whether a browser may keep the answer in its tab until the report is sent (static/draft.js):
// words about the matter, never what says who reports, nor the consent, which each reporter gives
// anew.
bool may_stay_in_tab(const FormField& field) {
  return !field.personal && field.id != "privacy";
}

std::string_view section_of(const FormField& field) {
  if (is_settled(field)) return "IS_SETTLED";
  switch (field.type) {
    case FieldType::line:
      return "IS_LINE";
    case FieldType::text:
      return "IS_TEXT";
    case FieldType::phone:
      return "IS_PHONE";
    case FieldType::choice:
      return field.options.size() <= kMostButtons ? "IS_RADIO" : "IS_SELECT";
    case FieldType::checkbox:
      return "IS_CHECKBOX";
    case FieldType::number:
      return "IS_NUMBER";
  }
  BANCHENG_CHECK(false);
}

// The first button has the field's own id, which the link in the mistake summary leads to.
void add_options(TemplateData& data, const FormField& field, const std::string& value) {
  int number = 0;
  TemplateData* group = nullptr;
  std::string_view group_name;
  for (const FormOption& option : field.options) {
    const bool chosen = option.value == value;
    if (!option.listed && !chosen) continue;
    if (option.group != group_name) group = &data.add("OPTION_GROUP");
    group_name = option.group;
    if (group != nullptr) group->set("OPTION_GROUP_NAME", option.group);
    ++number;
    const std::string suffix = number == 1 ? "" : "-" + std::to_string(number);
    (group == nullptr ? data : *group)
        .add("OPTION")
        .set("OPTION_ID", "field-" + field.id + suffix)
        .set("OPTION_VALUE", option.value)
        .set("OPTION_LABEL", option.short_label.empty() ? option.label : option.short_label)
        .show_if(chosen, "OPTION_CHOSEN");
  }
}

// The condition for scripts: "kind= kind=matter", with "kind=" for a kind that is not chosen yet.
std::string kinds_condition(const FormField& field) {
  if (field.asked_for.empty()) return {};
  std::string condition = "kind=";
  for (const std::string& kind : field.asked_for) condition += " kind=" + kind;
  return condition;
}

void fill_field(TemplateData& data, const ReportForm& form, const FormField& field,
                const Texts& texts, const FormValues& values,
                const std::vector<FormMistake>& mistakes) {
  const FormMistake* mistake = mistake_of(mistakes, field.id);
  std::string value = value_of(values, field.id);
  if (value.empty() && is_grouped(field)) value = field.options.front().value;
  const bool counts = field.type == FieldType::text && field.most > 0;
  std::vector<std::string> notes;
  if (!field.hint.empty()) notes.push_back("hint-" + field.id);
  if (counts) notes.push_back("most-" + field.id);
  if (mistake != nullptr) notes.push_back("mistake-" + field.id);
  data.set("FIELD_ID", field.id)
      .set("LABEL", field.label)
      .set("VALUE", value)
      .set_optional("HINT", field.hint)
      .set_optional("DESCRIBED_BY", joined(notes, " "))
      .set_optional("AUTOCOMPLETE", std::string(place_of(field.id).autocomplete))
      .set_optional("SHOWN_IF", kinds_condition(field))
      .show(std::string(section_of(field)))
      .show_if(!is_settled(field), "IS_ASKED")
      .show_if(may_stay_in_tab(field), "IN_DRAFT")
      .show_if(field.required, "REQUIRED")
      .show_if(is_never_required(field) && field.type != FieldType::checkbox, "OPTIONAL")
      .show_if(value == "yes", "CHECKED");
  if (mistake != nullptr) data.set_optional("MISTAKE_TEXT", mistake_text(form, texts, *mistake));
  if (counts) data.set_optional("MOST", std::to_string(field.most));
  add_options(data, field, value);
}

// `condition` is that of its fields: they are shown together.
TemplateData& start_group(TemplateData& data, const Texts& texts, std::string_view group,
                          const std::string& condition) {
  const std::string key = "form.group." + std::string(group);
  TemplateData& added = data.add("GROUP");
  added.set("GROUP_ID", std::string(group))
      .set("GROUP_TITLE", texts.get(key + ".title"))
      .set_optional("GROUP_IF", condition)
      .show_if(group == "privacy", "PRIVACY_LINK");
  if (texts.has(key + ".text")) added.set_optional("GROUP_TEXT", texts.get(key + ".text"));
  return added;
}

void add_summary(TemplateData& data, const ReportForm& form, const Texts& texts,
                 const std::vector<FormMistake>& mistakes) {
  if (mistakes.empty()) return;
  data.show("HAS_MISTAKES").set("MISTAKE_COUNT", static_cast<int>(mistakes.size()));
  for (const FormMistake& mistake : mistakes) {
    data.add("MISTAKE")
        .set("MISTAKE_FIELD", mistake.field)
        .set("MISTAKE_SENTENCE", mistake_text(form, texts, mistake));
  }
}

}  // namespace

bool is_settled(const FormField& field) {
  return field.type == FieldType::choice && field.options.size() == 1 && field.id == "window";
}

TemplateData report_form_data(const ReportForm& form, const Texts& texts, const FormValues& values,
                              const std::vector<FormMistake>& mistakes) {
  TemplateData data;
  add_summary(data, form, texts, mistakes);
  TemplateData* group = nullptr;
  std::string_view group_name;
  for (const FormField& field : form.fields) {
    const std::string_view wanted = place_of(field.id).group;
    if (group == nullptr || wanted != group_name)
      group = &start_group(data, texts, wanted, field.show_if);
    group_name = wanted;
    fill_field(group->add("FIELD"), form, field, texts, values, mistakes);
  }
  return data;
}

namespace {

// The label as a sentence quotes it: without a question mark at the end.
std::string quoted_label(const std::string& label) {
  constexpr std::string_view kQuestionMark = "\uff1f";
  if (!label.ends_with(kQuestionMark)) return label;
  return label.substr(0, label.size() - kQuestionMark.size());
}

}  // namespace

std::string mistake_text(const ReportForm& form, const Texts& texts, const FormMistake& mistake) {
  const FormField* field = form.field(mistake.field);
  BANCHENG_CHECK(field != nullptr);
  // A field may have its own wording for a mistake: "请输入" (please type) does not fit a choice.
  const std::string own = "form.mistake." + mistake.code + "_" + mistake.field;
  const std::string key = texts.has(own) ? own : "form.mistake." + mistake.code;
  std::string sentence = texts.get(key);
  for (const auto& [name, value] : {std::pair{"{label}", quoted_label(field->label)},
                                    std::pair{"{most}", std::to_string(field->most)}}) {
    const std::size_t at = sentence.find(name);
    if (at != std::string::npos) sentence.replace(at, std::string_view(name).size(), value);
  }
  return sentence;
}

}  // namespace core
