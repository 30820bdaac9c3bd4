// The published flowchart, laid out: boxes and arrows with coordinates. The generator computes it
// once (graphviz) and publishes it as JSON; the handler only reads it, to draw the same chart with
// the step a case is in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/page/page_template.h"

namespace core {

// Sizes are SVG user units; one unit is one CSS pixel at 100 %.
struct ChartLine {
  std::string text;
  double x = 0;
  double y = 0;       // baseline
  std::string style;  // "title" | "text" | "limit"
};

struct ChartBox {
  std::string step;   // id of the step; a branch has "step/branch"
  std::string style;  // "step" | "branch" | "end"
  double x = 0, y = 0, width = 0, height = 0;
  std::vector<ChartLine> lines;
};

struct ChartArrow {
  std::string path;  // SVG path data, orthogonal
  std::string head;  // SVG path data of the arrow head
  std::string label;
  double label_x = 0, label_y = 0;
};

struct FlowchartLayout {
  double width = 0, height = 0;
  std::vector<ChartBox> boxes;
  std::vector<ChartArrow> arrows;
};

std::string to_json(const FlowchartLayout& layout);
Result<FlowchartLayout> flowchart_from_json(std::string_view json);

// Data for the template partials/flowchart: CHART_WIDTH, CHART_HEIGHT, CHART_BOX[], CHART_ARROW[]
// ...; the box of `current_step` (may be empty) is marked CURRENT, in words as well as in colour.
TemplateData flowchart_data(const FlowchartLayout& layout, std::string_view current_step);

}  // namespace core
