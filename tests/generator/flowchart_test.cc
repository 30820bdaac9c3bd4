// The flowcharts of all shipped sites: complete, readable, without collisions.
#include "generator/flowchart.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "core/base/text.h"
#include "core/site/target_name.h"
#include "generator/chart_content.h"
#include "generator/inputs.h"
#include "generator/line_break.h"

using core::ChartBox;
using core::FlowchartLayout;
using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;

namespace {

const generator::Inputs& inputs() {
  static const generator::Inputs all = [] {
    const std::filesystem::path root = BANCHENG_SOURCE_DIR;
    core::Diagnostics diagnostics;
    auto read =
        generator::read_inputs({root / "content", root / "site_templates", {}, {}}, diagnostics);
    EXPECT_TRUE(read.ok()) << read.failure().message;
    EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.text();
    return std::move(*read);
  }();
  return all;
}

const core::Site& site(const std::string& id) {
  for (const core::LoadedSite& loaded : inputs().sites) {
    if (loaded.site.identity.id == id) return loaded.site;
  }
  throw std::logic_error("no site " + id);
}

FlowchartLayout chart_of(const core::Site& one) {
  generator::ChartGraph graph;
  auto chart = generator::lay_out_flowchart(graph, one, inputs().catalogue);
  EXPECT_TRUE(chart.ok()) << chart.failure().message;
  return *chart;
}

const ChartBox& box(const FlowchartLayout& chart, const std::string& step) {
  for (const ChartBox& one : chart.boxes) {
    if (one.step == step) return one;
  }
  throw std::logic_error("no box " + step);
}

std::vector<std::string> lines(const ChartBox& one, const std::string& style = {}) {
  std::vector<std::string> texts;
  for (const core::ChartLine& line : one.lines) {
    if (style.empty() || line.style == style) texts.push_back(line.text);
  }
  return texts;
}

bool overlap(const ChartBox& a, const ChartBox& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

class EveryFlowchart : public testing::TestWithParam<const char*> {
 protected:
  const core::Site& site_ = site(GetParam());
  const FlowchartLayout chart_ = chart_of(site_);
};

}  // namespace

TEST_P(EveryFlowchart, ShowsEveryStepInOrderAndAnEnd) {
  std::vector<std::string> expected;
  for (const core::Step& step : site_.policy.steps) expected.push_back(step.id);
  std::vector<std::string> shown;
  for (const ChartBox& one : chart_.boxes) {
    if (one.style == "step") shown.push_back(one.step);
  }
  EXPECT_EQ(shown, expected);
  EXPECT_EQ(chart_.boxes.back().style, "end");
}

TEST_P(EveryFlowchart, FitsAPhone) {
  EXPECT_LE(chart_.width, generator::kChartWidth);
  for (const ChartBox& one : chart_.boxes) {
    EXPECT_GE(one.x, 0);
    EXPECT_GE(one.y, 0);
    EXPECT_LE(one.x + one.width, chart_.width);
    EXPECT_LE(one.y + one.height, chart_.height);
  }
  // 390 px less the page's margins of 16 px.
  EXPECT_GE(generator::kChartTextSize * (390 - 32) / chart_.width, 11.5);
}

TEST_P(EveryFlowchart, HasNoOverlappingBoxes) {
  for (const ChartBox& a : chart_.boxes) {
    for (const ChartBox& b : chart_.boxes) {
      if (&a == &b) continue;
      EXPECT_FALSE(overlap(a, b)) << a.step << " and " << b.step;
    }
  }
}

TEST_P(EveryFlowchart, KeepsTextInsideItsBox) {
  for (const ChartBox& one : chart_.boxes) {
    for (const core::ChartLine& line : one.lines) {
      const double size =
          line.style == "title" ? generator::kChartTitleSize : generator::kChartTextSize;
      EXPECT_GE(line.x, one.x + 5) << line.text;
      EXPECT_LE(line.x + generator::text_width(line.text) * size, one.x + one.width - 5)
          << line.text;
      EXPECT_GE(line.y - size, one.y) << line.text;
      EXPECT_LE(line.y + size * 0.3, one.y + one.height) << line.text;
    }
  }
}

TEST_P(EveryFlowchart, NeverBeginsALineWithAClosingMark) {
  const std::string never_first = "，。、；：！？”’）》」";
  for (const ChartBox& one : chart_.boxes) {
    for (const std::string& line : lines(one)) {
      EXPECT_EQ(never_first.find(core::characters(line).front()), std::string::npos) << line;
    }
  }
}

TEST_P(EveryFlowchart, KeepsTheStepsInOneColumn) {
  for (const ChartBox& one : chart_.boxes) {
    if (one.style != "step") continue;
    EXPECT_DOUBLE_EQ(one.x, chart_.boxes.front().x) << one.step;
    EXPECT_DOUBLE_EQ(one.width, chart_.boxes.front().width) << one.step;
  }
}

TEST_P(EveryFlowchart, DrawsOneArrowIntoEveryBoxButTheFirst) {
  EXPECT_EQ(chart_.arrows.size(), chart_.boxes.size() - 1);
}

TEST_P(EveryFlowchart, LeadsAwayWhatIsNotAccepted) {
  std::vector<std::string> labels;
  for (const core::ChartArrow& arrow : chart_.arrows) {
    if (!arrow.label.empty()) labels.push_back(arrow.label);
  }
  EXPECT_THAT(labels, ElementsAre("不符合", "符合受理范围"));
}

TEST_P(EveryFlowchart, PrintsEveryLimitOfItsClocks) {
  const core::Policy& policy = site_.policy;
  for (const core::Step& step : policy.steps) {
    const std::string limits = core::joined(lines(box(chart_, step.id), "limit"), "");
    for (const std::string& id : step.clocks) {
      const core::PolicyClock& clock = *policy.clock(id);
      if (!clock.by_tier) {
        EXPECT_NE(limits.find(core::chinese_limit(clock.limit)), std::string::npos) << id;
        continue;
      }
      for (const core::Tier& tier : policy.tiers) {
        const auto limit = policy.limit_of(clock, &tier);
        if (!limit) continue;
        EXPECT_NE(limits.find(tier.name + "：" + core::chinese_limit(*limit)), std::string::npos)
            << limits;
      }
    }
  }
}

TEST_P(EveryFlowchart, IsTheSameEveryTime) {
  EXPECT_EQ(core::to_json(chart_of(site_)), core::to_json(chart_));
}

INSTANTIATE_TEST_SUITE_P(Sites, EveryFlowchart,
                         testing::Values("beiguan", "chaoan", "demo", "panzhihua", "pingyi",
                                         "shaoguan"),
                         [](const auto& one) { return std::string(one.param); });

TEST(Flowchart, DrawsPingyisExtensionAndWhatFollows) {
  const FlowchartLayout chart = chart_of(site("pingyi"));
  EXPECT_THAT(lines(box(chart, "dispatch"), "limit"), ElementsAre("时限：当日"));
  EXPECT_THAT(lines(box(chart, "resolve"), "limit"),
              ElementsAre("立即解决事项：当场", "一般办理事项：1个工作日", "复杂事项：3个工作日"));
  EXPECT_EQ(core::joined(lines(box(chart, "resolve/extension")), ""),
            "申请延期承办窗口、科室申请，带班领导批准，最多延长7个工作日，限一次");
  EXPECT_EQ(core::joined(lines(box(chart, "resolve/breach-if_extended")), ""),
            "延期后仍未办结提交工作领导小组处理");
  EXPECT_EQ(core::joined(lines(box(chart, "resolve/breach-unless_extended")), ""),
            "到期未办也未延期提醒督办考核科督办");
}

TEST(Flowchart, FollowsTheNumbersOfThePolicy) {
  core::Site changed = site("pingyi");
  changed.policy.clocks[1].extend->workdays = 8;
  changed.policy.tiers[2].limits.at("handle").hundredths = 400;
  const FlowchartLayout chart = chart_of(changed);
  EXPECT_THAT(lines(box(chart, "resolve"), "limit"), Contains("复杂事项：4个工作日"));
  EXPECT_THAT(core::joined(lines(box(chart, "resolve/extension")), ""),
              testing::HasSubstr("8个工作日"));
}

TEST(Flowchart, CallsTheTargetOfABreachAsTheSiteDoes) {
  EXPECT_EQ(core::target_name(site("pingyi"), site("pingyi").policy, "dispatcher"), "督办考核科");
  core::Site named = site("pingyi");
  named.bodies.push_back({.id = "inspection", .name = "督查室"});
  EXPECT_EQ(core::target_name(named, named.policy, "inspection"), "督查室");
}
