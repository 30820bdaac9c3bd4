// The published flowchart of a site, laid out from its policy: boxes wide enough for a phone,
// arrows with right angles.
#pragma once

#include "core/base/result.h"
#include "core/page/flowchart_layout.h"
#include "core/site/site.h"
#include "core/site/texts.h"
#include "generator/flowchart_graph.h"

namespace generator {

// Sizes of text on the chart, in SVG user units; site_templates/static/site.css draws with the
// same.
inline constexpr double kChartTitleSize = 19;
inline constexpr double kChartTextSize = 17;
inline constexpr double kChartLabelSize = 15;
// At most this wide, so that text is still readable where the chart is shrunk to a phone's width.
inline constexpr double kChartWidth = 528;

// Lays out the chart: the steps in one column, what leads away from a step right of it, an end.
// Boxes carry the step's id ("dispatch", "dispatch/extension", "end"). Deterministic. Fails only if
// graphviz is not usable.
core::Result<core::FlowchartLayout> lay_out_flowchart(ChartGraph& graph, const core::Site& site,
                                                      const core::Texts& texts);

}  // namespace generator
