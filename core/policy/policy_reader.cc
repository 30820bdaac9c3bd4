// Reads policy.yaml: calls the readers of its parts, and reads scope and roles itself.
#include "core/policy/policy_reader.h"

#include "core/policy/file_rule_reader.h"
#include "core/policy/policy_checks.h"
#include "core/policy/policy_clocks_reader.h"
#include "core/policy/policy_context.h"
#include "core/policy/policy_course_reader.h"
#include "core/policy/retention_reader.h"
#include "core/reading/read_list.h"
#include "core/time/calendar_reader.h"

namespace core {
namespace {

OfficeHours read_policy_hours(MapReader& root) {
  const std::optional<OfficeHours> hours = optional_hours(root, "hours");
  return hours ? *hours : assumed_office_hours();
}

RoleName read_role_name(const YamlNode& node, Role role, const Span& key_span,
                        PolicyContext& context) {
  MapReader reader(node, say("role '{role}'", {{"role", to_text(role)}}), context.diagnostics);
  RoleName name{.role = role, .name = reader.required_text("name"), .span = key_span};
  const std::string from = reader.optional_text("from");
  name.from_duty_roster = from == "duty_roster";
  if (!from.empty() && !name.from_duty_roster) {
    report_unknown_word(reader, "from", "site.unknown-word", from, {"duty_roster"});
  }
  name.least = reader.optional_number("least", 0, 0, 99);
  if (name.least > 0) name.span = reader.span_of("least");
  reader.finish();
  return name;
}

// `evaluation: {grades: [...]}`
std::vector<EvaluationGrade> read_grades(MapReader& root, PolicyContext& context) {
  const YamlNode* node = root.optional_node("evaluation");
  if (node == nullptr) return {};
  MapReader evaluation(*node, "evaluation", context.diagnostics);
  Ids ids("grade");
  const auto fill = [](MapReader& reader, EvaluationGrade& grade) {
    grade.name = reader.required_text("name");
    grade.unhappy = reader.optional_flag("unhappy", false);
  };
  auto grades = read_list<EvaluationGrade>(required_list(evaluation, "grades"), ids,
                                           context.diagnostics, fill);
  evaluation.finish();
  return grades;
}

std::vector<Kind> read_kinds(MapReader& root, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, Kind& kind) {
    kind.name = reader.required_text("name");
    kind.description = required_prose(reader, "description", context.diagnostics);
    kind.tiers = context.refer_all(reader, "tiers", context.tiers);
    kind.restricted = reader.optional_flag("restricted", false);
  };
  return read_list<Kind>(required_list(root, "kinds"), context.kinds, context.diagnostics, fill);
}

std::vector<ScopeItem> read_scope(MapReader& root, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, ScopeItem& item) {
    item.kind = reader.required_text("kind");
    item.text = required_prose(reader, "text", context.diagnostics);
    context.refer(context.kinds, item.kind, reader.span_of("kind"));
  };
  return read_list<ScopeItem>(required_list(root, "scope"), context.scope, context.diagnostics,
                              fill);
}

std::vector<Exclusion> read_exclusions(MapReader& root, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, Exclusion& exclusion) {
    exclusion.text = required_prose(reader, "text", context.diagnostics);
    exclusion.explain = optional_prose(reader, "explain", context.diagnostics);
    exclusion.referral = context.refer_all(reader, "referral", context.referrals);
    exclusion.not_applied = reader.optional_flag("not_applied", false);
    if (exclusion.referral.empty()) {
      reader.error(
          "id", "policy.no-referral",
          say("the exclusion '{id}' does not say where to go instead", {{"id", exclusion.id}}),
          say("add 'referral: [...]' with the id of a referral"));
    }
  };
  return read_list<Exclusion>(root.optional_list("exclusions"), context.exclusions,
                              context.diagnostics, fill);
}

std::vector<Referral> read_referrals(MapReader& root, PolicyContext& context) {
  const auto fill = [&](MapReader& reader, Referral& referral) {
    referral.name = reader.required_text("name");
    referral.phone = optional_phone(reader, "phone");
    referral.note = optional_prose(reader, "note", context.diagnostics);
  };
  return read_list<Referral>(root.optional_list("referrals"), context.referrals,
                             context.diagnostics, fill);
}

std::vector<RoleName> read_roles(MapReader& root, PolicyContext& context) {
  std::vector<RoleName> roles;
  const YamlNode* node = root.required_node("roles");
  if (node == nullptr) return roles;
  MapReader reader(*node, "map of roles", context.diagnostics);
  for (const YamlNode::Entry& entry : node->entries) {
    if (!word_in(kRoles, entry.key)) context.has_unknown_roles = true;
  }
  reader.required_node(to_text(Role::front_desk));
  for (const auto& [role, word] : kRoles) {
    if (reader.optional_node(word) == nullptr) continue;
    for (const YamlNode::Entry& entry : node->entries) {
      if (entry.key == word)
        roles.push_back(read_role_name(entry.value, role, entry.key_span, context));
    }
  }
  reader.finish();
  return roles;
}

Policy read_parts(const YamlNode& root, PolicyContext& context) {
  Diagnostics& diagnostics = context.diagnostics;
  MapReader reader(root, "policy", diagnostics);
  Policy policy;
  context.expect_values(
      root, {"materials_within", "pauses", "tiers", "clocks", "evaluation", "reopening", "triggers",
             "visits", "most_bounces", "written_answers", "channels", "consent", "progress",
             "retention", "files", "publishing"});
  read_schema(reader);
  if (const auto day = required_date(reader, "effective_from")) policy.effective_from = *day;
  policy.basis = reader.required_text("basis");
  policy.basis_span = reader.span_of("basis");
  policy.hours = read_policy_hours(reader);
  context.hours_span = reader.span_of("hours");
  if (const YamlNode* node = reader.optional_node("closures")) {
    policy.closures = read_closures(*node, diagnostics);
  }
  policy.limits_note = optional_prose(reader, "limits_note", diagnostics);
  policy.materials_within = optional_limit(reader, "materials_within");
  context.materials_span = reader.span_of("materials_within");
  policy.pauses = read_pauses(reader);
  policy.kinds = read_kinds(reader, context);
  policy.scope = read_scope(reader, context);
  policy.exclusions = read_exclusions(reader, context);
  policy.referrals = read_referrals(reader, context);
  policy.roles = read_roles(reader, context);
  policy.tiers = read_tiers(reader, context);
  policy.clocks = read_clocks(reader, context);
  policy.steps = read_steps(reader, context);
  policy.grades = read_grades(reader, context);
  policy.reopening = reader.optional_flag("reopening", false);
  policy.triggers = read_triggers(reader, context);
  policy.visits = read_visits(reader, context);
  read_most_bounces(reader, policy, context);
  policy.written_answers = reader.optional_flag("written_answers", false);
  policy.causes = read_causes(reader, context);
  policy.attendance = read_attendance(reader, context);
  policy.channels = read_channels(reader, context);
  policy.consents = read_consents(reader, context);
  policy.progress = read_progress(reader, context);
  policy.retention = read_retention(reader, context);
  policy.files = read_file_rule(reader, context);
  policy.approval = read_publishing(reader, context);
  reader.finish();
  return policy;
}

}  // namespace

Policy read_policy(const YamlNode& root, Diagnostics& diagnostics) {
  PolicyContext context(diagnostics);
  Policy policy = read_parts(root, context);
  check_policy(policy, context);
  return policy;
}

Policy read_kept_policy(const YamlNode& root, Diagnostics& diagnostics) {
  PolicyContext context(diagnostics);
  return read_parts(root, context);
}

}  // namespace core
