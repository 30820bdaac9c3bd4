// The pages of the report form and the privacy notice, both derived from the fields of the site's
// form.
#include "generator/pages/report_form.h"

#include "core/base/text.h"
#include "core/page/form_view.h"
#include "core/settings/access_log.h"
#include "core/site/report_form.h"
#include "generator/pages/file_rules.h"

namespace generator {

using core::FormField;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

// Sensitive personal information under PIPL Art. 28; no other field is.
constexpr std::string_view kSensitiveField = "id_number";

// The name of a field in the notice; the labels of the form are sentences.
std::string name_of(const FormField& field, const Texts& texts) {
  const std::string key = "privacy.field." + field.id;
  return texts.has(key) ? texts.get(key) : field.label;
}

// What must be over before a report is no longer needed: only what the policy provides for.
std::string kept_until(const core::Policy& policy, const Texts& texts) {
  std::vector<std::string> ends = {texts.get("privacy.kept.handled")};
  if (!policy.grades.empty()) ends.push_back(texts.get("privacy.kept.evaluated"));
  if (policy.visits) ends.push_back(texts.get("privacy.kept.visited"));
  return core::joined(ends, texts.get("contact.list"));
}

// The times of the policy. A class that the policy leaves out is named too, but files only where
// they are taken.
void add_times(TemplateData& data, const core::Policy& policy, const Texts& texts) {
  const core::Retention& retention = policy.retention;
  const bool takes_files = policy.file_rule().taken;
  data.show_if(retention.times.empty(), "NO_TIMES").show_if(!retention.times.empty(), "HAS_TIMES");
  for (const auto& [kept, word] : core::kKept) {
    const std::optional<core::CalendarSpan> time = retention.time_of(kept);
    const bool is_idle = kept == core::Kept::files && !takes_files;
    if (!time && (retention.times.empty() || is_idle)) continue;
    data.add("KEPT_CLASS")
        .set("KEPT_WHAT", texts.get("case.kept." + std::string(word)))
        .set_optional("KEPT_SPAN", time ? core::chinese_span(*time) : "")
        .show_if(!time, "KEPT_UNPUBLISHED");
  }
  if (retention.backups) data.set_optional("BACKUPS_KEPT", core::chinese_span(*retention.backups));
}

}  // namespace

TemplateData privacy_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const core::ReportForm form = core::make_report_form(site, texts);
  for (const FormField& field : form.fields) {
    if (!field.personal) continue;
    data.add("ASKED")
        .set("ASKED_NAME", name_of(field, texts))
        .show_if(!field.required, "ASKED_OPTIONAL")
        .show_if(!field.show_if.empty(), "ASKED_ON_BEHALF");
    if (field.id == kSensitiveField) data.set_optional("SENSITIVE", name_of(field, texts));
  }
  data.show_if(form.field("confidential") != nullptr, "ASKS_CONFIDENTIAL");
  std::vector<std::string> restricted;
  for (const core::Kind& kind : site.policy.kinds) {
    if (kind.restricted) restricted.push_back(kind.name);
  }
  data.set("KEPT_UNTIL", kept_until(site.policy, texts))
      .set("LOG_DAYS", std::to_string(core::kAccessLogDays));
  add_times(data, site.policy, texts);
  add_file_rule(data, site.policy);
  return data.set_optional("RESTRICTED_KINDS", core::joined(restricted, texts.get("contact.list")));
}

TemplateData report_data(const Site& site, const Texts& texts) {
  TemplateData data = core::report_form_data(core::make_report_form(site, texts), texts, {}, {});
  if (site.identity.opens) data.set_optional("OPENS", core::chinese_date(*site.identity.opens));
  add_file_rule(data, site.policy);
  return data.show_if(!site.papers.empty(), "HAS_FORMS");
}

}  // namespace generator
