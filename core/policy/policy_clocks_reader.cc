// Reads the tiers and clocks of a policy: how difficult a matter is, and how long each step may
// take.
#include "core/policy/policy_clocks_reader.h"

#include <array>

#include "core/reading/read_list.h"

namespace core {
namespace {

using When = BreachAction::When;

constexpr std::array<std::pair<TierMeans, std::string_view>, 3> kMeans = {{
    {TierMeans::resolve, "resolve"},
    {TierMeans::resolve_or_reply, "resolve_or_reply"},
    {TierMeans::progress, "progress"},
}};

// Colours map to themselves: pages print them together with the tier's name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kColours = {
    {{"blue", "blue"}, {"yellow", "yellow"}, {"red", "red"}}};

constexpr std::array<std::pair<bool, std::string_view>, 1> kTellings = {{{true, "before_due"}}};

constexpr int kMostExtensionDays = 60;
constexpr int kMostExtensions = 9;

void read_tier_limits(MapReader& reader, Tier& tier, PolicyContext& context) {
  const YamlNode* node = reader.optional_node("limits");
  if (node == nullptr) return;
  const MapReader limits(*node, "map of limits", context.diagnostics);
  for (const YamlNode::Entry& entry : node->entries) {
    context.refer(context.clocks, entry.key, entry.key_span);
    const std::optional<TimeLimit> limit = limit_of(entry.value, context.diagnostics);
    tier.limits[entry.key] = limit.value_or(TimeLimit{});
    tier.limit_spans[entry.key] = entry.key_span;
  }
}

std::optional<Role> read_role(MapReader& reader, std::string_view key, PolicyContext& context) {
  const std::optional<Role> role = required_word(reader, key, "policy.unknown-role", kRoles);
  if (role) context.role_references.emplace_back(*role, reader.span_of(key));
  return role;
}

std::optional<Extension> read_extension(MapReader& clock, PolicyContext& context) {
  const YamlNode* node = clock.optional_node("extend");
  if (node == nullptr) return std::nullopt;
  MapReader reader(*node, "extension", context.diagnostics);
  Extension extension{.span = reader.span()};
  extension.workdays = reader.required_number("workdays", 1, kMostExtensionDays);
  extension.times = reader.optional_number("times", 1, 1, kMostExtensions);
  extension.asked_by = read_role(reader, "asked_by", context).value_or(extension.asked_by);
  extension.approved_by = read_role(reader, "approved_by", context).value_or(extension.approved_by);
  extension.tell_before_due =
      optional_word(reader, "tell", "site.unknown-word", kTellings, /*fallback=*/false);
  reader.finish();
  return extension;
}

// `key: extended`, the only condition that a breach action can have.
bool depends_on_extension(MapReader& reader, std::string_view key) {
  const std::string word = reader.optional_text(key);
  if (!word.empty() && word != "extended") {
    report_unknown_word(reader, key, "site.unknown-word", word, {"extended"});
  }
  return !word.empty();
}

When read_condition(MapReader& reader) {
  const bool if_extended = depends_on_extension(reader, "if");
  const bool unless_extended = depends_on_extension(reader, "unless");
  if (if_extended && unless_extended) {
    reader.error("unless", "policy.breach-form", say("'if' and 'unless' exclude each other"),
                 say("write two actions"));
  }
  if (if_extended) return When::if_extended;
  return unless_extended ? When::unless_extended : When::always;
}

BreachAction read_breach(const YamlNode& node, bool can_be_extended, PolicyContext& context) {
  MapReader reader(node, "action", context.diagnostics);
  BreachAction action;
  action.when = read_condition(reader);
  const std::string notify = reader.optional_text("notify");
  const std::string escalate = reader.optional_text("escalate");
  action.act = escalate.empty() ? BreachAction::Act::notify : BreachAction::Act::escalate;
  action.target = escalate.empty() ? notify : escalate;
  action.span = reader.span_of(escalate.empty() ? "notify" : "escalate");
  if (node.kind == YamlNode::Kind::map && notify.empty() == escalate.empty()) {
    context.diagnostics.error(node.span, "policy.breach-form",
                              say("an action has either 'notify' or 'escalate'"),
                              say("write one of them, with a role or the id of a body"));
  }
  if (action.when != When::always && !can_be_extended) {
    const std::string_view key = action.when == When::if_extended ? "if" : "unless";
    reader.error(key, "policy.no-extension", say("this clock cannot be extended"),
                 say("remove '{key}', or add 'extend' to the clock", {{"key", key}}));
  }
  const std::optional<Role> role = word_in(kRoles, action.target);
  if (role) context.role_references.emplace_back(*role, action.span);
  reader.finish();
  return action;
}

// `remind: {before: 1 workday}`
std::optional<TimeLimit> read_remind(MapReader& clock, PolicyContext& context) {
  const YamlNode* node = clock.optional_node("remind");
  if (node == nullptr) return std::nullopt;
  MapReader reader(*node, "reminder", context.diagnostics);
  const YamlNode* written = reader.required_node("before");
  const std::optional<TimeLimit> before = optional_limit(reader, "before");
  reader.finish();
  if (written == nullptr || !before || before->kind == TimeLimit::Kind::workdays) return before;
  reader.error("before", "policy.remind-form", say("a reminder needs a time in workdays"),
               say("write it as '1 workday' or '0.5 workday'"));
  return std::nullopt;
}

void read_clock_limit(MapReader& reader, PolicyClock& clock) {
  const std::string word = reader.required_text("limit");
  // A slip in the word is reported once; the tiers' limits are not wrong for it.
  const bool slipped = word == "by-tier" || word == "by tier" || word == "bytier";
  clock.by_tier = word == "by_tier" || slipped;
  if (slipped)
    reader.error("limit", "policy.limit-form", say("'{word}' is not a limit", {{"word", word}}),
                 say("write by_tier"));
  if (clock.by_tier) return;
  if (const std::optional<TimeLimit> limit = optional_limit(reader, "limit")) clock.limit = *limit;
}

// `set_by: ROLE`, for a limit that is set case by case.
void read_setter(MapReader& reader, PolicyClock& clock, PolicyContext& context) {
  if (reader.optional_node("set_by") == nullptr) return;
  clock.set_by = read_role(reader, "set_by", context);
  clock.set_by_span = reader.span_of("set_by");
}

void read_milestones(MapReader& reader, PolicyClock& clock) {
  const auto from = required_word(reader, "from", "policy.unknown-milestone", kMilestones);
  const auto until = required_word(reader, "until", "policy.unknown-milestone", kMilestones);
  if (from) clock.from = *from;
  if (until) clock.until = *until;
  if (!from || !until || *from < *until) return;
  reader.error("until", "policy.clock-order",
               say("the clock cannot run from '{from}' until '{until}'",
                   {{"from", to_text(*from)}, {"until", to_text(*until)}}),
               say("in a case's life 'until' comes after 'from'"));
}

}  // namespace

