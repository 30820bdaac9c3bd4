// What the flowchart says, before anything has a place: the policy's steps in order, each with its
// limits and branches.
#pragma once

#include <string>
#include <vector>

#include "core/site/site.h"
#include "core/site/texts.h"

namespace generator {

// A box beside a step: where the way leads if the main path is left.
struct BranchContent {
  std::string id;  // "declined", "extension", "breach-if_extended", "branch-1"
  std::string title;
  std::vector<std::string> texts;
  std::string label;            // of the arrow that leads here, may be empty
  bool after_previous = false;  // reached from the branch before it, not from the step
};

struct StepContent {
  std::string id;
  std::string title;
  std::vector<std::string> texts;   // who, then what
  std::vector<std::string> limits;  // one line per limit
  std::string label;                // of the arrow to the next box, may be empty
  std::vector<BranchContent> branches;
};

struct ChartContent {
  std::vector<StepContent> steps;
  std::string end;  // title of the last box
};

// Derives everything from the policy: nothing on the chart is typed twice. Words come from the
// texts "chart.*"; roles and bodies are called as the site calls them.
ChartContent chart_content(const core::Site& site, const core::Texts& texts);

// What stands before 次: "一", "两", "三".
std::string times_in_words(const core::Texts& texts, int times);

}  // namespace generator
