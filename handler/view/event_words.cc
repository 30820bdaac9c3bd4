// A table of what each type of event tells beyond its name.
#include "handler/view/event_words.h"

#include "core/site/target_name.h"

#include <optional>
#include <string_view>

namespace handler::view {
namespace {

struct Names {
  const core::Site& site;
  const core::Policy& policy;
  const core::Texts& texts;
};

using NameOf = std::string (*)(const Names&, const std::string& value);

template <class Thing>
std::string name_or(const Thing* thing, const std::string& fallback) {
  return thing == nullptr ? fallback : thing->name;
}

std::string unit_name(const Names& names, const std::string& id) {
  return name_or(names.site.unit(id), id);
}
std::string tier_name(const Names& names, const std::string& id) {
  return name_or(names.policy.tier(id), id);
}
std::string plain(const Names&, const std::string& value) {
  return value;
}
std::string exclusion_text(const Names& names, const std::string& id) {
  const core::Exclusion* exclusion = names.policy.exclusion(id);
  return exclusion == nullptr ? id : exclusion->text;
}
std::string outcome_name(const Names& names, const std::string& id) {
  return names.texts.get("case.outcome." + id);
}
std::string channel_name(const Names& names, const std::string& id) {
  return names.texts.get("case.channel." + id);
}

// What the event's data says under `key`, named by `name_of`, goes into the text
// "view.detail.<type>" as {value}.
struct Detail {
  std::string_view type;
  std::string_view key;
  NameOf name_of;
  bool to_staff_only = false;
};
constexpr bool kToStaffOnly = true;
std::string meeting_name(const Names& names, const std::string& id) {
  return names.texts.get("case.meeting." + id);
}
std::string grade_name(const Names& names, const std::string& id) {
  return name_or(names.policy.grade(id), id);
}
std::string measure_name(const Names& names, const std::string& id) {
  return name_or(names.site.measure(id), id);
}
std::string escalation_target(const Names& names, const std::string& id) {
  return core::target_name(names.site, names.policy, id);
}
std::string form_title(const Names& names, const std::string& id) {
  for (const core::PaperForm& form : names.site.papers) {
    if (form.id == id) return form.title;
  }
  return id;
}

std::string check_name(const Names& names, const std::string& id) {
  return names.texts.get("case.check." + id);
}

constexpr Detail kDetails[] = {
    {"accepted", "tier", tier_name},
    {"declined", "exclusion", exclusion_text},
    {"dispatched", "unit", unit_name},
    {"replied", "outcome", outcome_name},
    {"fed_back", "channel", channel_name},
    {"retiered", "tier", tier_name},
    {"extension_asked", "workdays", plain},
    {"extension_granted", "workdays", plain},
    {"coordinated", "meeting", meeting_name},
    {"measure_used", "measure", measure_name},
    {"escalated", "target", escalation_target},
    {"evaluated", "grade", grade_name},
    {"identity_viewed", "form", form_title},
    {"merged", "serial", plain, kToStaffOnly},
    {"merged_in", "serial", plain},
    {"merged_told", "channel", channel_name},
    {"number_reissued", "check", check_name},
};

// The office's own dealings: a person who waits is not helped by them.
constexpr std::string_view kForStaffOnly[] = {"identity_viewed",   "extension_asked",
                                              "extension_refused", "accountability_recorded",
                                              "merged_in",         "archived"};

std::string value_text(const core::Json& data, std::string_view key) {
  const auto value = data.find(key);
  if (value == data.end()) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number_integer() ? std::to_string(value->get<std::int64_t>()) : std::string();
}

bool is_hidden(std::string_view type, Reader reader) {
  if (reader == Reader::staff) return false;
  for (const std::string_view hidden : kForStaffOnly) {
    if (hidden == type) return true;
  }
  return false;
}

}  // namespace

std::string event_in_words(const cases::Event& event, const core::Site& site,
                           const core::Policy& policy, const core::Texts& texts, Reader reader) {
  if (is_hidden(event.type, reader)) return {};
  const std::string own = "case.event_by_reporter." + event.type;
  const bool by_reporter = event.actor.kind == cases::Actor::Kind::reporter && texts.has(own);
  std::string sentence = texts.get(by_reporter ? own : "case.event." + event.type);
  for (const Detail& detail : kDetails) {
    if (detail.type != event.type) continue;
    if (detail.to_staff_only && reader != Reader::staff) continue;
    const std::string value = value_text(event.data, detail.key);
    if (value.empty()) continue;
    sentence += texts.format("view.detail." + event.type,
                             {{"value", detail.name_of({site, policy, texts}, value)}});
  }
  return sentence;
}

}  // namespace handler::view
