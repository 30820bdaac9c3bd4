// Lays out the published flowchart: wraps the words into boxes, lets the graph place them, draws
// the arrows.
#include "generator/flowchart.h"

#include <algorithm>
#include <cmath>

#include "fmt/format.h"
#include "generator/chart_content.h"
#include "generator/line_break.h"

namespace generator {
namespace {

using core::ChartArrow;
using core::ChartBox;
using core::ChartLine;
using core::FlowchartLayout;

constexpr double kMargin = 2;    // room for the boxes' outlines
constexpr double kPadding = 14;  // between outline and text
constexpr double kTitleLeading = 28;
constexpr double kTextLeading = 25;
constexpr double kLimitGap = 6;  // above the first limit
constexpr double kMainEms = 15;  // characters of text in a line
constexpr double kSideEms = 9;
constexpr double kAcross = 58;
constexpr double kDown = 46;
constexpr double kStackGap = 16;    // between branches that do not follow from each other
constexpr double kFollowGap = 34;   // between branches with an arrow
constexpr double kHead = 9;         // length of an arrow's head
constexpr double kCornerRoom = 14;  // an arrow leaves a box at least this far from its corner

double box_width(double ems) {
  return ems * kChartTextSize + 2 * kPadding;
}

// Fills a box from top to bottom; lines are placed relative to the box until it has its own place.
class BoxWriter {
 public:
  BoxWriter(std::string step, std::string style, double width) {
    box_.step = std::move(step);
    box_.style = std::move(style);
    box_.width = width;
  }

  void add(const std::string& text, const char* style) {
    const bool title = std::string_view(style) == "title";
    const double size = title ? kChartTitleSize : kChartTextSize;
    for (std::string& line : wrap(text, (box_.width - 2 * kPadding) / size)) {
      const double leading = title ? kTitleLeading : kTextLeading;
      const double baseline =
          bottom_ + (leading + size * 0.76) / 2;  // 0.76: height of an ideograph over its baseline
      box_.lines.push_back({std::move(line), kPadding, baseline, style});
      bottom_ += leading;
    }
  }

  void add_gap(double gap) { bottom_ += gap; }

  ChartBox finish() {
    box_.height = bottom_ + kPadding * 0.7;
    return std::move(box_);
  }

 private:
  ChartBox box_;
  double bottom_ = kPadding * 0.7;
};

ChartBox step_box(const StepContent& step) {
  BoxWriter writer(step.id, "step", box_width(kMainEms));
  writer.add(step.title, "title");
  for (const std::string& text : step.texts) writer.add(text, "text");
  if (!step.limits.empty()) writer.add_gap(kLimitGap);
  for (const std::string& limit : step.limits) writer.add(limit, "limit");
  return writer.finish();
}

ChartBox branch_box(const StepContent& step, const BranchContent& branch) {
  BoxWriter writer(step.id + "/" + branch.id, "branch", box_width(kSideEms));
  writer.add(branch.title, "title");
  for (const std::string& text : branch.texts) writer.add(text, "text");
  return writer.finish();
}

ChartBox end_box(const std::string& title) {
  BoxWriter writer("end", "end", text_width(title) * kChartTitleSize + 4 * kPadding);
  writer.add(title, "title");
  ChartBox box = writer.finish();
  for (ChartLine& line : box.lines) {
    line.x = (box.width - text_width(line.text) * kChartTitleSize) / 2;
  }
  return box;
}

void move(ChartBox& box, double x, double y) {
  box.x += x;
  box.y += y;
  for (ChartLine& line : box.lines) {
    line.x += x;
    line.y += y;
  }
}

// A step's branches, one under the other, as one thing for the graph.
struct Stack {
  std::vector<ChartBox> boxes;
  Size size;
};

Stack stack_branches(const StepContent& step) {
  Stack stack;
  for (const BranchContent& branch : step.branches) {
    ChartBox box = branch_box(step, branch);
    if (!stack.boxes.empty()) stack.size.height += branch.after_previous ? kFollowGap : kStackGap;
    move(box, 0, stack.size.height);
    stack.size.height += box.height;
    stack.size.width = box.width;
    stack.boxes.push_back(std::move(box));
  }
  return stack;
}

double tenth(double value) {
  return std::round(value * 10) / 10;
}

std::string number(double value) {
  return fmt::format("{:g}", tenth(value));
}

ChartArrow down_arrow(double x, double from, double to, const std::string& label) {
  ChartArrow arrow;
  arrow.path = "M" + number(x) + " " + number(from) + " V" + number(to - kHead);
  arrow.head = fmt::format("M{0} {1} L{2} {3} L{4} {3} Z", number(x), number(to),
                           number(x - kHead * 0.55), number(to - kHead), number(x + kHead * 0.55));
  arrow.label = label;
  arrow.label_x = x + 10;
  arrow.label_y = (from + to) / 2 + kChartLabelSize * 0.3;
  return arrow;
}

// Where an arrow leaves the step and where it meets the branch: at one height if the two stand
// beside each other.
std::pair<double, double> heights_of(const ChartBox& step, const ChartBox& branch) {
  const double middle = branch.y + branch.height / 2;
  const double top = std::max(step.y, branch.y) + kCornerRoom;
  const double bottom = std::min(step.y + step.height, branch.y + branch.height) - kCornerRoom;
  if (top <= bottom) {
    const double both = std::clamp(middle, top, bottom);
    return {both, both};
  }
  return {std::clamp(middle, step.y + kCornerRoom, step.y + step.height - kCornerRoom), middle};
}

// From the right side of a step to a branch: straight where it can be, else with two corners.
ChartArrow side_arrow(const ChartBox& step, const ChartBox& branch, const std::string& label) {
  const auto [from_y, to_y] = heights_of(step, branch);
  const double from_x = step.x + step.width;
  ChartArrow arrow;
  arrow.path = "M" + number(from_x) + " " + number(from_y);
  if (from_y != to_y) arrow.path += " H" + number(from_x + kAcross / 2) + " V" + number(to_y);
  arrow.path += " H" + number(branch.x - kHead);
  arrow.head = fmt::format("M{0} {1} L{2} {3} L{2} {4} Z", number(branch.x), number(to_y),
                           number(branch.x - kHead), number(to_y - kHead * 0.55),
                           number(to_y + kHead * 0.55));
  arrow.label = label;
  arrow.label_x = from_x + (kAcross - kHead - text_width(label) * kChartLabelSize) / 2;
  arrow.label_y = from_y - 7;
  return arrow;
}

struct Row {
  ChartBox main;
  Stack stack;
};

std::vector<Row> make_rows(const ChartContent& content) {
  std::vector<Row> rows;
  for (const StepContent& step : content.steps) {
    rows.push_back({step_box(step), stack_branches(step)});
  }
  rows.push_back({end_box(content.end), {}});
  return rows;
}

// Room for a row's branches above or below its step: half of a neighbour that has no branches and
// the gap before it, or half of the gap if the neighbour's own branches may need the other half.
double room_beside(const Row& neighbour) {
  if (neighbour.stack.boxes.empty()) return kDown + neighbour.main.height / 2 - kStackGap;
  return (kDown - kStackGap) / 2;
}

double overhang(const std::vector<Row>& rows, std::size_t at) {
  if (at == 0 || at + 1 >= rows.size()) return 0;
  return std::min(room_beside(rows[at - 1]), room_beside(rows[at + 1]));
}

// What the graph is told: a stack that may reach beyond its row counts as no higher than what it
// needs there.
std::vector<GraphRow> sizes_of(const std::vector<Row>& rows) {
  std::vector<GraphRow> sizes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ChartBox& main = rows[i].main;
    Size side = rows[i].stack.size;
    if (side.height > main.height) {
      side.height = std::max(main.height, side.height - 2 * overhang(rows, i));
    }
    sizes.push_back({{main.width, main.height}, side});
  }
  return sizes;
}

void put_in_place(std::vector<Row>& rows, const std::vector<GraphRow>& sizes,
                  const std::vector<RowPlace>& places) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    move(rows[i].main, places[i].main.x + kMargin, places[i].main.y + kMargin);
    const double above = (rows[i].stack.size.height - sizes[i].side.height) / 2;
    for (ChartBox& box : rows[i].stack.boxes) {
      move(box, places[i].side.x + kMargin, places[i].side.y - above + kMargin);
    }
  }
}

