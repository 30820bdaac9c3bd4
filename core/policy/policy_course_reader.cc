// Reads the steps of the published flowchart, each case state in exactly one, and the follow-up
// rules.
#include "core/policy/policy_course_reader.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "core/base/contains.h"
#include "core/reading/find_by_id.h"
#include "core/reading/read_list.h"

namespace core {
namespace {

// The step in which each state was found first.
struct CoveredStates {
  std::map<CaseState, std::pair<std::string, int>> places;
  bool has_unknown = false;  // a misspelt state is not reported as missing too
};

void cover(const YamlNode& node, Step& step, CoveredStates& covered, Diagnostics& diagnostics) {
  const std::optional<CaseState> state = word_in(kCaseStates, node.scalar);
  if (!state) {
    covered.has_unknown = true;
    diagnostics.error(node.span, "policy.unknown-state",
                      fmt::format("no state is called '{}'", node.scalar),
                      hint_among(node.scalar, "states", names_in(kCaseStates)));
    return;
  }
  const auto [earlier, is_new] =
      covered.places.try_emplace(*state, std::pair{step.id, node.span.line});
  if (is_new) {
    step.covers.push_back(*state);
    return;
  }
  diagnostics.error(
      node.span, "policy.state-twice",
      fmt::format("the state '{}' is in the step '{}' already", node.scalar, earlier->second.first),
      fmt::format("see line {}; each state is in exactly one step", earlier->second.second));
}

void read_covers(MapReader& reader, Step& step, CoveredStates& covered, Diagnostics& diagnostics) {
  reader.optional_texts("covers");  // reports values that are not texts
  const YamlNode* node = reader.optional_node("covers");
  if (node == nullptr) return;
  if (node->kind == YamlNode::Kind::scalar) cover(*node, step, covered, diagnostics);
  for (const YamlNode& item : node->items) {
    if (item.kind == YamlNode::Kind::scalar) cover(item, step, covered, diagnostics);
  }
}

std::vector<StepBranch> read_branches(MapReader& step, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, StepBranch& branch) {
    branch.name = required_prose(reader, "name", context.diagnostics);
    branch.text = required_prose(reader, "text", context.diagnostics);
    branch.then = reader.optional_text("then");
    if (!branch.then.empty() && branch.then != kFlowEnd)
      context.refer(context.steps, branch.then, reader.span_of("then"));
  };
  return read_list<StepBranch>(step.optional_list("branches"), "branch", context.diagnostics, fill);
}

void read_step(MapReader& reader, Step& step, CoveredStates& covered, PolicyContext& context) {
  step.name = reader.required_text("name");
  step.text = required_prose(reader, "text", context.diagnostics);
  step.performer = reader.required_text("performer");
  read_covers(reader, step, covered, context.diagnostics);
  step.clocks = context.refer_all(reader, "clocks", context.clocks);
  step.branches = read_branches(reader, context);
}

constexpr int kMostTimes = 9;

BounceOf read_bounce_of(MapReader& reader) {
  return optional_word(reader, "of", "site.unknown-word", kBounceOf, BounceOf::unit);
}

// Who may report progress: roles that know how far a case is and that act for it.
constexpr std::array<std::pair<Role, std::string_view>, 3> kReporting = {
    {{Role::unit, "unit"}, {Role::front_desk, "front_desk"}, {Role::dispatcher, "dispatcher"}}};

std::vector<Role> read_reporting_roles(MapReader& reader, PolicyContext& context) {
  std::vector<Role> roles;
  for (const std::string& word : reader.optional_texts("by")) {
    const std::optional<Role> role = word_in(kReporting, word);
    if (!role) {
      report_unknown_word(reader, "by", "policy.progress-role", word, names_in(kReporting));
      continue;
    }
    roles.push_back(*role);
    context.role_references.emplace_back(*role, reader.span_of("by"));
  }
  return roles;
}

void read_trigger(MapReader& reader, Trigger& trigger, PolicyContext& context) {
  const auto count = required_word(reader, "count", "site.unknown-word", kTriggerCounts);
  trigger.count = count.value_or(trigger.count);
  trigger.at = reader.required_number("at", 1, kMostTimes);
  trigger.at_span = reader.span_of("at");
  trigger.of = read_bounce_of(reader);
  if (count && *count != Trigger::Count::bounce && !reader.optional_text("of").empty()) {
    reader.error("of", "policy.trigger-of", "only bounced slips are counted by unit or by case",
                 "remove 'of', or write 'count: bounce'");
  }
  trigger.tier = reader.optional_text("tier");
  if (!trigger.tier.empty()) context.refer(context.tiers, trigger.tier, reader.span_of("tier"));
  trigger.escalate = reader.required_text("escalate");
  trigger.span = reader.span_of("escalate");
  const std::optional<Role> role = word_in(kRoles, trigger.escalate);
  if (role) context.role_references.emplace_back(*role, trigger.span);
}

}  // namespace