std::vector<Tier> read_tiers(MapReader& root, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, Tier& tier) {
    tier.name = reader.required_text("name");
    tier.colour =
        optional_word(reader, "colour", "policy.unknown-colour", kColours, std::string_view());
    read_tier_limits(reader, tier, context);
    tier.means = optional_word(reader, "means", "site.unknown-word", kMeans, TierMeans::resolve);
    tier.criteria = optional_proses(reader, "criteria", context.diagnostics);
    tier.requires_documents = reader.optional_texts("requires");
    tier.performer = reader.optional_text("performer");
  };
  return read_list<Tier>(root.optional_list("tiers"), context.tiers, context.diagnostics, fill);
}

std::vector<PolicyClock> read_clocks(MapReader& root, PolicyContext& context) {
  const std::vector<const YamlNode*> nodes = root.optional_list("clocks");
  for (const YamlNode* node : nodes) {
    context.expect_values(*node, {"extend", "on_breach", "remind"});
  }
  const auto fill = [&](MapReader& reader, PolicyClock& clock) {
    clock.name = reader.required_text("name");
    read_milestones(reader, clock);
    read_clock_limit(reader, clock);
    read_setter(reader, clock, context);
    clock.extend = read_extension(reader, context);
    const bool can_be_extended = reader.optional_node("extend") != nullptr;
    for (const YamlNode* action : reader.optional_list("on_breach")) {
      clock.on_breach.push_back(read_breach(*action, can_be_extended, context));
    }
    clock.remind = read_remind(reader, context);
    if (clock.remind) context.remind_spans[clock.id] = reader.span_of("remind");
  };
  return read_list<PolicyClock>(nodes, context.clocks, context.diagnostics, fill);
}

}  // namespace core
