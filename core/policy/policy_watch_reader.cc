// Reads the policy's follow-up rules: triggers, visits after closing, the number of bounces, and
// causes.
#include "core/policy/policy_watch_reader.h"

#include "core/reading/read_list.h"

namespace core {
namespace {

constexpr int kMostTimes = 9;

void read_trigger(MapReader& reader, Trigger& trigger, PolicyContext& context) {
  const auto count = required_word(reader, "count", "site.unknown-word", kTriggerCounts);
  trigger.count = count.value_or(trigger.count);
  trigger.at = reader.required_number("at", 1, kMostTimes);
  trigger.at_span = reader.span_of("at");
  trigger.tier = reader.optional_text("tier");
  if (!trigger.tier.empty()) context.refer(context.tiers, trigger.tier, reader.span_of("tier"));
  trigger.escalate = reader.required_text("escalate");
  trigger.span = reader.span_of("escalate");
  const std::optional<Role> role = word_in(kRoles, trigger.escalate);
  if (role) context.role_references.emplace_back(*role, trigger.span);
}

}  // namespace

std::vector<Trigger> read_triggers(MapReader& root, PolicyContext& context) {
  return read_list<Trigger>(
      root.optional_list("triggers"), "trigger", context.diagnostics,
      [&](MapReader& reader, Trigger& trigger) { read_trigger(reader, trigger, context); });
}

std::optional<Visits> read_visits(MapReader& root, PolicyContext& context) {
  const YamlNode* node = root.optional_node("visits");
  if (node == nullptr) return std::nullopt;
  MapReader reader(*node, "visits", context.diagnostics);
  Visits visits;
  visits.within = optional_limit(reader, "within");
  if (visits.within && !visits.within->has_due_time()) {
    reader.error("within", "policy.visit-form", "a visit needs a limit in workdays",
                 "write it as '5 workdays', or leave it out if no time is promised");
  }
  reader.finish();
  return visits;
}

std::vector<Cause> read_causes(MapReader& root, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, Cause& cause) {
    cause.name = reader.required_text("name");
    cause.kinds = context.refer_all(reader, "kinds", context.kinds);
    if (cause.id == kOtherCause) {
      reader.error("id", "policy.cause-other", "the cause 'other' is always offered",
                   "remove it, or give it an id that says what it is");
    }
  };
  return read_list<Cause>(root.optional_list("causes"), context.causes, context.diagnostics, fill);
}

std::optional<Attendance> read_attendance(MapReader& root, PolicyContext& context) {
  const YamlNode* node = root.optional_node("attendance");
  if (node == nullptr) return std::nullopt;
  MapReader reader(*node, "attendance", context.diagnostics);
  const auto each = required_word(reader, "each", "site.unknown-word", kAttendances);
  if (each) context.role_references.emplace_back(Role::leader_on_duty, reader.span_of("each"));
  reader.finish();
  return each;
}

std::optional<int> read_most_bounces(MapReader& root) {
  const int most = root.optional_number("most_bounces", 0, 1, kMostTimes);
  return most == 0 ? std::nullopt : std::optional<int>(most);
}

}  // namespace core
