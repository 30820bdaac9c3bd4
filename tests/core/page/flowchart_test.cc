// The flowcharts of all shipped sites as data and as the list on pages: complete, consistent with
// the policy, and with a next step after every branch.
#include "core/page/flowchart.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/site/site.h"
#include "core/site/site_loader.h"

namespace core {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::filesystem::path kSource = BANCHENG_SOURCE_DIR;

const Texts& texts() {
  static const Texts all = [] {
    Diagnostics diagnostics;
    return load_texts(kSource / "site_templates/text/zh-CN", diagnostics);
  }();
  return all;
}

Site site_called(const std::string& id) {
  Diagnostics diagnostics;
  const auto loaded =
      load_site(kSource / "content/sites" / id, kSource / "content/calendar", diagnostics);
  EXPECT_TRUE(loaded.has_value()) << diagnostics.text();
  return loaded->site;
}

std::vector<FlowStep> chart_of(const Site& site) {
  std::vector<FlowStep> steps;
  for (const Step& step : site.policy.steps)
    steps.push_back(flow_step(site, site.policy, texts(), step));
  return steps;
}

const FlowStep& step_called(const std::vector<FlowStep>& chart, const std::string& id) {
  return *std::ranges::find(chart, id, &FlowStep::id);
}

// The branch with this title: "申请延期|到期前由……|→ 回到“限时办结”".
std::string said_by(const FlowStep& step, const std::string& title) {
  const auto branch = std::ranges::find(step.branches, title, &FlowBranch::title);
  return branch == step.branches.end()
             ? ""
             : branch->title + "|" + joined(branch->texts, "|") + "|" + branch->goes;
}

class EveryFlowchart : public testing::TestWithParam<const char*> {
 protected:
  const Site site_ = site_called(GetParam());
  const std::vector<FlowStep> chart_ = chart_of(site_);
};

TEST_P(EveryFlowchart, ShowsEveryStepInOrderWithWhoDoesIt) {
  std::vector<std::string> expected;
  for (const Step& step : site_.policy.steps)
    expected.push_back(step.name + "负责：" + step.performer);
  std::vector<std::string> shown;
  for (const FlowStep& step : chart_) shown.push_back(step.title + step.performer);
  EXPECT_EQ(shown, expected);
}

TEST_P(EveryFlowchart, HasExactlyOneStepForEachStateOfACase) {
  for (const auto& [state, name] : kCaseStates) {
    const auto covers = [state = state](const Step& step) {
      return std::ranges::count(step.covers, state);
    };
    std::ptrdiff_t steps = 0;
    for (const Step& step : site_.policy.steps) steps += covers(step);
    EXPECT_EQ(steps, 1) << name;
    ASSERT_NE(site_.policy.step_of(state), nullptr) << name;
    EXPECT_EQ(covers(*site_.policy.step_of(state)), 1) << name;
  }
}

TEST_P(EveryFlowchart, SaysOfEveryBranchWhereItGoesAndWhetherItReturns) {
  for (const FlowStep& step : chart_) {
    std::vector<std::string> places = {"→ 到此结束", "→ 回到“" + step.title + "”"};
    for (const FlowStep& other : chart_) {
      if (other.id != step.id) places.push_back("→ 到“" + other.title + "”");
    }
    for (const FlowBranch& branch : step.branches) {
      EXPECT_THAT(places, Contains(branch.goes)) << step.title << ": " << branch.title;
      EXPECT_EQ(branch.returns, branch.goes == places[1]) << branch.title;
      EXPECT_THAT(branch.texts, Not(IsEmpty())) << branch.title;
    }
  }
}

TEST_P(EveryFlowchart, LeadsAwayWhatIsNotAccepted) {
  const FlowStep& first = chart_.front();
  ASSERT_FALSE(first.branches.empty());
  EXPECT_EQ(first.branches[0].label, "不符合");
  EXPECT_EQ(said_by(first, "不予受理"), "不予受理|说明原因，指引去处|→ 到此结束");
  EXPECT_EQ(first.goes, "符合，到“" + chart_[1].title + "”");
}

TEST_P(EveryFlowchart, PrintsEveryLimitOfItsClocks) {
  for (const Step& step : site_.policy.steps) {
    const std::string limits = joined(step_called(chart_, step.id).limits, "|") + "|";
    for (const std::string& id : step.clocks) {
      const PolicyClock& clock = *site_.policy.clock(id);
      if (!clock.by_tier) {
        EXPECT_THAT(limits, HasSubstr(chinese_limit(clock.limit) + "|")) << id;
      }
      for (const Tier& tier : site_.policy.tiers) {
        const auto limit = clock.by_tier ? site_.policy.limit_of(clock, &tier) : std::nullopt;
        if (limit) {
          EXPECT_THAT(limits, HasSubstr(tier.name + "：" + chinese_limit(*limit)));
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sites, EveryFlowchart,
                         testing::Values("beiguan", "chaoan", "demo", "panzhihua", "pingyi",
                                         "shaoguan"),
                         [](const auto& one) { return std::string(one.param); });

TEST(Flowchart, ShowsPingyisExtensionAndWhatFollows) {
  const std::vector<FlowStep> chart = chart_of(site_called("pingyi"));
  EXPECT_THAT(step_called(chart, "dispatch").limits, ElementsAre("转办时限：当日"));
  const FlowStep& resolve = step_called(chart, "resolve");
  EXPECT_THAT(resolve.limits,
              ElementsAre("办结时限，立即解决事项：当场", "办结时限，一般办理事项：1个工作日",
                          "办结时限，复杂事项：3个工作日"));
  EXPECT_EQ(said_by(resolve, "申请延期"),
            "申请延期|到期前由承办窗口、科室申请，带班领导批准，最多延长7个工作日，限一次|"
            "→ 回到“限时办结”");
  EXPECT_EQ(said_by(resolve, "没有按时办好"),
            "没有按时办好|到期未办也未延期：提醒督办考核科督促办理|"
            "延期后仍未办结：提交工作领导小组处理|→ 回到“限时办结”");
}

TEST(Flowchart, ShowsTheSideLabelsOfPingyisAnnex) {
  const std::vector<FlowStep> chart = chart_of(site_called("pingyi"));
  EXPECT_EQ(said_by(step_called(chart, "consult"), "指导服务"),
            "指导服务|当面告诉您窗口管哪些事、按什么流程办。|→ 回到“接待咨询”");
  EXPECT_EQ(said_by(step_called(chart, "supervise"), "结果反馈"),
            "结果反馈|办得怎么样，把结果告诉您。|→ 到“服务评价”");
}

TEST(Flowchart, LeadsABranchWhereItsPolicySays) {
  const std::vector<FlowStep> chart = chart_of(site_called("demo"));
  EXPECT_THAT(said_by(step_called(chart, "handle"), "不归本县管"), HasSubstr("→ 到此结束"));
  EXPECT_EQ(said_by(step_called(chart, "dispatch"), "退回交办单"),
            "退回交办单|同一个单位最多退回2次，以后按窗口的决定办理。|→ 到“接待受理”");
}

TEST(Flowchart, FollowsTheNumbersOfThePolicy) {
  Site changed = site_called("pingyi");
  changed.policy.clocks[1].extend->workdays = 8;
  changed.policy.tiers[2].limits.at("handle").hundredths = 400;
  const std::vector<FlowStep> chart = chart_of(changed);
  EXPECT_THAT(step_called(chart, "resolve").limits, Contains("办结时限，复杂事项：4个工作日"));
  EXPECT_THAT(said_by(step_called(chart, "resolve"), "申请延期"), HasSubstr("8个工作日"));
}

TEST(Flowchart, SaysWhoConsentsBeforeADenial) {
  Site site = site_called("demo");
  site.policy.consents = {{.before = Denial::decline, .by = Role::leader_on_duty},
                          {.before = Denial::cannot, .by = Role::leading_group}};
  const std::vector<FlowStep> chart = chart_of(site);
  const std::string leader = site.policy.role(Role::leader_on_duty)->name;
  const std::string group = site.policy.role(Role::leading_group)->name;
  EXPECT_THAT(said_by(chart.front(), "不予受理"), HasSubstr("先经" + leader + "同意"));
  EXPECT_THAT(said_by(step_called(chart, "handle"), "依法依规办不了"),
              HasSubstr("先经" + group + "同意|再答复您，说明原因|→ 到“"));
}

TEST(Flowchart, LeadsNothingAwayWhereNothingIsExcluded) {
  Site site = site_called("demo");
  site.policy.exclusions.clear();
  EXPECT_EQ(said_by(chart_of(site).front(), "不予受理"), "");
  EXPECT_EQ(chart_of(site).front().goes, "");
}

TEST(Flowchart, CallsTheTargetOfABreachAsTheSiteDoes) {
  Site site = site_called("pingyi");
  EXPECT_EQ(target_name(site, site.policy, "dispatcher"), "督办考核科");
  site.bodies.push_back({.id = "inspection", .name = "督查室"});
  EXPECT_EQ(target_name(site, site.policy, "inspection"), "督查室");
}

TEST(Flowchart, OfAStepInBriefSaysWhoAndUntilWhen) {
  const Site site = site_called("pingyi");
  const FlowStep brief =
      flow_step(site, site.policy, texts(), site.policy.steps[2], FlowDetail::brief);
  EXPECT_EQ(brief.title + brief.performer, "限时办结负责：承办窗口、科室");
  EXPECT_EQ(brief.limits.size(), 3U);
  EXPECT_THAT(brief.branches, IsEmpty());
  EXPECT_EQ(brief.text, "");
}

// -- the list

std::string drawn(const TemplateData& data) {
  Diagnostics diagnostics;
  const auto templates = TemplateSet::load(kSource / "site_templates", texts(), diagnostics);
  EXPECT_NE(templates, nullptr) << diagnostics.text();
  return templates->render("partials/flowchart", data);
}

// No number is published, so the box says who sets the date.
TEST(Flowchart, SaysWhoSetsADateCaseByCase) {
  Site site = site_called("demo");
  for (PolicyClock& clock : site.policy.clocks) {
    if (clock.id != "dispatch") continue;
    clock.limit = {.kind = TimeLimit::Kind::case_by_case};
    clock.set_by = Role::dispatcher;
  }
  EXPECT_THAT(step_called(chart_of(site), "dispatch").limits,
              Contains("转办时限：由督办科逐件确定日期并告诉您"));
}

TEST(Flowchart, SaysMatterOnceWhereTheTierSaysItItself) {
  Site site = site_called("demo");
  const Trigger trigger{.at = 3, .tier = "complex", .escalate = "supervision"};
  const auto said = [&] { return trigger_in_words(site, site.policy, texts(), trigger); };
  EXPECT_THAT(said(), HasSubstr("“黄牌事项”开会协调3次"));
  for (Tier& tier : site.policy.tiers) {
    if (tier.id == "complex") tier.name = "黄牌";
  }
  EXPECT_THAT(said(), HasSubstr("“黄牌”事项开会协调3次"));
}

TEST(FlowchartList, NestsBranchesInTheirStepAndEscapesThem) {
  TemplateData data;
  FlowStep step{.id = "consult", .title = "接待<登记>"};
  step.branches = {{.title = "指导", .texts = {"说明"}, .goes = "→ 回到“接待”", .returns = true}};
  add_flow_step(data, step);
  EXPECT_THAT(drawn(data), HasSubstr("<ol class=\"flow\">\n<li id=\"step-consult\">\n"
                                     "<div><h3>接待&lt;登记&gt;</h3>\n</div>\n"
                                     "<ul class=\"back\">\n<li><div><strong>指导</strong>\n"
                                     "<p>说明</p>\n<span>→ 回到“接待”</span></div></li>\n"
                                     "</ul>\n</li>\n<li><div>结束</div></li>\n</ol>"));
}

TEST(FlowchartList, MarksTheStepWhereACaseStandsInWordsToo) {
  TemplateData data;
  add_flow_step(data, {.id = "one", .title = "登记"}).show("STEP_DONE");
  add_flow_step(data, {.id = "two", .title = "转办"}).show("STEP_CURRENT");
  const std::string html = drawn(data);
  EXPECT_THAT(html, HasSubstr("<li id=\"step-one\">\n<div><h3>登记<span>（已完成）</span></h3>"));
  EXPECT_THAT(html, HasSubstr("<li id=\"step-two\" class=\"now\" aria-current=\"step\">\n"
                              "<div><h3>转办<strong>（现在在这一步）</strong></h3>"));
}

}  // namespace
}  // namespace core
