// The timeline's sentence for each type of event, with names in place of ids.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "handler/cases/words.h"

namespace handler::cases {
namespace {

// What concerns staff alone: who looked, what was asked for inside the office.
constexpr std::array<std::string_view, 3> kForStaffOnly = {"identity_viewed", "extension_asked",
                                                           "extension_refused"};

std::string text_in(const core::Json& data, std::string_view key) {
  const auto found = data.find(key);
  if (found == data.end()) return {};
  if (found->is_number_integer()) return fmt::to_string(found->get<std::int64_t>());
  return found->is_string() ? found->get<std::string>() : std::string();
}

template <class Thing>
std::string name_or(const Thing* thing, const std::string& id) {
  return thing == nullptr ? id : thing->name;
}

// A breach is put before a role or a body.
std::string target_name(const std::string& target, const core::Site& site,
                        const core::Policy& policy) {
  if (const auto role = core::word_in(core::kRoles, target)) {
    return name_or(policy.role(*role), target);
  }
  return name_or(site.body(target), target);
}

std::string worded(const core::Texts& texts, const std::string& prefix, const std::string& value) {
  return texts.has(prefix + value) ? texts.get(prefix + value) : value;
}

}  // namespace

std::string event_in_words(const Event& event, const core::Site& site, const core::Policy& policy,
                           const core::Texts& texts, Audience audience) {
  const bool for_staff =
      std::find(kForStaffOnly.begin(), kForStaffOnly.end(), event.type) != kForStaffOnly.end();
  if (for_staff && audience == Audience::reporter) return {};
  const std::string unit = text_in(event.data, "unit");
  const std::string tier = text_in(event.data, "tier");
  const std::string kind = text_in(event.data, "kind");
  const bool with_tier = event.type == "accepted" && !tier.empty();
  return texts.format(
      "case.event." + event.type + (with_tier ? "_with_tier" : ""),
      {{"unit", name_or(site.unit(unit), unit)},
       {"tier", name_or(policy.tier(tier), tier)},
       {"kind", name_or(policy.kind(kind), kind)},
       {"target", target_name(text_in(event.data, "target"), site, policy)},
       {"workdays", text_in(event.data, "workdays")},
       {"outcome", worded(texts, "case.outcome.", text_in(event.data, "outcome"))},
       {"channel", worded(texts, "case.channel.", text_in(event.data, "channel"))}});
}

}  // namespace handler::cases
