// Words the answers in the order of the form.
#include "handler/portal/answers.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/page/form_view.h"
#include "handler/view/case_view.h"

namespace handler::portal {
namespace {

using core::value_of;

// The answers that name the matter at the head of the receipt, under "portal.receipt.fact.ID".
constexpr std::array<std::string_view, 3> kFacts = {"kind", "window", "matter"};

std::string shown_value(const core::FormField& field, const std::string& value,
                        const core::Texts& texts) {
  if (field.type == core::FieldType::checkbox) return texts.get("portal.check.ticked");
  const auto option = std::ranges::find(field.options, value, &core::FormOption::value);
  return option == field.options.end() ? value : option->label;
}

// A mobile number as it is usually masked. Of anything else, which may be several numbers and words
// beside them, only the last two digits: "0999-5550777-8016" -> "****16".
std::string masked_number(const std::string& phone) {
  std::string digits = core::half_width(phone);
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  if (digits == phone && digits.size() == 11) return core::masked_phone(phone);
  return "****" + digits.substr(digits.size() - std::min<std::size_t>(digits.size(), 2));
}

// The receipt is photographed and shown to others, at the counter or in a group chat. It proves
// what was reported; who reported need only be recognised by the person. So the name and the phone
// are masked, and what else tells of the person (identity number, address ...) is left out: "". So
// is the consent, which is no part of the report.
std::string copied_value(const core::FormField& field, const std::string& value,
                         const core::Texts& texts) {
  if (field.id == "privacy") return {};
  if (!field.personal) return shown_value(field, value, texts);
  if (field.id == "name") return core::masked_name(value);
  if (field.id == "phone") return masked_number(value);
  return {};
}

// The option of a kind also describes it; a receipt needs only the name.
std::string fact_value(const core::Policy& policy, const core::FormField& field,
                       const std::string& value, const core::Texts& texts) {
  const core::Kind* kind = field.id == "kind" ? policy.kind(value) : nullptr;
  return kind == nullptr ? shown_value(field, value, texts) : kind->name;
}

}  // namespace

void add_answers(core::TemplateData& data, const view::LiveSite& site,
                 const core::FormValues& values) {
  for (const core::FormField& field : site.form().fields) {
    const std::string value = value_of(values, field.id);
    if (value.empty()) continue;
    data.add("ANSWER")
        .set("ANSWER_FIELD", field.id)
        .set("ANSWER_LABEL", field.label)
        .set("ANSWER_VALUE", shown_value(field, value, site.texts))
        .show_if(!core::is_settled(field), "CAN_CHANGE");
  }
  for (const auto& [field, value] : values)
    data.add("HIDDEN").set("HIDDEN_NAME", field).set("HIDDEN_VALUE", value);
}

void add_copy(core::TemplateData& data, const view::LiveSite& site,
              const core::FormValues& values) {
  const core::Texts& texts = site.texts;
  for (const core::FormField& field : site.form().fields) {
    const std::string value = value_of(values, field.id);
    if (value.empty()) continue;
    if (core::contains(kFacts, field.id)) {
      data.add("FACT")
          .set("FACT_LABEL", texts.get("portal.receipt.fact." + field.id))
          .set("FACT_VALUE", fact_value(site.site().policy, field, value, texts));
      continue;
    }
    const std::string copied = copied_value(field, value, texts);
    if (copied.empty()) continue;
    data.add("COPY").set("COPY_LABEL", field.label).set("COPY_VALUE", copied);
  }
}

void add_advice(core::TemplateData& data, const core::Policy& policy,
                const core::FormValues& values) {
  if (value_of(values, "applied") != "no") return;
  const auto excluded = std::ranges::find(policy.exclusions, true, &core::Exclusion::not_applied);
  if (excluded == policy.exclusions.end()) return;
  data.show("EXCLUDED")
      .set("EXCLUSION_TEXT", excluded->text)
      .set_optional("EXCLUSION_EXPLAIN", excluded->explain);
  view::add_referrals(data, policy, excluded->referral);
}

}  // namespace handler::portal
