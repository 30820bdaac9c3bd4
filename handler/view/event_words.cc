// A table of what each type of event tells beyond its name.
#include "handler/view/event_words.h"

#include "core/base/text.h"
#include "core/site/target_name.h"

#include <optional>
#include <string_view>
#include <vector>

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
  std::string_view text = "";  // another text than the type's
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
std::string clock_name(const Names& names, const std::string& id) {
  return name_or(names.policy.clock(id), id);
}

constexpr Detail kDetails[] = {
    {"accepted", "tier", tier_name},
    {"accepted", "concerned", unit_name, kToStaffOnly, "accepted_concerned"},
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
    {"absorbed_told", "channel", channel_name},
    {"number_reissued", "check", check_name},
    {"breached", "clock", clock_name},
    {"reminded", "clock", clock_name},
};

// The office's own dealings: a person who waits is not helped by them.
constexpr std::string_view kForStaffOnly[] = {
    "identity_viewed", "extension_asked", "extension_refused", "accountability_recorded",
    "merged_in",       "absorbed_told",   "archived",          "reminded",
    "visit_due",       "contributed",     "cause_stated"};

std::string value_text(const core::Json& data, std::string_view key) {
  const auto value = data.find(key);
  if (value == data.end()) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number_integer() ? std::to_string(value->get<std::int64_t>()) : std::string();
}

// Lists that an event holds, each named like {key: sentence with {value}} "view.detail_list.<key>".
struct ListDetail {
  std::string_view type;
  std::string_view key;
  NameOf name_of;
};
constexpr ListDetail kListDetails[] = {
    {"dispatched", "assisting", unit_name},
    {"breached", "notify", escalation_target},
    {"breached", "escalate", escalation_target},
};

std::string list_in_words(const Names& names, const ListDetail& detail, const core::Json& data) {
  const auto list = data.find(detail.key);
  if (list == data.end() || !list->is_array() || list->empty()) return {};
  std::vector<std::string> named;
  for (const core::Json& value : *list)
    named.push_back(detail.name_of(names, value.get<std::string>()));
  return names.texts.format("view.detail_list." + std::string(detail.key),
                            {{"value", core::joined(named, names.texts.get("desk.list_comma"))}});
}

bool is_hidden(std::string_view type, Reader reader) {
  if (reader == Reader::staff) return false;
  for (const std::string_view hidden : kForStaffOnly) {
    if (hidden == type) return true;
  }
  return false;
}

// What the reporter or the system did may read otherwise than what staff did.
std::string name_of(const cases::Event& event, const core::Texts& texts) {
  using Kind = cases::Actor::Kind;
  std::string own;
  if (event.actor.kind == Kind::reporter) own = "case.event_by_reporter." + event.type;
  if (event.actor.kind == Kind::system) own = "case.event_by_system." + event.type;
  return texts.get(!own.empty() && texts.has(own) ? own : "case.event." + event.type);
}

}  // namespace

std::string cause_name(const core::Policy& policy, const core::Texts& texts,
                       const std::string& id) {
  const core::Cause* cause = policy.cause(id);
  return cause == nullptr ? texts.get("case.cause.other") : cause->name;
}

std::string event_in_words(const cases::Event& event, const core::Site& site,
                           const core::Policy& policy, const core::Texts& texts, Reader reader) {
  if (is_hidden(event.type, reader)) return {};
  const Names names{site, policy, texts};
  std::string sentence = name_of(event, texts);
  for (const Detail& detail : kDetails) {
    if (detail.type != event.type) continue;
    if (detail.to_staff_only && reader != Reader::staff) continue;
    const std::string value = value_text(event.data, detail.key);
    if (value.empty()) continue;
    const std::string text(detail.text.empty() ? detail.type : detail.text);
    sentence += texts.format("view.detail." + text, {{"value", detail.name_of(names, value)}});
  }
  // For the office's own figures: the reporter is told what comes of it (CA-31).
  if (const std::string cause = value_text(event.data, "cause");
      reader == Reader::staff && !cause.empty()) {
    sentence += texts.format("view.detail_cause", {{"value", cause_name(policy, texts, cause)}});
  }
  for (const ListDetail& detail : kListDetails) {
    if (detail.type == event.type) sentence += list_in_words(names, detail, event.data);
  }
  return sentence;
}

}  // namespace handler::view
