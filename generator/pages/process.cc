// The process page: flowchart, limits, and how time is counted. Also the consequences of a breach,
// which other pages print too.
#include "generator/pages/process.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/page/flowchart.h"
#include "core/policy/count_words.h"
#include "generator/pages/examples.h"
#include "generator/pages/file_rules.h"
#include "generator/pages/home.h"

namespace generator {

using core::BreachAction;
using core::PolicyClock;
using core::Site;
using core::TemplateData;
using core::Texts;
using core::TimeLimit;

namespace {

std::string milestone_name(const Texts& texts, core::Milestone milestone) {
  return texts.get("process.milestone." + std::string(core::to_text(milestone)));
}

// A matter that is answered on the spot is never handed over.
std::string span_text(const Texts& texts, const PolicyClock& clock, const TimeLimit& limit) {
  if (limit.kind == TimeLimit::Kind::on_the_spot) return texts.get("process.span_on_the_spot");
  return texts.format("process.span", {{"from", milestone_name(texts, clock.from)},
                                       {"until", milestone_name(texts, clock.until)}});
}

void add_limit(TemplateData& data, const Site& site, const Texts& texts, const PolicyClock& clock,
               const std::string& tier, const TimeLimit& limit, const std::string& means) {
  data.add("LIMIT")
      .set("LIMIT_CLOCK", clock.name)
      .set("LIMIT_TIER", tier)
      .set("LIMIT_VALUE", core::limit_in_words(site.policy, clock, limit, texts))
      .set_optional("LIMIT_MEANS", means)
      .set("LIMIT_SPAN", span_text(texts, clock, limit));
}

std::string means_text(const Texts& texts, const PolicyClock& clock, core::TierMeans means) {
  const bool ends_with_reply = clock.until == core::Milestone::replied;
  if (!ends_with_reply || means == core::TierMeans::resolve) return {};
  return texts.get(means == core::TierMeans::progress ? "process.means.progress"
                                                      : "process.means.resolve_or_reply");
}

void add_limits_of(TemplateData& data, const Site& site, const Texts& texts,
                   const PolicyClock& clock) {
  if (!clock.by_tier) {
    add_limit(data, site, texts, clock, texts.get("process.all_tiers"), clock.limit, "");
    return;
  }
  for (const core::Tier& tier : site.policy.tiers) {
    const auto limit = site.policy.limit_of(clock, &tier);
    if (!limit) continue;
    add_limit(data, site, texts, clock, tier_title(tier, texts), *limit,
              means_text(texts, clock, tier.means));
  }
}

std::string role_title(const Site& site, core::Role role) {
  return core::target_name(site, site.policy, std::string(core::to_text(role)));
}

std::string extension_text(const Site& site, const Texts& texts, const PolicyClock& clock) {
  const core::Extension& extension = *clock.extend;
  const TimeLimit most{TimeLimit::Kind::workdays, extension.workdays * 100};
  return texts.format("process.extension",
                      {{"clock", clock.name},
                       {"asker", role_title(site, extension.asked_by)},
                       {"approver", role_title(site, extension.approved_by)},
                       {"limit", core::chinese_limit(most)},
                       {"times", core::times_in_words(texts, extension.times)}});
}

std::string remind_text(const Texts& texts, const PolicyClock& clock) {
  return texts.format("process.remind",
                      {{"clock", clock.name}, {"limit", core::chinese_limit(*clock.remind)}});
}

std::string breach_text(const Site& site, const Texts& texts, const PolicyClock& clock,
                        const BreachAction& action) {
  std::string key = "process.breach.";
  switch (action.when) {
    case BreachAction::When::always:
      key += "always";
      break;
    case BreachAction::When::if_extended:
      key += "if_extended";
      break;
    case BreachAction::When::unless_extended:
      key += "unless_extended";
      break;
  }
  key += action.act == BreachAction::Act::notify ? "_notify" : "_escalate";
  return texts.format(key, {{"clock", clock.name},
                            {"target", core::target_name(site, site.policy, action.target)}});
}

void add_tier(TemplateData& data, const Texts& texts, const core::Tier& tier) {
  TemplateData& shown = data.add("TIER");
  shown.set("TIER_NAME", tier_title(tier, texts)).set_optional("TIER_PERFORMER", tier.performer);
  for (const std::string& criterion : tier.criteria) {
    shown.add("TIER_CRITERION").set("TIER_CRITERION_TEXT", criterion);
  }
  shown.show_if(!tier.criteria.empty(), "HAS_TIER_CRITERIA");
  std::vector<std::string> papers;
  for (const std::string& paper : tier.requires_documents) {
    papers.push_back(texts.format("document.quoted", {{"title", paper}}));
  }
  shown.set_optional("TIER_REQUIRES", core::joined(papers, texts.get("contact.list")));
}

// Which kinds of limits a policy has: only the rules for these are explained.
struct LimitShapes {
  bool same_day = false;
  bool part_day = false;
  bool at_once = false;
  bool extension = false;
  bool case_by_case = false;
  bool reply = false;  // it runs while progress can be reported
};

void note_shape(LimitShapes& shapes, const TimeLimit& limit) {
  shapes.same_day |= limit.kind == TimeLimit::Kind::same_workday;
  shapes.part_day |= limit.kind == TimeLimit::Kind::workdays && !limit.is_whole_days();
  shapes.case_by_case |= limit.kind == TimeLimit::Kind::case_by_case;
  shapes.at_once |=
      limit.kind == TimeLimit::Kind::at_once || limit.kind == TimeLimit::Kind::on_the_spot;
}

LimitShapes shapes_of(const core::Policy& policy) {
  LimitShapes shapes;
  for (const PolicyClock& clock : policy.clocks) {
    shapes.extension |= clock.extend.has_value();
    shapes.reply |= clock.until >= core::Milestone::progress;
    if (!clock.by_tier) note_shape(shapes, clock.limit);
    for (const core::Tier& tier : policy.tiers) {
      const auto limit = clock.by_tier ? policy.limit_of(clock, &tier) : std::nullopt;
      if (limit) note_shape(shapes, *limit);
    }
  }
  return shapes;
}

// "非常满意、满意、不满意": all grades, or only the unhappy ones.
std::string grade_names(const core::Policy& policy, const Texts& texts, bool only_unhappy) {
  std::vector<std::string> names;
  for (const core::EvaluationGrade& grade : policy.grades) {
    if (grade.unhappy || !only_unhappy) names.push_back(grade.name);
  }
  return core::joined(names, texts.get("contact.list"));
}

using Sentences = std::vector<std::string>;

void add_evaluation_rules(Sentences& rules, const core::Policy& policy, const Texts& texts) {
  const std::string all = grade_names(policy, texts, false);
  const std::string unhappy = grade_names(policy, texts, true);
  if (!all.empty()) rules.push_back(texts.format("process.rule.evaluation", {{"grades", all}}));
  if (!unhappy.empty())
    rules.push_back(texts.format("process.rule.rectify", {{"grades", unhappy}}));
}

void add_visit_rule(Sentences& rules, const core::Policy& policy, const Texts& texts) {
  if (!policy.visits) return;
  const auto& within = policy.visits->within;
  rules.push_back(
      within ? texts.format("process.rule.visits_within", {{"limit", core::chinese_limit(*within)}})
             : texts.get("process.rule.visits"));
}

void add_consent_rules(Sentences& rules, const Site& site, const Texts& texts) {
  for (const core::Consent& consent : site.policy.consents) {
    const bool declines = consent.before == core::Denial::decline;
    if (declines && site.policy.exclusions.empty()) continue;
    const char* key = declines ? "process.rule.consent_decline" : "process.rule.consent_cannot";
    rules.push_back(texts.format(key, {{"role", role_title(site, consent.by)}}));
  }
}

// Who of the policy's roles tells how far a case is, and whether in writing; "" if no role does.
std::string progress_text(const Site& site, const Texts& texts) {
  const core::ProgressRule& progress = site.policy.progress;
  std::vector<std::string> roles;
  for (const core::Role role : progress.by) {
    if (site.policy.role(role) != nullptr) roles.push_back(role_title(site, role));
  }
  if (roles.empty()) return {};
  return texts.format(
      progress.statement ? "process.rule.progress_in_writing" : "process.rule.progress_by",
      {{"roles", core::joined(roles, texts.get("contact.list"))}});
}

// A town that says nothing of it has the rule of this program.
bool has_own_progress_rule(const core::Policy& policy) {
  return policy.progress != core::ProgressRule{};
}

std::string pause_text(const core::Policy& policy, const Texts& texts) {
  return texts.get(policy.waits_for_materials() ? "process.rule.materials"
                                                : "process.rule.materials_run_on");
}

// What the town has laid down about counting.
Sentences town_rules(const Site& site, const Texts& texts) {
  const core::Policy& policy = site.policy;
  Sentences rules;
  if (policy.pauses) rules.push_back(pause_text(policy, texts));
  if (policy.materials_within) {
    rules.push_back(texts.format("process.rule.materials_within",
                                 {{"limit", core::chinese_limit(*policy.materials_within)}}));
  }
  if (shapes_of(policy).extension) rules.push_back(texts.get("process.rule.extension"));
  for (const PolicyClock& clock : policy.clocks) {
    if (clock.extend && clock.extend->tell_before_due)
      rules.push_back(texts.format("process.rule.told_before_due", {{"clock", clock.name}}));
  }
  if (shapes_of(policy).case_by_case) rules.push_back(texts.get("process.rule.case_by_case"));
  if (const std::string by = progress_text(site, texts);
      has_own_progress_rule(policy) && shapes_of(policy).reply && !by.empty())
    rules.push_back(by);
  if (policy.progress.window_first) rules.push_back(texts.get("process.rule.window_first"));
  return rules;
}

// How this program counts for every town.
Sentences own_rules(const Site& site, const Texts& texts) {
  const core::Policy& policy = site.policy;
  const LimitShapes shapes = shapes_of(policy);
  const std::pair<bool, const char*> rules[] = {{true, "workdays"},
                                                {true, "start"},
                                                {true, "off_hours"},
                                                {shapes.same_day, "same_day"},
                                                {shapes.part_day, "part_day"},
                                                {shapes.at_once, "at_once"},
                                                {!policy.pauses, "materials"},
                                                {shapes.reply, "progress"},
                                                {true, "return"},
                                                {true, "shown"}};
  Sentences sentences;
  for (const auto& [applies, name] : rules) {
    if (applies) sentences.push_back(texts.get(std::string("process.rule.") + name));
  }
  if (const std::string by = progress_text(site, texts);
      !has_own_progress_rule(policy) && shapes.reply && !by.empty())
    sentences.push_back(by);
  return sentences;
}

// What the town has laid down about everything else.
Sentences other_rules(const Site& site, const Texts& texts) {
  const core::Policy& policy = site.policy;
  Sentences rules;
  if (const std::string most = core::bounces_in_words(policy, texts); !most.empty())
    rules.push_back(most);
  if (policy.written_answers) rules.push_back(texts.get("process.rule.written_answers"));
  if (policy.reopening) rules.push_back(texts.get("process.rule.reopening"));
  add_visit_rule(rules, policy, texts);
  add_evaluation_rules(rules, policy, texts);
  add_consent_rules(rules, site, texts);
  return rules;
}

void add_rules(TemplateData& data, const Site& site, const Texts& texts) {
  for (const std::string& rule : town_rules(site, texts)) data.add("RULE").set("RULE_TEXT", rule);
  data.show_if(data.has_items("RULE"), "HAS_TOWN_RULES");
  for (const std::string& rule : own_rules(site, texts))
    data.add("OWN_RULE").set("OWN_RULE_TEXT", rule);
  for (const std::string& rule : other_rules(site, texts))
    data.add("OTHER_RULE").set("OTHER_RULE_TEXT", rule);
  data.show_if(data.has_items("OTHER_RULE"), "HAS_OTHER_RULES");
}

// Names the kinds for which no by-tier clock runs; empty if there are no such clocks.
std::string kinds_without_tiers(const core::Policy& policy, const Texts& texts) {
  const bool by_tier =
      std::ranges::any_of(policy.clocks, [](const PolicyClock& clock) { return clock.by_tier; });
  std::vector<std::string> names;
  for (const core::Kind& kind : policy.kinds) {
    if (by_tier && kind.tiers.empty()) names.push_back(kind.name);
  }
  return core::joined(names, texts.get("contact.list"));
}

}  // namespace

std::vector<std::string> consequences(const Site& site, const Texts& texts) {
  std::vector<std::string> sentences;
  for (const PolicyClock& clock : site.policy.clocks) {
    if (clock.remind) sentences.push_back(remind_text(texts, clock));
    if (clock.extend) sentences.push_back(extension_text(site, texts, clock));
    for (const BreachAction& action : clock.on_breach) {
      sentences.push_back(breach_text(site, texts, clock, action));
    }
  }
  for (const core::Trigger& trigger : site.policy.triggers)
    sentences.push_back(core::trigger_in_words(site, site.policy, texts, trigger));
  return sentences;
}

TemplateData process_data(const Site& site, const Texts& texts) {
  TemplateData data;
  for (const core::Step& step : site.policy.steps)
    core::add_flow_step(data, core::flow_step(site, site.policy, texts, step));
  for (const PolicyClock& clock : site.policy.clocks) add_limits_of(data, site, texts, clock);
  data.show_if(!site.policy.clocks.empty(), "HAS_LIMITS")
      .set_optional("LIMITS_NOTE", site.policy.limits_note)
      .set_optional("NO_CLOCK_KINDS", kinds_without_tiers(site.policy, texts))
      .show_if(has_examples(site), "HAS_EXAMPLES");
  for (const core::Tier& tier : site.policy.tiers) add_tier(data, texts, tier);
  data.show_if(!site.policy.tiers.empty(), "HAS_TIERS");
  add_rules(data, site, texts);
  add_file_rule(data, site.policy);
  return data;
}

std::string process_title(const Site& site, const Texts& texts) {
  return texts.get(site.policy.says_limits() ? "process.title" : "process.title_plain");
}

}  // namespace generator
