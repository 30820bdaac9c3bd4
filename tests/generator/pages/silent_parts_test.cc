// No page speaks of what a policy does not have: a town that uses every key, with each optional
// part off, one at a time.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/site/site_loader.h"
#include "generator/pages/site_plan.h"
#include "tests/generator/pages/pages_fixture.h"

namespace generator {
namespace {

using core::Diagnostics;
using core::Policy;
using core::Site;
using testing::pages_of;

const std::filesystem::path kRoot = BANCHENG_SOURCE_DIR;

const Site& full_site() {
  static const Site site = [] {
    Diagnostics diagnostics;
    const auto loaded = core::load_site(kRoot / "tests/unseen/sites/lianxi",
                                        kRoot / "content/calendar", diagnostics);
    EXPECT_TRUE(loaded.has_value()) << diagnostics.text();
    return loaded.value().site;
  }();
  return site;
}

void leave_out_channel(Policy& policy, const std::string& id) {
  std::erase_if(policy.channels, [&](const core::Channel& channel) { return channel.id == id; });
}

void leave_out_limits(Site& site) {
  site.policy.clocks.clear();
  site.policy.limits_note.clear();
  for (core::Step& step : site.policy.steps) step.clocks.clear();
}

void leave_out_extensions(Site& site) {
  for (core::PolicyClock& clock : site.policy.clocks) {
    clock.extend.reset();
    std::erase_if(clock.on_breach, [](const core::BreachAction& action) {
      return action.when == core::BreachAction::When::if_extended;
    });
    for (core::BreachAction& action : clock.on_breach)
      action.when = core::BreachAction::When::always;
  }
}

void leave_out_clock(Site& site, const std::string& id) {
  std::erase_if(site.policy.clocks, [&](const core::PolicyClock& clock) { return clock.id == id; });
  for (core::Step& step : site.policy.steps) std::erase(step.clocks, id);
}

// An optional part, how it is left out, and what pages say only because of it.
struct Part {
  std::string name;
  void (*leave_out)(Site&);
  std::vector<std::string> words;
};

const std::vector<Part>& parts() {
  static const std::vector<Part> kParts = {
      {"evaluation", [](Site& site) { site.policy.grades.clear(); }, {"评价"}},
      {"reopening", [](Site& site) { site.policy.reopening = false; }, {"申请重新办理"}},
      {"visits", [](Site& site) { site.policy.visits.reset(); }, {"回访"}},
      {"exclusions",
       [](Site& site) { site.policy.exclusions.clear(); },
       {"不受理", "不予受理", "不归这里管，看看"}},
      {"limits", leave_out_limits, {"时限", "多久有答复", "多长时间", "没有按时", "到期"}},
      {"extensions", leave_out_extensions, {"延期", "延长"}},
      {"reminders",
       [](Site& site) {
         for (core::PolicyClock& clock : site.policy.clocks) clock.remind.reset();
       },
       {"系统提醒经办人", "工作日提醒"}},
      {"breaches",
       [](Site& site) {
         for (core::PolicyClock& clock : site.policy.clocks) clock.on_breach.clear();
         site.policy.triggers.clear();
       },
       {"没有按时办好", "由谁督办"}},
      {"materials", [](Site& site) { site.policy.materials_within.reset(); }, {"内交来"}},
      {"pauses",
       [](Site& site) { site.policy.pauses.reset(); },
       {"时限照常计算", "等材料的工作日照常计入时限"}},
      {"triggers", [](Site& site) { site.policy.triggers.clear(); }, {"次还没有办完", "被退回2次"}},
      {"bounces",
       [](Site& site) { site.policy.most_bounces.reset(); },
       {"不论哪个单位退回，最多2次", "退回交办单"}},
      {"bounces of all units",
       [](Site& site) {
         site.policy.most_bounces_of = core::BounceOf::unit;
         for (core::Trigger& trigger : site.policy.triggers) trigger.of = core::BounceOf::unit;
       },
       {"不论哪个单位退回"}},
      {"attendance", [](Site& site) { site.policy.attendance.reset(); }, {"带班", "现场办公"}},
      {"consent",
       [](Site& site) { site.policy.consents.clear(); },
       {"经值班局长同意", "经领导小组同意"}},
      {"restriction",
       [](Site& site) {
         for (core::Kind& kind : site.policy.kinds) kind.restricted = false;
       },
       {"不会转给被反映的单位"}},
      {"hotline",
       [](Site& site) {
         std::erase_if(site.policy.referrals,
                       [](const core::Referral& one) { return one.id == "hotline"; });
       },
       {"有什么不一样"}},
      {"phone",
       [](Site& site) { leave_out_channel(site.policy, "phone"); },
       {"打电话或者到窗口", "可以打电话。", "打电话：", "或者打电话<"}},
      {"in person",
       [](Site& site) { leave_out_channel(site.policy, "in_person"); },
       {"打电话或者到窗口", "到窗口当面说"}},
      {"own channel", [](Site& site) { leave_out_channel(site.policy, "letterbox"); }, {"意见箱"}},
      {"confidentiality",
       [](Site& site) { site.form_switches.fields["confidential"] = "off"; },
       {"保密"}},
      {"on behalf",
       [](Site& site) { site.form_switches.fields["on_behalf"] = "off"; },
       {"替别人反映"}},
      {"suggestions",
       [](Site& site) { site.form_switches.fields["request"] = "off"; },
       {"都可以填表告诉我们"}},
      {"progress read first",
       [](Site& site) { site.policy.progress.window_first = false; },
       {"承办单位报的进展，窗口看过再告诉您"}},
      {"dates set case by case",
       [](Site& site) { leave_out_clock(site, "finish"); },
       {"由调度科逐件确定日期并告诉您", "逐件确定日期"}},
      {"contact", [](Site& site) { leave_out_clock(site, "call"); }, {"与您取得联系", "联系时限"}},
      {"written answers",
       [](Site& site) { site.policy.written_answers = false; },
       {"提出的反映，书面答复。", "窗口会书面答复您"}},
      {"extensions told in time",
       [](Site& site) {
         for (core::PolicyClock& clock : site.policy.clocks)
           if (clock.extend) clock.extend->tell_before_due = false;
       },
       {"在到期以前把原因和新的到期日告诉您"}},
      {"retention",
       [](Site& site) { site.policy.retention = {}; },
       {"期满由系统销毁", "按下面的时间保存", "旧备份"}},
      {"files",
       [](Site& site) { site.policy.files = core::FileRule{.taken = false}; },
       {"可以交照片", "要交照片", "照片和PDF文件", "这是本窗口的规定。"}},
      {"backups", [](Site& site) { site.policy.retention.backups.reset(); }, {"旧备份"}},
      {"bodies", [](Site& site) { site.bodies.clear(); }, {"监督的部门", "谁来监督", "名单按印发"}},
  };
  return kParts;
}

// What people read: not the words that the search leaves out of queries.
std::string without_words_of_search(const std::string& html) {
  static const std::regex kLists("data-(skip|ends|plain)=\"[^\"]*\"");
  return std::regex_replace(html, kLists, "");
}

TEST(SilentParts, NoPageSpeaksOfAPartThatThePolicyLeavesOut) {
  for (const Part& part : parts()) {
    Site site = full_site();
    part.leave_out(site);
    for (const auto& [path, page] : pages_of(site)) {
      const std::string html = without_words_of_search(page);
      for (const std::string& word : part.words)
        EXPECT_EQ(html.find(word), std::string::npos)
            << path << " without " << part.name << " says " << word;
    }
  }
}

// Else the test above could not fail.
TEST(SilentParts, EachPartIsSpokenOfWhereThePolicyHasIt) {
  std::string all;
  for (const auto& [path, html] : pages_of(full_site())) all += html;
  for (const Part& part : parts()) {
    for (const std::string& word : part.words)
      EXPECT_NE(all.find(word), std::string::npos) << part.name << ": " << word;
  }
}

TEST(SilentParts, NoHeadingStandsOverNothing) {
  for (const Part& part : parts()) {
    Site site = full_site();
    part.leave_out(site);
    for (const auto& [path, html] : pages_of(site)) {
      for (std::size_t at = 0; (at = html.find("</h2>", at)) != std::string::npos;) {
        at = html.find_first_not_of(" \n", at + std::string("</h2>").size());
        const std::string next = html.substr(at, 10);
        for (const char* end : {"<h2", "</section>", "</main>", "<footer"})
          EXPECT_FALSE(next.starts_with(end)) << path << " without " << part.name;
      }
    }
  }
}

TEST(SilentParts, NoPageOffersAChannelThatIsNotPublic) {
  for (const auto& [path, html] : pages_of(full_site())) {
    EXPECT_EQ(html.find("县长热线"), std::string::npos) << path;
    EXPECT_EQ(html.find("县热线办"), std::string::npos) << path;
  }
}

TEST(SilentParts, TheSitesOwnWordForTheWindowIsTheOnlyOne) {
  for (const auto& [path, html] : pages_of(full_site()))
    EXPECT_EQ(html.find("反映窗口"), std::string::npos) << path;
}

}  // namespace
}  // namespace generator
