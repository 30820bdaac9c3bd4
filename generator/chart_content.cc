// Derives the flowchart's words from the policy: limits of clocks and tiers, extension, what
// follows a breach.
#include "generator/chart_content.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/site/target_name.h"

namespace generator {
namespace {

using core::BreachAction;
using core::PolicyClock;
using core::Site;
using core::Step;
using core::Texts;

struct Source {
  const Site& site;
  const Texts& texts;
  const Step& step;
};

std::string role_name(const Site& site, core::Role role) {
  const core::RoleName* named = site.policy.role(role);
  return named != nullptr ? named->name : std::string(core::to_text(role));
}

std::vector<const PolicyClock*> clocks_of(const Source& source) {
  std::vector<const PolicyClock*> clocks;
  for (const std::string& id : source.step.clocks) {
    if (const PolicyClock* clock = source.site.policy.clock(id)) clocks.push_back(clock);
  }
  return clocks;
}

std::string tier_line(const Texts& texts, const core::Tier& tier, const core::TimeLimit& limit) {
  const char* key =
      tier.means == core::TierMeans::progress ? "chart.progress_limit" : "chart.tier_limit";
  return texts.format(key, {{"tier", tier.name}, {"limit", core::chinese_limit(limit)}});
}

// One line for a fixed limit, one per tier for a limit by tier; named by its clock if the box shows
// several.
std::vector<std::string> limit_lines(const Source& source) {
  const std::vector<const PolicyClock*> clocks = clocks_of(source);
  std::vector<std::string> lines;
  for (const PolicyClock* clock : clocks) {
    if (!clock->by_tier) {
      const std::string limit = core::chinese_limit(clock->limit);
      lines.push_back(
          clocks.size() > 1
              ? source.texts.format("chart.clock_limit", {{"clock", clock->name}, {"limit", limit}})
              : source.texts.format("chart.limit", {{"limit", limit}}));
      continue;
    }
    for (const core::Tier& tier : source.site.policy.tiers) {
      const auto limit = source.site.policy.limit_of(*clock, &tier);
      if (limit) lines.push_back(tier_line(source.texts, tier, *limit));
    }
  }
  return lines;
}

bool covers(const Step& step, core::CaseState state) {
  return std::find(step.covers.begin(), step.covers.end(), state) != step.covers.end();
}

// Reminders where their clock runs, visits where the case is closed.
void add_watched_times(const Source& source, std::vector<std::string>& lines) {
  for (const PolicyClock* clock : clocks_of(source)) {
    if (!clock->remind) continue;
    lines.push_back(
        source.texts.format("chart.remind", {{"limit", core::chinese_limit(*clock->remind)}}));
  }
  const auto& visits = source.site.policy.visits;
  if (!visits || !visits->within || !covers(source.step, core::CaseState::closed)) return;
  lines.push_back(
      source.texts.format("chart.visit", {{"limit", core::chinese_limit(*visits->within)}}));
}

void add_declined(const Source& source, std::vector<BranchContent>& branches) {
  if (!covers(source.step, core::CaseState::declined)) return;
  branches.push_back({.id = "declined",
                      .title = source.texts.get("chart.declined.title"),
                      .texts = {source.texts.get("chart.declined.text")},
                      .label = source.texts.get("chart.declined.label")});
}

// How long the window waits for materials it asked for stands where such a case waits.
void add_waiting(const Source& source, std::vector<BranchContent>& branches) {
  if (!source.site.policy.materials_within ||
      !covers(source.step, core::CaseState::awaiting_materials))
    return;
  const std::string limit = core::chinese_limit(*source.site.policy.materials_within);
  branches.push_back({.id = "materials",
                      .title = source.texts.get("chart.materials.title"),
                      .texts = {source.texts.format("chart.materials.text", {{"limit", limit}})}});
}

void add_extensions(const Source& source, std::vector<BranchContent>& branches) {
  for (const PolicyClock* clock : clocks_of(source)) {
    if (!clock->extend) continue;
    const core::Extension& extension = *clock->extend;
    const core::TimeLimit added{core::TimeLimit::Kind::workdays, extension.workdays * 100};
    branches.push_back(
        {.id = "extension",
         .title = source.texts.get("chart.extension.title"),
         .texts = {source.texts.format(
             "chart.extension.text", {{"asker", role_name(source.site, extension.asked_by)},
                                      {"approver", role_name(source.site, extension.approved_by)},
                                      {"limit", core::chinese_limit(added)},
                                      {"times", times_in_words(source.texts, extension.times)}})}});
  }
}

void add_bounces(const Source& source, std::vector<BranchContent>& branches) {
  const auto& most = source.site.policy.most_bounces;
  if (!most || !covers(source.step, core::CaseState::dispatched)) return;
  branches.push_back(
      {.id = "bounce",
       .title = source.texts.get("chart.bounce.title"),
       .texts = {source.texts.format("chart.bounce.text", {{"times", std::to_string(*most)}})}});
}

// What happens too often stands where a case is worked on.
void add_triggers(const Source& source, std::vector<BranchContent>& branches) {
  if (!covers(source.step, core::CaseState::handling)) return;
  int number = 0;
  for (const core::Trigger& trigger : source.site.policy.triggers) {
    const core::Tier* tier = source.site.policy.tier(trigger.tier);
    const std::string cases = tier == nullptr ? source.texts.get("chart.trigger.any") : tier->name;
    const std::string key(core::name_in(core::kTriggerCounts, trigger.count));
    const std::string target = core::target_name(source.site, source.site.policy, trigger.escalate);
    branches.push_back(
        {.id = "trigger-" + std::to_string(++number),
         .title = source.texts.format("chart.trigger." + key,
                                      {{"cases", cases}, {"times", std::to_string(trigger.at)}}),
         .texts = {source.texts.format("chart.breach.escalate", {{"target", target}})}});
  }
}

std::string breach_line(const Source& source, const BreachAction& action) {
  const char* key =
      action.act == BreachAction::Act::notify ? "chart.breach.notify" : "chart.breach.escalate";
  return source.texts.format(
      key, {{"target", core::target_name(source.site, source.site.policy, action.target)}});
}

struct BreachCase {
  BreachAction::When when;
  const char* id;
  const char* title;
};
constexpr BreachCase kBreachCases[] = {
    {BreachAction::When::if_extended, "breach-if_extended", "chart.breach.if_extended"},
    {BreachAction::When::unless_extended, "breach-unless_extended", "chart.breach.unless_extended"},
    {BreachAction::When::always, "breach-always", "chart.breach.always"},
};

// One box per condition, whatever the number of clocks: what people need to know is who steps in.
void add_breaches(const Source& source, std::vector<BranchContent>& branches) {
  for (const BreachCase& breach : kBreachCases) {
    std::vector<std::string> lines;
    for (const PolicyClock* clock : clocks_of(source)) {
      for (const BreachAction& action : clock->on_breach) {
        if (action.when != breach.when) continue;
        std::string line = breach_line(source, action);
        if (std::find(lines.begin(), lines.end(), line) == lines.end())
          lines.push_back(std::move(line));
      }
    }
    if (lines.empty()) continue;
    const bool follows = breach.when == BreachAction::When::if_extended && !branches.empty() &&
                         branches.back().id == "extension";
    branches.push_back({.id = breach.id,
                        .title = source.texts.get(breach.title),
                        .texts = std::move(lines),
                        .after_previous = follows});
  }
}

void add_written(const Source& source, std::vector<BranchContent>& branches) {
  int number = 0;
  for (const core::StepBranch& branch : source.step.branches) {
    branches.push_back(
        {.id = "branch-" + std::to_string(++number), .title = branch.name, .texts = {branch.text}});
  }
}

StepContent step_content(const Source& source) {
  StepContent content;
  content.id = source.step.id;
  content.title = source.step.name;
  if (!source.step.performer.empty()) {
    content.texts.push_back(
        source.texts.format("chart.performer", {{"performer", source.step.performer}}));
  }
  if (!source.step.text.empty()) content.texts.push_back(source.step.text);
  content.limits = limit_lines(source);
  add_watched_times(source, content.limits);
  if (covers(source.step, core::CaseState::declined)) {
    content.label = source.texts.get("chart.accepted");
  }
  add_declined(source, content.branches);
  add_extensions(source, content.branches);
  add_breaches(source, content.branches);
  add_bounces(source, content.branches);
  add_triggers(source, content.branches);
  add_waiting(source, content.branches);
  add_written(source, content.branches);
  return content;
}

}  // namespace

ChartContent chart_content(const core::Site& site, const core::Texts& texts) {
  ChartContent content;
  for (const Step& step : site.policy.steps) {
    content.steps.push_back(step_content({site, texts, step}));
  }
  content.end = texts.get("chart.end");
  return content;
}

std::string times_in_words(const core::Texts& texts, int times) {
  return times == 2 ? texts.get("chart.twice") : core::chinese_number(times);
}

}  // namespace generator
