// The chart is drawn with the step a case is in, and the same drawing serves again.
#include "handler/view/marked_charts.h"

#include <gtest/gtest.h>

#include "tests/core/page/template_files.h"

namespace handler::view {
namespace {

constexpr char kChart[] =
    "{{#CHART_BOX}}<rect x=\"{{BOX_X}}\"/>{{#BOX_CURRENT}}<b>here</b>{{/BOX_CURRENT}}"
    "{{/CHART_BOX}}";

core::FlowchartLayout two_boxes() {
  core::FlowchartLayout layout;
  layout.boxes = {{.step = "intake", .style = "step", .x = 1},
                  {.step = "answer", .style = "step", .x = 2}};
  return layout;
}

MarkedCharts charts() {
  const tests::TemplateFolder folder(tests::Files{{"partials/flowchart.html", kChart}});
  core::Diagnostics diagnostics;
  auto templates = core::TemplateSet::load(folder.root(), core::Texts(), diagnostics);
  EXPECT_NE(templates, nullptr) << diagnostics.text();
  return {two_boxes(), std::move(templates)};
}

TEST(MarkedCharts, MarksTheStepThatIsAskedFor) {
  const MarkedCharts drawn = charts();
  EXPECT_EQ(drawn.with_mark("intake").markup(), "<rect x=\"1\"/><b>here</b><rect x=\"2\"/>");
  EXPECT_EQ(drawn.with_mark("answer").markup(), "<rect x=\"1\"/><rect x=\"2\"/><b>here</b>");
  EXPECT_EQ(drawn.with_mark("intake").markup(), "<rect x=\"1\"/><b>here</b><rect x=\"2\"/>");
}

TEST(MarkedCharts, MarksNothingForAStepOfAnOlderPolicy) {
  EXPECT_EQ(charts().with_mark("mediation").markup(), "<rect x=\"1\"/><rect x=\"2\"/>");
}

}  // namespace
}  // namespace handler::view