std::vector<Step> read_steps(MapReader& root, PolicyContext& context) {
  CoveredStates covered;
  auto steps = read_list<Step>(
      required_list(root, "steps"), context.steps, context.diagnostics,
      [&](MapReader& reader, Step& step) { read_step(reader, step, covered, context); });
  if (steps.empty() || covered.has_unknown) return steps;
  for (const auto& [state, name] : kCaseStates) {
    if (covered.places.contains(state)) continue;
    root.error("steps", "policy.state-missing", fmt::format("the state '{}' is in no step", name),
               "add it to 'covers' of the step where people would look for it");
  }
  return steps;
}

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

std::optional<Approval> read_publishing(MapReader& root, PolicyContext& context) {
  const YamlNode* node = root.optional_node("publishing");
  if (node == nullptr) return std::nullopt;
  MapReader reader(*node, "rule of publishing", context.diagnostics);
  const auto approval = required_word(reader, "approval", "site.unknown-word", kApprovals);
  reader.finish();
  return approval;
}

std::vector<Channel> read_channels(MapReader& root, PolicyContext& context) {
  std::vector<Channel> usual = usual_channels();
  if (root.optional_node("channels") == nullptr) return usual;
  const auto fill = [&](MapReader& reader, Channel& channel) {
    const Channel* own = find_by_id(usual, channel.id);
    const Channel given = own == nullptr ? Channel{} : *own;
    channel.name = own == nullptr ? reader.required_text("name") : reader.optional_text("name");
    channel.is_public = reader.optional_flag("public", given.is_public);
    channel.run_by = reader.optional_text("run_by");
    channel.written = reader.optional_flag("written", given.written);
  };
  auto channels = read_list<Channel>(required_list(root, "channels"), context.channels,
                                     context.diagnostics, fill);
  if (!channels.empty() && find_by_id(channels, kOnlineChannel) == nullptr) {
    root.error("channels", "policy.channel-online", "the channel 'online' is missing",
               "add '- id: online': every site has the form for reports");
  }
  return channels;
}

std::vector<Consent> read_consents(MapReader& root, PolicyContext& context) {
  const YamlNode* node = root.optional_node("consent");
  if (node == nullptr) return {};
  MapReader reader(*node, "consent", context.diagnostics);
  std::vector<Consent> consents;
  for (const auto& [denial, word] : kDenials) {
    if (reader.optional_node(word) == nullptr) continue;
    const auto role = required_word(reader, word, "policy.unknown-role", kRoles);
    if (!role) continue;
    const Span span = reader.span_of(word);
    context.role_references.emplace_back(*role, span);
    if (*role == Role::unit) {
      reader.error(word, "policy.consent-unit", "a unit cannot consent to its own answer",
                   "name a role of the window or above it, for example 'leader_on_duty'");
    }
    consents.push_back({denial, *role, span});
  }
  reader.finish();
  return consents;
}

ProgressRule read_progress(MapReader& root, PolicyContext& context) {
  ProgressRule rule;
  const YamlNode* node = root.optional_node("progress");
  if (node == nullptr) return rule;
  MapReader reader(*node, "progress", context.diagnostics);
  const std::vector<Role> by = read_reporting_roles(reader, context);
  if (!by.empty()) rule.by = by;
  rule.statement = reader.optional_flag("statement", rule.statement);
  rule.window_first = reader.optional_flag("window_first", rule.window_first);
  if (rule.window_first && !contains(rule.by, Role::unit)) {
    reader.error("window_first", "policy.progress-window", "no unit reports progress here",
                 "add 'unit' to 'by', or remove 'window_first'");
  }
  reader.finish();
  return rule;
}

void read_most_bounces(MapReader& root, Policy& policy, PolicyContext& context) {
  const YamlNode* node = root.optional_node("most_bounces");
  int most = 0;
  if (node != nullptr && node->kind == YamlNode::Kind::map) {
    MapReader reader(*node, "most_bounces", context.diagnostics);
    most = reader.required_number("times", 1, kMostTimes);
    policy.most_bounces_of = read_bounce_of(reader);
    reader.finish();
  } else {
    most = root.optional_number("most_bounces", 0, 1, kMostTimes);
  }
  if (most != 0) policy.most_bounces = most;
}

}  // namespace core
