// Assigns each answer to the event or to a sealed part: no personal data leaves this file unsealed.
#include "handler/casework/submission.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/contains.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/forms/figure.h"
#include "handler/cases/ticket_number.h"
#include "handler/casework/site_names.h"

namespace handler::view {
namespace {

using core::value_of;

constexpr std::array<std::string_view, 4> kWords = {"matter", "problem", "request", "suggestion"};
// A rough count. Its figure is a plain fact; other words for it are sealed, as they may say
// anything.
constexpr std::string_view kCount = "visits";

std::string as_json(const core::FormValues& values) {
  core::Json json = core::Json::object();
  for (const auto& [field, value] : values) {
    if (!value.empty()) json[field] = value;
  }
  return json.dump();
}

std::string figure_of(const core::FormValues& values) {
  const std::optional<int> figure = core::figure_in(value_of(values, kCount));
  return figure ? std::to_string(*figure) : "";
}

core::Json plain_facts(const LiveSite& site, const core::FormValues& values,
                       const std::string& channel) {
  const core::Kind* kind = site.site().policy.kind(value_of(values, "kind"));
  core::Json data = {{"kind", value_of(values, "kind")},
                     {"window", value_of(values, "window")},
                     {"channel", channel},
                     {"form_version", site.form().version},
                     {"confidential", value_of(values, "confidential") == "yes" ? "yes" : "no"},
                     {"restricted", kind != nullptr && kind->restricted ? "yes" : "no"},
                     {"on_behalf", value_of(values, "on_behalf") == "yes" ? "yes" : "no"}};
  if (const std::string figure = figure_of(values); !figure.empty())
    data[std::string(kCount)] = figure;
  for (const std::string_view field : {"unit", "reporter_type", "applied"}) {
    const std::string value = value_of(values, field);
    // "I do not know which unit" means no unit.
    if (!value.empty() && value != "not_sure") data[std::string(field)] = value;
  }
  return data;
}

std::string scoped_nonce(const LiveSite& site, const std::string& nonce) {
  return site.id() + "/" + nonce;
}

constexpr const char* kAnswers = "answers";

std::string answers_mark_of(const Services& services, const LiveSite& site,
                            const core::FormValues& values, const std::string& nonce) {
  const std::string marked = scoped_nonce(site, nonce) + "\n" + as_json(values);
  return core::to_hex(core::hash(marked, services.portal_keys.token));
}

constexpr std::size_t kMostDigits = 15;

std::string joined_values(const web::Fields& form, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view value : form.all(name)) values.emplace_back(value);
  return core::joined(values, ",");
}

std::int64_t seen_in(const web::Fields& form) {
  const std::string seen(form.get("seen"));
  const bool is_number = !seen.empty() && seen.size() <= kMostDigits &&
                         seen.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::stoll(seen) : -1;
}

}  // namespace

core::FormValues identity_of(const core::ReportForm& form, const core::FormValues& values) {
  core::FormValues identity;
  for (const core::FormField& field : form.fields) {
    const std::string value = value_of(values, field.id);
    if (field.personal && !value.empty()) identity[field.id] = value;
  }
  return identity;
}

core::FormValues words_of(const core::FormValues& values) {
  core::FormValues words;
  for (const std::string_view field : kWords) {
    const std::string value = value_of(values, field);
    if (!value.empty()) words[std::string(field)] = value;
  }
  const std::string count = value_of(values, kCount);
  if (count != figure_of(values)) words[std::string(kCount)] = count;
  return words;
}

std::string ticket_number_of(const Services& services, const LiveSite& site,
                             const std::string& nonce) {
  return cases::make_ticket_number(scoped_nonce(site, nonce), services.portal_keys.ticket);
}

std::string ticket_hash_of(const Services& services, const LiveSite& site,
                           const std::string& nonce) {
  return cases::ticket_hash(ticket_number_of(services, site, nonce), services.portal_keys.ticket);
}

std::string form_mark_of(const Services& services, const LiveSite& site, const std::string& nonce) {
  return core::to_hex(core::hash(scoped_nonce(site, nonce), services.portal_keys.token));
}

void mark_answers(store::NewReport& report, const Services& services, const LiveSite& site,
                  const core::FormValues& values, const std::string& nonce) {
  report.submitted.data[kAnswers] = answers_mark_of(services, site, values, nonce);
}

bool holds_answers(const Services& services, const LiveSite& site, const store::CaseRecord& record,
                   const core::FormValues& values, const std::string& nonce) {
  return cases::text_in(record.events().front().data, kAnswers) ==
         answers_mark_of(services, site, values, nonce);
}

store::NewReport new_report(const Services& services, const LiveSite& site,
                            const core::FormValues& values, const std::string& channel,
                            const std::string& nonce) {
  const std::string& public_key = services.portal_keys.seal_public;
  store::NewReport report;
  report.site = site.id();
  report.ticket_hash = ticket_hash_of(services, site, nonce);
  report.nonce_hash = form_mark_of(services, site, nonce);
  report.submitted.actor.kind = cases::Actor::Kind::reporter;
  report.submitted.type = cases::EventType::submitted;
  report.submitted.data = plain_facts(site, values, channel);
  add_names(report.submitted.data, site.site());
  report.submitted.parts = {
      store::make_part(services.randomness, "identity", as_json(identity_of(site.form(), values)),
                       public_key, /*for_reporter=*/false),
      store::make_part(services.randomness, "words", as_json(words_of(values)), public_key,
                       /*for_reporter=*/false)};
  report.refold = refold_with(services.rules.present(site), services.clock.now());
  return report;
}

bool Attempt::saw(const store::CaseRecord& record) const {
  return core::contains(record.events(), seen, &cases::Event::seq);
}

Attempt read_attempt(const cases::ActionRule& rule, const web::Fields& form) {
  Attempt attempt{.rule = rule, .input = {}, .seen = seen_in(form)};
  for (const cases::ActionField& field : rule.fields) {
    // Files are no typed values: a text of that name names none.
    if (field.type != cases::ActionField::Type::files && form.has(field.id))
      attempt.input[std::string(field.id)] = core::cleaned(joined_values(form, field.id));
  }
  return attempt;
}

}  // namespace handler::view