void add_branch_arrows(const Row& row, const StepContent& step, FlowchartLayout& layout) {
  for (std::size_t i = 0; i < step.branches.size(); ++i) {
    const ChartBox& box = row.stack.boxes[i];
    if (!step.branches[i].after_previous) {
      layout.arrows.push_back(side_arrow(row.main, box, step.branches[i].label));
      continue;
    }
    const ChartBox& before = row.stack.boxes[i - 1];
    layout.arrows.push_back(
        down_arrow(box.x + box.width / 2, before.y + before.height, box.y, step.branches[i].label));
  }
}

// Tenths are enough to draw, and the published file does not depend on the last digit of a sum.
void round(FlowchartLayout& layout) {
  for (ChartBox& box : layout.boxes) {
    for (double* value : {&box.x, &box.y, &box.width, &box.height}) *value = tenth(*value);
    for (ChartLine& line : box.lines) {
      line.x = tenth(line.x);
      line.y = tenth(line.y);
    }
  }
  for (ChartArrow& arrow : layout.arrows) {
    arrow.label_x = tenth(arrow.label_x);
    arrow.label_y = tenth(arrow.label_y);
  }
  layout.width = tenth(layout.width);
  layout.height = tenth(layout.height);
}

void measure(FlowchartLayout& layout) {
  for (const ChartBox& box : layout.boxes) {
    layout.width = std::max(layout.width, box.x + box.width + kMargin);
    layout.height = std::max(layout.height, box.y + box.height + kMargin);
  }
}

FlowchartLayout draw(const ChartContent& content, const std::vector<Row>& rows) {
  FlowchartLayout layout;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ChartBox& box = rows[i].main;
    layout.boxes.push_back(box);
    layout.boxes.insert(layout.boxes.end(), rows[i].stack.boxes.begin(), rows[i].stack.boxes.end());
    if (i == content.steps.size()) break;
    add_branch_arrows(rows[i], content.steps[i], layout);
    layout.arrows.push_back(down_arrow(box.x + box.width / 2, box.y + box.height,
                                       rows[i + 1].main.y, content.steps[i].label));
  }
  measure(layout);
  round(layout);
  return layout;
}

}  // namespace

core::Result<FlowchartLayout> lay_out_flowchart(ChartGraph& graph, const core::Site& site,
                                                const core::Texts& texts) {
  const ChartContent content = chart_content(site, texts);
  std::vector<Row> rows = make_rows(content);
  const std::vector<GraphRow> sizes = sizes_of(rows);
  const auto places = graph.place(sizes, {kAcross, kDown});
  if (!places) return places.failure();
  put_in_place(rows, sizes, *places);
  return draw(content, rows);
}

}  // namespace generator
