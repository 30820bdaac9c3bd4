// The flowchart as data: the policy's steps in order, each with who does it, its limits, and the
// branches that lead away from it. Markup and style sheet draw the list as boxes and arrows.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace core {

// A box beside a step: where the way leads if the main path is left.
struct FlowBranch {
  std::string label;  // of the arrow that leads here, may be empty
  std::string title;
  std::vector<std::string> texts;
  std::string goes;      // where the way goes on from here, in words
  bool returns = false;  // to the step that it left
};

struct FlowStep {
  std::string id;
  std::string title;
  std::string performer;            // who does it, with its label; may be empty
  std::string text;                 // what is done, may be empty
  std::vector<std::string> limits;  // until when: one line per limit
  std::vector<FlowBranch> branches;
  std::string goes;  // said at the arrow to the next step, may be empty
};

// How much of a step a page shows: a case's page shows the whole of the step where the case stands,
// and of the others what they are called, who does them and until when.
enum class FlowDetail { brief, whole };

// `step` is one of `policy`'s, which may be an older policy than the site's own: a case keeps the
// one that it was accepted under. Nothing of it is typed twice: limits come from clocks and tiers,
// branches from extensions, breaches and triggers, the words around them from the texts "chart.*";
// roles and bodies are called as the site calls them. Pure.
FlowStep flow_step(const Site& site, const Policy& policy, const Texts& texts, const Step& step,
                   FlowDetail detail = FlowDetail::whole);

// Adds the step to what fills partials/flowchart: STEP[] with STEP_ID, STEP_TITLE, STEP_PERFORMER,
// STEP_TEXT, STEP_GOES, LIMIT_LINE[], BRANCH[]. The caller may mark what is returned, until the
// next is added.
TemplateData& add_flow_step(TemplateData& data, const FlowStep& step);

// What stands before 次: "一", "两", "三".
std::string times_in_words(const Texts& texts, int times);

}  // namespace core
