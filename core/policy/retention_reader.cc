// Reads the times of `retention`, and compares them with what the policy promises after closing.
#include "core/policy/retention_reader.h"

#include "core/base/text.h"
#include "core/reading/values.h"

namespace core {
namespace {

// Reporters evaluate and ask for another round without a limit of their own: less than this is
// meant as something else.
constexpr int kBriefDays = 28;

std::optional<CalendarSpan> read_span(MapReader& reader, std::string_view key) {
  const std::string text = reader.optional_text(key);
  if (text.empty()) return std::nullopt;
  const std::optional<CalendarSpan> span = calendar_span_from_text(text);
  if (!span) {
    reader.error(
        key, "policy.retention-form",
        say("'{text}' is not a length of time", {{"text", shortened(text, kShownCharacters)}}),
        say("write it as '3 years', '6 months' or '90 days'"));
  }
  return span;
}

std::vector<Role> read_holding_roles(MapReader& reader, PolicyContext& context) {
  std::vector<Role> roles;
  for (const std::string& word : reader.optional_texts("hold_by")) {
    const std::optional<Role> role = word_in(kRoles, word);
    if (!role) {
      report_unknown_word(reader, "hold_by", "policy.unknown-role", word, names_in(kRoles));
      continue;
    }
    if (*role == Role::unit) {
      reader.error("hold_by", "policy.hold-unit",
                   say("a unit cannot decide what is kept of its cases"),
                   say("name a role of the window or above it, for example 'supervision'"));
    }
    roles.push_back(*role);
    context.role_references.emplace_back(*role, reader.span_of("hold_by"));
  }
  return roles;
}

// Weekends, and the longest holiday of a year.
int most_days(const TimeLimit& limit) {
  return limit.hundredths / 100 * 2 + 10;
}

}  // namespace

Retention read_retention(MapReader& root, PolicyContext& context) {
  Retention retention;
  const YamlNode* node = root.optional_node("retention");
  if (node == nullptr) return retention;
  MapReader reader(*node, "retention", context.diagnostics);
  for (const auto& [kept, word] : kKept) {
    const std::optional<CalendarSpan> time = read_span(reader, word);
    if (!time) continue;
    retention.times[kept] = *time;
    retention.spans[kept] = reader.span_of(word);
  }
  retention.backups = read_span(reader, "backups");
  retention.hold_by = read_holding_roles(reader, context);
  reader.finish();
  return retention;
}

void check_retention(const Policy& policy, const PolicyContext& context) {
  for (const auto& [kept, time] : policy.retention.times) {
    const Span& span = policy.retention.spans.at(kept);
    const bool visited = policy.visits && policy.visits->within;
    if (visited && fewest_days(time) < most_days(*policy.visits->within)) {
      context.diagnostics.error(
          span, "policy.retention-short",
          say("'{kept}' may be destroyed before the visit that 'visits' promises",
              {{"kept", to_text(kept)}}),
          say("keep it for {days} days at least", {{"days", most_days(*policy.visits->within)}}));
    } else if ((policy.reopening || !policy.grades.empty()) && fewest_days(time) < kBriefDays) {
      context.diagnostics.warning(
          span, "policy.retention-brief",
          say("after {time} reporters can neither evaluate nor ask for another round",
              {{"time", to_text(time)}}),
          say("keep it for a month at least, or check that the document says so"));
    }
  }
}

}  // namespace core
