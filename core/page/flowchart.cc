// Derives the flowchart's texts from the policy: limits of clocks and tiers, extensions, the
// consequences of a breach, and where each branch leads.
#include "core/page/flowchart.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/policy/count_words.h"

namespace core {
namespace {

struct Source {
  const Site& site;
  const Policy& policy;
  const Texts& texts;
  const Step& step;
};

std::string role_name(const Policy& policy, Role role) {
  const RoleName* named = policy.role(role);
  return named != nullptr ? named->name : std::string(to_text(role));
}

std::vector<const PolicyClock*> clocks_of(const Source& source) {
  std::vector<const PolicyClock*> clocks;
  for (const std::string& id : source.step.clocks) {
    if (const PolicyClock* clock = source.policy.clock(id)) clocks.push_back(clock);
  }
  return clocks;
}

std::string tier_line(const Source& source, const PolicyClock& clock, const Tier& tier,
                      const TimeLimit& limit) {
  const bool has_number = limit.kind != TimeLimit::Kind::case_by_case;
  const bool ends_with_progress = tier.means == TierMeans::progress && has_number;
  return source.texts.format(
      ends_with_progress ? "chart.progress_limit" : "chart.tier_limit",
      {{"clock", clock.name},
       {"tier", tier.name},
       {"limit", limit_in_words(source.policy, clock, limit, source.texts)}});
}

// One line for a fixed limit, one per tier for a limit by tier. Each names its clock: a box may
// draw a clock that does not limit what the box is about.
std::vector<std::string> limit_lines(const Source& source) {
  std::vector<std::string> lines;
  for (const PolicyClock* clock : clocks_of(source)) {
    if (!clock->by_tier) {
      lines.push_back(source.texts.format(
          "chart.clock_limit",
          {{"clock", clock->name},
           {"limit", limit_in_words(source.policy, *clock, clock->limit, source.texts)}}));
      continue;
    }
    for (const Tier& tier : source.policy.tiers) {
      const auto limit = source.policy.limit_of(*clock, &tier);
      if (limit) lines.push_back(tier_line(source, *clock, tier, *limit));
    }
  }
  return lines;
}

bool covers(const Step& step, CaseState state) {
  return contains(step.covers, state);
}

// A reminder is shown at each step that has its clock, the visit at the step of closed cases.
void add_watched_times(const Source& source, std::vector<std::string>& lines) {
  for (const PolicyClock* clock : clocks_of(source)) {
    if (!clock->remind) continue;
    lines.push_back(source.texts.format(
        "chart.remind", {{"clock", clock->name}, {"limit", chinese_limit(*clock->remind)}}));
  }
  const auto& visits = source.policy.visits;
  if (!visits || !visits->within || !covers(source.step, CaseState::closed)) return;
  lines.push_back(source.texts.format("chart.visit", {{"limit", chinese_limit(*visits->within)}}));
}

// -- where a branch goes on

// Names the step that a branch leads to; nullptr stands for the end of the process.
std::string goes_to(const Source& source, const Step* target) {
  if (target == nullptr) return source.texts.get("chart.goes.end");
  const char* key = target == &source.step ? "chart.goes.back" : "chart.goes.on";
  return source.texts.format(key, {{"step", target->name}});
}

FlowBranch branch_to(const Source& source, const Step* target, std::string title,
                     std::vector<std::string> texts) {
  return {.label = {},
          .title = std::move(title),
          .texts = std::move(texts),
          .goes = goes_to(source, target),
          .returns = target == &source.step};
}

const Step* step_after(const Source& source) {
  const Step* next = &source.step + 1;
  return next == source.policy.steps.data() + source.policy.steps.size() ? nullptr : next;
}

const Step* step_called(const Source& source, const std::string& id) {
  if (id.empty()) return step_after(source);
  for (const Step& step : source.policy.steps) {
    if (step.id == id) return &step;
  }
  return nullptr;
}

// -- branches

// "First X consents", if the policy asks for a consent before this denial.
void add_consent(const Source& source, Denial denial, std::vector<std::string>& texts) {
  const std::optional<Role> role = source.policy.consent_before(denial);
  if (!role) return;
  texts.push_back(
      source.texts.format("chart.consent.first", {{"role", role_name(source.policy, *role)}}));
}

// Without exclusions no case can be declined.
void add_declined(const Source& source, FlowStep& flow) {
  if (!covers(source.step, CaseState::declined) || source.policy.exclusions.empty()) return;
  FlowBranch branch = branch_to(source, nullptr, source.texts.get("chart.declined.title"),
                                {source.texts.get("chart.declined.text")});
  branch.label = source.texts.get("chart.declined.label");
  add_consent(source, Denial::decline, branch.texts);
  flow.branches.push_back(std::move(branch));
  const Step* next = step_after(source);
  if (next != nullptr) flow.goes = source.texts.format("chart.accepted", {{"step", next->name}});
}

// A reply that the matter cannot be done, at the step where it is handled, if a role must consent.
void add_cannot(const Source& source, FlowStep& flow) {
  if (!covers(source.step, CaseState::handling)) return;
  std::vector<std::string> texts;
  add_consent(source, Denial::cannot, texts);
  if (texts.empty()) return;
  texts.push_back(source.texts.get("chart.consent.then"));
  flow.branches.push_back(branch_to(source, source.policy.step_of(CaseState::replied),
                                    source.texts.get("chart.consent.title"), std::move(texts)));
}

// How long the window waits for requested materials, and whether clocks wait meanwhile, is shown at
// the step of cases that wait for them, if the policy says either.
void add_waiting(const Source& source, FlowStep& flow) {
  const Policy& policy = source.policy;
  if (!covers(source.step, CaseState::awaiting_materials)) return;
  std::vector<std::string> said;
  if (policy.materials_within) {
    said.push_back(source.texts.format("chart.materials.within",
                                       {{"limit", chinese_limit(*policy.materials_within)}}));
  }
  if (!policy.clocks.empty() && (policy.materials_within || policy.pauses)) {
    said.push_back(source.texts.get(policy.waits_for_materials() ? "chart.materials.paused"
                                                                 : "chart.materials.runs_on"));
  }
  if (said.empty()) return;
  flow.branches.push_back(branch_to(source, &source.step, source.texts.get("chart.materials.title"),
                                    {joined(said, source.texts.get("chart.materials.and"))}));
}

void add_extensions(const Source& source, FlowStep& flow) {
  for (const PolicyClock* clock : clocks_of(source)) {
    if (!clock->extend) continue;
    const Extension& extension = *clock->extend;
    const TimeLimit added{TimeLimit::Kind::workdays, extension.workdays * 100};
    flow.branches.push_back(branch_to(
        source, &source.step, source.texts.get("chart.extension.title"),
        {source.texts.format("chart.extension.text",
                             {{"asker", role_name(source.policy, extension.asked_by)},
                              {"approver", role_name(source.policy, extension.approved_by)},
                              {"limit", chinese_limit(added)},
                              {"times", times_in_words(source.texts, extension.times)}})}));
  }
}

// A slip that a unit bounces goes back to the window, to the step of accepted cases.
void add_bounces(const Source& source, FlowStep& flow) {
  const std::string most = bounces_in_words(source.policy, source.texts);
  if (most.empty() || !covers(source.step, CaseState::dispatched)) return;
  flow.branches.push_back(branch_to(source, source.policy.step_of(CaseState::accepted),
                                    source.texts.get("chart.bounce.title"), {most}));
}

// -- escalation

std::string breach_text(const Source& source, const BreachAction& action) {
  const char* key =
      action.act == BreachAction::Act::notify ? "chart.breach.notify" : "chart.breach.escalate";
  return source.texts.format(key,
                             {{"target", target_name(source.site, source.policy, action.target)}});
}

// The consequences under one condition; equal ones of several clocks appear once.
std::vector<std::string> after_breach(const Source& source, BreachAction::When when) {
  std::vector<std::string> texts;
  for (const PolicyClock* clock : clocks_of(source)) {
    for (const BreachAction& action : clock->on_breach) {
      if (action.when != when) continue;
      std::string text = breach_text(source, action);
      if (!contains(texts, text)) texts.push_back(std::move(text));
    }
  }
  return texts;
}

void add_breaches(const Source& source, std::vector<std::string>& lines) {
  using When = BreachAction::When;
  for (const auto& [when, title] : {std::pair{When::always, "chart.breach.always"},
                                    {When::unless_extended, "chart.breach.unless_extended"},
                                    {When::if_extended, "chart.breach.if_extended"}}) {
    const std::vector<std::string> texts = after_breach(source, when);
    if (texts.empty()) continue;
    lines.push_back(source.texts.format(
        "chart.breach.line", {{"case", source.texts.get(title)},
                              {"then", joined(texts, source.texts.get("chart.breach.and"))}}));
  }
}

// Triggers are shown at the step where a case is handled.
void add_triggers(const Source& source, std::vector<std::string>& lines) {
  if (!covers(source.step, CaseState::handling)) return;
  for (const Trigger& trigger : source.policy.triggers)
    lines.push_back(trigger_in_words(source.site, source.policy, source.texts, trigger));
}

// One box for breaches and triggers together: readers need to know that others step in, and who.
void add_stepping_in(const Source& source, FlowStep& flow) {
  std::vector<std::string> lines;
  add_breaches(source, lines);
  const char* title = lines.empty() ? "chart.trigger.title" : "chart.breach.title";
  add_triggers(source, lines);
  if (lines.empty()) return;
  flow.branches.push_back(
      branch_to(source, &source.step, source.texts.get(title), std::move(lines)));
}

void add_written(const Source& source, FlowStep& flow) {
  for (const StepBranch& branch : source.step.branches) {
    flow.branches.push_back(
        branch_to(source, step_called(source, branch.then), branch.name, {branch.text}));
  }
}

void add_branch(TemplateData& data, const FlowBranch& branch) {
  TemplateData& shown = data.add("BRANCH");
  shown.set_optional("BRANCH_LABEL", branch.label)
      .set("BRANCH_TITLE", branch.title)
      .set("BRANCH_GOES", branch.goes);
  for (const std::string& text : branch.texts) shown.add("BRANCH_TEXT").set("BRANCH_LINE", text);
}

}  // namespace

FlowStep flow_step(const Site& site, const Policy& policy, const Texts& texts, const Step& step,
                   FlowDetail detail) {
  const Source source{site, policy, texts, step};
  FlowStep flow;
  flow.id = step.id;
  flow.title = step.name;
  if (!step.performer.empty())
    flow.performer = texts.format("chart.performer", {{"performer", step.performer}});
  flow.limits = limit_lines(source);
  if (detail == FlowDetail::brief) return flow;
  flow.text = step.text;
  add_watched_times(source, flow.limits);
  add_declined(source, flow);
  add_extensions(source, flow);
  add_stepping_in(source, flow);
  add_bounces(source, flow);
  add_waiting(source, flow);
  add_cannot(source, flow);
  add_written(source, flow);
  return flow;
}

TemplateData& add_flow_step(TemplateData& data, const FlowStep& step) {
  TemplateData& shown = data.add("STEP");
  shown.set("STEP_ID", step.id)
      .set("STEP_TITLE", step.title)
      .set_optional("STEP_PERFORMER", step.performer)
      .set_optional("STEP_TEXT", step.text)
      .set_optional("STEP_GOES", step.goes);
  for (const std::string& limit : step.limits) shown.add("LIMIT_LINE").set("LIMIT_TEXT", limit);
  for (const FlowBranch& branch : step.branches) add_branch(shown, branch);
  return shown.show_if(!step.branches.empty(), "HAS_BRANCHES")
      .show_if(std::ranges::any_of(step.branches, &FlowBranch::returns), "BRANCH_RETURNS");
}

namespace {

// "事项", or of one tier "“黄牌”事项"; a name that says it itself stands alone: "“黄牌事项”".
std::string cases_in_words(const Tier* tier, const Texts& texts) {
  const std::string any = texts.get("chart.trigger.any");
  if (tier == nullptr) return any;
  const bool says_itself = tier->name.ends_with(any);
  return texts.format(says_itself ? "chart.trigger.tier_itself" : "chart.trigger.tier",
                      {{"tier", tier->name}});
}

}  // namespace

std::string trigger_in_words(const Site& site, const Policy& policy, const Texts& texts,
                             const Trigger& trigger) {
  const std::string cases = cases_in_words(policy.tier(trigger.tier), texts);
  std::string key = "chart.trigger." + std::string(name_in(kTriggerCounts, trigger.count));
  if (trigger.count == Trigger::Count::bounce)
    key += "_" + std::string(name_in(kBounceOf, trigger.of));
  return texts.format(key, {{"cases", cases},
                            {"times", std::to_string(trigger.at)},
                            {"target", target_name(site, policy, trigger.escalate)}});
}

std::string bounces_in_words(const Policy& policy, const Texts& texts) {
  if (!policy.most_bounces) return {};
  const std::string of(name_in(kBounceOf, policy.most_bounces_of));
  return texts.format("chart.bounce." + of, {{"times", std::to_string(*policy.most_bounces)}});
}

std::string times_in_words(const Texts& texts, int times) {
  return times == 2 ? texts.get("chart.twice") : chinese_number(times);
}

}  // namespace core
