// The report form's page and the privacy notice, both driven by the fields that the site asks.
#include <algorithm>

#include "core/base/text.h"
#include "core/page/form_view.h"
#include "generator/page_data.h"

namespace generator {

using core::FormField;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

// Sensitive personal information by PIPL Art. 28: nothing else in the form is.
constexpr std::string_view kSensitiveField = "id_number";

// What is only a switch or an acknowledgement tells nothing about a person.
bool is_information(const FormField& field) {
  return field.type != core::FieldType::checkbox;
}

}  // namespace

TemplateData privacy_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const core::ReportForm form = core::make_report_form(site, texts);
  for (const FormField& field : form.fields) {
    if (!is_information(field)) continue;
    data.add("ASKED")
        .set("ASKED_LABEL", texts.get("form." + field.id + ".label"))
        .show_if(!field.required, "ASKED_OPTIONAL");
    if (field.id == kSensitiveField) data.set_optional("SENSITIVE", field.label);
  }
  data.show_if(form.field("confidential") != nullptr, "ASKS_CONFIDENTIAL");
  std::vector<std::string> restricted;
  for (const core::Kind& kind : site.policy.kinds) {
    if (kind.restricted) restricted.push_back(kind.name);
  }
  return data.set_optional("RESTRICTED_KINDS", core::joined(restricted, texts.get("contact.list")));
}

TemplateData report_data(const Site& site, const Texts& texts) {
  TemplateData data = core::report_form_data(core::make_report_form(site, texts), texts, {}, {});
  if (site.identity.opens) data.set_optional("OPENS", core::chinese_date(*site.identity.opens));
  return data;
}

}  // namespace generator
