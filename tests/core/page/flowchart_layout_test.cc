// The published flowchart survives its JSON, and its template marks where a case stands.
#include "core/page/flowchart_layout.h"

#include <gtest/gtest.h>

#include "core/page/page_template.h"

namespace core {
namespace {

FlowchartLayout two_boxes() {
  FlowchartLayout layout;
  layout.width = 300.5;
  layout.height = 200;
  layout.boxes.push_back(
      {"consult", "step", 10, 10.25, 120, 40, {{"接待<登记>", 20, 30, "title"}}});
  layout.boxes.push_back(
      {"consult/declined", "branch", 180, 10, 100, 40, {{"不予受理", 190, 30, "text"}}});
  layout.arrows.push_back({"M130 30H180", "M180 30l-6 -4v8z", "不符合", 140, 24});
  return layout;
}

std::string drawn(std::string_view current) {
  Diagnostics diagnostics;
  const std::string folder = BANCHENG_SOURCE_DIR "/site_templates";
  const Texts texts = load_texts(folder + "/text/zh-CN", diagnostics);
  const auto templates = TemplateSet::load(folder, texts, diagnostics);
  EXPECT_NE(templates, nullptr) << diagnostics.text();
  return templates->render("partials/flowchart", flowchart_data(two_boxes(), current));
}

TEST(FlowchartLayout, SurvivesItsJson) {
  const std::string json = to_json(two_boxes());
  const auto read = flowchart_from_json(json);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(to_json(*read), json);
  EXPECT_EQ(read->boxes[1].lines[0].text, "不予受理");
  EXPECT_EQ(read->arrows[0].label_x, 140);
}

TEST(FlowchartLayout, RefusesJsonThatIsNoChart) {
  for (const char* json : {"", "{}", "[]", "{\"width\":1,\"height\":2,\"boxes\":[1],\"arrows\":[]}",
                           "{\"width\":\"x\",\"height\":2,\"boxes\":[],\"arrows\":[]}"}) {
    const auto read = flowchart_from_json(json);
    ASSERT_FALSE(read.ok()) << json;
    EXPECT_EQ(read.failure().code, FailureCode::corrupt) << json;
  }
}

TEST(FlowchartLayout, DrawsBoxesArrowsAndTextEscaped) {
  const std::string svg = drawn("");
  EXPECT_NE(svg.find("viewBox=\"0 0 300.5 200\""), std::string::npos);
  EXPECT_NE(svg.find("<rect x=\"180\" y=\"10\" width=\"100\" height=\"40\"/>"), std::string::npos);
  EXPECT_NE(svg.find("<text class=\"chart-title\" x=\"20\" y=\"30\">接待&lt;登记&gt;</text>"),
            std::string::npos);
  EXPECT_NE(svg.find("<path class=\"chart-arrow\" d=\"M130 30H180\"/>"), std::string::npos);
  EXPECT_NE(svg.find("不符合"), std::string::npos);
  EXPECT_EQ(svg.find("现在在这里"), std::string::npos);
}

TEST(FlowchartLayout, MarksTheCurrentStepInWordsToo) {
  const std::string svg = drawn("consult");
  const std::size_t marked = svg.find("chart-current");
  ASSERT_NE(marked, std::string::npos);
  EXPECT_EQ(svg.find("chart-current", marked + 1), std::string::npos);
  EXPECT_NE(svg.find("现在在这里"), std::string::npos);
}

}  // namespace
}  // namespace core
