// The flowchart as data: the policy's steps in order, each with its performer, its limits, and the
// branches that lead away from it. HTML and site.css draw the list as boxes and arrows. The pages
// of a case draw the policy that it was accepted under, and show only the step where it stands
// whole.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace core {

// A box beside a step: what happens when the main path is left.
struct FlowBranch {
  std::string label;  // of the arrow that leads here, may be empty
  std::string title;
  std::vector<std::string> texts;
  std::string goes;      // where the path continues, in words
  bool returns = false;  // whether it returns to the step that it left
};

struct FlowStep {
  std::string id;
  std::string title;
  std::string performer;            // who does it, with a label; may be empty
  std::string text;                 // what is done, may be empty
  std::vector<std::string> limits;  // one line per limit
  std::vector<FlowBranch> branches;
  std::string goes;  // text at the arrow to the next step, may be empty
};

// How much of a step to show. A case's page shows its current step whole, and of the other steps
// only title, performer and limits.
enum class FlowDetail { brief, whole };

// `step` belongs to `policy`, which may be older than the site's own: a case keeps the policy under
// which it was accepted. Limits come from clocks and tiers, branches from extensions, breaches and
// triggers, wording from the texts "chart.*", the names of roles and bodies from the site. Pure.
FlowStep flow_step(const Site& site, const Policy& policy, const Texts& texts, const Step& step,
                   FlowDetail detail = FlowDetail::whole);

// Adds the step to the data of partials/flowchart: STEP[] with STEP_ID, STEP_TITLE, STEP_PERFORMER,
// STEP_TEXT, STEP_GOES, LIMIT_LINE[], BRANCH[]. The caller may add marks to the returned data until
// the next step is added.
TemplateData& add_flow_step(TemplateData& data, const FlowStep& step);

// What follows when something happens too often to a case, and how often a slip may be bounced: one
// sentence for the chart and for every other page, so that all say what is counted. The second is
// "" if the policy sets no limit.
std::string trigger_in_words(const Site& site, const Policy& policy, const Texts& texts,
                             const Trigger& trigger);
std::string bounces_in_words(const Policy& policy, const Texts& texts);

// The number as written before 次: "一", "两", "三".
std::string times_in_words(const Texts& texts, int times);

}  // namespace core
