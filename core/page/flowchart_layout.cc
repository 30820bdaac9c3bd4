// The published flowchart as JSON and as data for its template.
#include "core/page/flowchart_layout.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/base/json.h"

namespace core {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kBoxSections = {
    {{"step", "BOX_IS_STEP"}, {"branch", "BOX_IS_BRANCH"}, {"end", "BOX_IS_END"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kLineSections = {
    {{"title", "LINE_IS_TITLE"}, {"text", "LINE_IS_TEXT"}, {"limit", "LINE_IS_LIMIT"}}};

Json to_json_value(const ChartLine& line) {
  return {{"text", line.text}, {"x", line.x}, {"y", line.y}, {"style", line.style}};
}

Json to_json_value(const ChartBox& box) {
  Json lines = Json::array();
  for (const ChartLine& line : box.lines) lines.push_back(to_json_value(line));
  return {{"step", box.step},   {"style", box.style},   {"x", box.x},    {"y", box.y},
          {"width", box.width}, {"height", box.height}, {"lines", lines}};
}

Json to_json_value(const ChartArrow& arrow) {
  return {{"path", arrow.path},
          {"head", arrow.head},
          {"label", arrow.label},
          {"label_x", arrow.label_x},
          {"label_y", arrow.label_y}};
}

ChartLine line_from(const Json& json) {
  return {json.at("text"), json.at("x"), json.at("y"), json.at("style")};
}

ChartBox box_from(const Json& json) {
  ChartBox box{json.at("step"),
               json.at("style"),
               json.at("x"),
               json.at("y"),
               json.at("width"),
               json.at("height"),
               {}};
  for (const Json& line : json.at("lines")) box.lines.push_back(line_from(line));
  return box;
}

ChartArrow arrow_from(const Json& json) {
  return {json.at("path"), json.at("head"), json.at("label"), json.at("label_x"),
          json.at("label_y")};
}

FlowchartLayout layout_from(const Json& json) {
  FlowchartLayout layout;
  layout.width = json.at("width");
  layout.height = json.at("height");
  for (const Json& box : json.at("boxes")) layout.boxes.push_back(box_from(box));
  for (const Json& arrow : json.at("arrows")) layout.arrows.push_back(arrow_from(arrow));
  return layout;
}

// At most one decimal, none if it is not needed: the same bytes on every machine.
std::string number(double value) {
  const std::string text = fmt::format("{:.1f}", value);
  const std::string_view whole = ".0";
  return text.ends_with(whole) ? text.substr(0, text.size() - whole.size()) : text;
}

template <std::size_t N>
void show_style(TemplateData& data,
                const std::array<std::pair<std::string_view, std::string_view>, N>& sections,
                std::string_view style) {
  for (const auto& [name, section] : sections) {
    if (name == style) data.show(std::string(section));
  }
}

void fill_box(TemplateData& data, const ChartBox& box, std::string_view current_step) {
  data.set("BOX_X", number(box.x))
      .set("BOX_Y", number(box.y))
      .set("BOX_WIDTH", number(box.width))
      .set("BOX_HEIGHT", number(box.height));
  show_style(data, kBoxSections, box.style);
  if (!current_step.empty() && box.step == current_step) {
    data.show("BOX_CURRENT").set("MARK_X", number(box.x + box.width)).set("MARK_Y", number(box.y));
  }
  for (const ChartLine& line : box.lines) {
    TemplateData& drawn = data.add("CHART_LINE");
    drawn.set("LINE_X", number(line.x)).set("LINE_Y", number(line.y)).set("LINE_TEXT", line.text);
    show_style(drawn, kLineSections, line.style);
  }
}

}  // namespace

std::string to_json(const FlowchartLayout& layout) {
  Json json = {{"width", layout.width}, {"height", layout.height}};
  json["boxes"] = Json::array();
  json["arrows"] = Json::array();
  for (const ChartBox& box : layout.boxes) json["boxes"].push_back(to_json_value(box));
  for (const ChartArrow& arrow : layout.arrows) json["arrows"].push_back(to_json_value(arrow));
  return json.dump();
}

Result<FlowchartLayout> flowchart_from_json(std::string_view json) {
  try {
    return layout_from(Json::parse(json));
  } catch (const Json::exception& error) {
    return Failure{FailureCode::corrupt,
                   std::string("the published flowchart cannot be read: ") + error.what()};
  }
}

TemplateData flowchart_data(const FlowchartLayout& layout, std::string_view current_step) {
  TemplateData data;
  data.set("CHART_WIDTH", number(layout.width)).set("CHART_HEIGHT", number(layout.height));
  for (const ChartArrow& arrow : layout.arrows) {
    data.add("CHART_ARROW")
        .set("ARROW_PATH", arrow.path)
        .set("ARROW_HEAD", arrow.head)
        .set_optional("ARROW_LABEL", arrow.label)
        .set("ARROW_LABEL_X", number(arrow.label_x))
        .set("ARROW_LABEL_Y", number(arrow.label_y));
  }
  for (const ChartBox& box : layout.boxes) fill_box(data.add("CHART_BOX"), box, current_step);
  return data;
}

}  // namespace core
