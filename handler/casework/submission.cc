// Assigns each answer to the event or to a sealed part: no personal data leaves this file unsealed.
#include "handler/casework/submission.h"

#include <array>

#include "core/base/json.h"
#include "handler/cases/ticket_number.h"

namespace handler::view {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"matter", "problem", "request", "suggestion"};

std::string value_of(const core::FormValues& values, std::string_view field) {
  const auto found = values.find(field);
  return found == values.end() ? std::string() : found->second;
}

std::string as_json(const core::FormValues& values) {
  core::Json json = core::Json::object();
  for (const auto& [field, value] : values) {
    if (!value.empty()) json[field] = value;
  }
  return json.dump();
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
  for (const std::string_view field : {"unit", "reporter_type", "applied", "visits"}) {
    const std::string value = value_of(values, field);
    // "I do not know which unit" means no unit.
    if (!value.empty() && value != "not_sure") data[std::string(field)] = value;
  }
  return data;
}

std::string scoped_nonce(const LiveSite& site, const std::string& nonce) {
  return site.id() + "/" + nonce;
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
  report.submitted.parts = {
      store::make_part(services.randomness, "identity", as_json(identity_of(site.form(), values)),
                       public_key, /*for_reporter=*/false),
      store::make_part(services.randomness, "words", as_json(words_of(values)), public_key,
                       /*for_reporter=*/false)};
  report.refold = refold_with(services.rules.present(site), services.clock.now());
  return report;
}

}  // namespace handler::view
