// The idea of the product, tested on every number there is: what policy.yaml promises is what the
// pages print, what the chart draws, what the forecast says and what the engine enforces, and
// nothing of another site.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/page/flowchart_layout.h"
#include "generator/inputs.h"
#include "generator/rendering.h"
#include "handler/cases/case.h"
#include "handler/cases/workflow.h"
#include "tests/support/notices.h"

namespace {

namespace fs = std::filesystem;
namespace cases = handler::cases;
using core::YamlNode;

const fs::path kSource = BANCHENG_SOURCE_DIR;

// A copy of content/ whose files a test may change.
class ContentCopy {
 public:
  ContentCopy() {
    std::string name = (fs::temp_directory_path() / "promise-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    root_ = name;
    fs::copy(kSource / "content", root_, fs::copy_options::recursive);
  }
  ~ContentCopy() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  ContentCopy(const ContentCopy&) = delete;
  ContentCopy& operator=(const ContentCopy&) = delete;

  fs::path root() const { return root_; }
  std::string policy(const std::string& site) const { return *core::read_file(file(site)); }
  void set_policy(const std::string& site, const std::string& text) const {
    ASSERT_TRUE(core::write_file_atomically(file(site), text).ok());
  }

 private:
  fs::path file(const std::string& site) const { return root_ / "sites" / site / "policy.yaml"; }

  fs::path root_;
};

// One number of a policy: where it stands, what it is, and the text of it.
struct Number {
  std::string path;  // "tiers.general.limits.handle"
  core::Span span;
  std::string text;  // "1 workday", "7"
};

bool is_time_limit(const std::string& text) {
  return text.find("workday") != std::string::npos &&
         std::isdigit(static_cast<unsigned char>(text[0])) != 0;
}

bool is_whole_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// Numbers that promise nothing about time. Anything else that is a number must be in the test
// below.
bool promises_no_time(const std::string& path) {
  for (const std::string ending : {"schema", "least", "phone"}) {
    if (path == ending || path.ends_with("." + ending)) return true;
  }
  return false;
}

void collect(const YamlNode& node, const std::string& path, std::vector<Number>& found) {
  if (node.kind == YamlNode::Kind::scalar &&
      (is_time_limit(node.scalar) || is_whole_number(node.scalar)) && !promises_no_time(path)) {
    found.push_back({path, node.span, node.scalar});
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const YamlNode* id = node.items[i].find("id");
    collect(node.items[i], path + "." + (id != nullptr ? id->scalar : std::to_string(i)), found);
  }
  for (const YamlNode::Entry& entry : node.entries) {
    collect(entry.value, path.empty() ? entry.key : path + "." + entry.key, found);
  }
}

std::vector<Number> numbers_of(const std::string& policy) {
  core::Diagnostics diagnostics;
  const auto root = core::read_yaml("policy.yaml", policy, diagnostics);
  std::vector<Number> found;
  if (root) collect(*root, "", found);
  return found;
}

// "1 workday" -> "2 workdays", "0.5 workday" -> "1.5 workdays", "7" -> "8".
std::string one_more(const std::string& text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  const std::string whole = std::to_string(std::stoi(text.substr(0, end)) + 1);
  if (end == std::string::npos) return whole;
  const std::size_t blank = text.find(' ');
  return whole + text.substr(end, blank - end) + " workdays";
}

std::string changed(const std::string& policy, const Number& number) {
  std::vector<std::string> lines = core::split(policy, '\n');
  std::string& line = lines.at(static_cast<std::size_t>(number.span.line - 1));
  const std::vector<std::string> characters = core::characters(line);
  std::size_t byte = 0;
  for (int i = 1; i < number.span.column; ++i)
    byte += characters.at(static_cast<std::size_t>(i - 1)).size();
  EXPECT_EQ(line.substr(byte, number.text.size()), number.text) << number.path;
  line.replace(byte, number.text.size(), one_more(number.text));
  return core::joined(lines, "\n");
}

// Everything one version of the content shows and enforces.
struct World {
  generator::Inputs inputs;
  generator::Rendering rendering;

  const core::LoadedSite& loaded(const std::string& site) const {
    for (const core::LoadedSite& candidate : inputs.sites) {
      if (candidate.site.identity.id == site) return candidate;
    }
    throw std::runtime_error("no site " + site);
  }
  const generator::RenderedSite& rendered(const std::string& site) const {
    for (const generator::RenderedSite& candidate : rendering.sites) {
      if (candidate.id() == site) return candidate;
    }
    throw std::runtime_error("no site " + site);
  }
  std::string page(const std::string& site, const std::string& path) const {
    for (const generator::RenderedPage& candidate : rendered(site).pages) {
      if (candidate.path.ends_with(path)) return candidate.html;
    }
    throw std::runtime_error("no page " + path);
  }
  std::string limits(const std::string& site) const {
    const std::string process = page(site, "process/index.html");
    const std::size_t table = process.find("id=\"limits\"");
    if (table == std::string::npos)
      throw std::runtime_error("no limits on the process page of " + site);
    return process.substr(table);
  }
};

std::unique_ptr<World> read_world(const fs::path& content, const std::vector<std::string>& sites) {
  core::Diagnostics diagnostics;
  auto inputs = generator::read_inputs(
      {content, kSource / "site_templates", sites, test::day("2026-10-20")}, diagnostics);
  EXPECT_TRUE(inputs.ok());
  auto world = std::make_unique<World>();
  world->inputs = std::move(*inputs);
  auto rendering = generator::render_all(
      world->inputs, {.templates = kSource / "site_templates", .jobs = 2}, diagnostics);
  EXPECT_TRUE(rendering.ok());
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.text();
  world->rendering = std::move(*rendering);
  return world;
}

// -- the engine

cases::Event event(std::int64_t seq, const std::string& at, const std::string& type,
                   core::Json data) {
  cases::Event made;
  made.site = "any";
  made.seq = seq;
  made.case_id = 1;
  made.recorded_at = test::moment(at);
  made.actor.kind = cases::Actor::Kind::staff;
  made.type = type;
  made.data = std::move(data);
  made.policy = "v";
  return made;
}

std::string kind_with(const core::Policy& policy, const std::string& tier) {
  for (const core::Kind& kind : policy.kinds) {
    for (const std::string& id : kind.tiers) {
      if (id == tier) return kind.id;
    }
  }
  return {};
}

// A case of that tier as far as it must go for every clock to have run: dispatched, answered, not
// yet told.
std::vector<cases::Event> life(const core::Site& site, const std::string& tier) {
  const std::string kind = kind_with(site.policy, tier);
  const std::string unit = site.units.front().id;
  return {event(1, "2026-09-22 09:00", "submitted", {{"kind", kind}, {"window", "main"}}),
          event(2, "2026-09-22 09:30", "accepted",
                {{"kind", kind}, {"tier", tier}, {"serial", "X-2026-0001"}}),
          event(3, "2026-09-22 10:00", "dispatched", {{"unit", unit}}),
          event(4, "2026-09-22 11:00", "replied", {{"outcome", "resolved"}})};
}

std::optional<core::Instant> due_of(const core::Site& site, const std::vector<cases::Event>& events,
                                    const std::string& clock) {
  const core::WorkTime time = site.work_time();
  const cases::Case folded =
      cases::fold({&site.policy, &time}, events, test::moment("2026-09-22 11:30"));
  for (const cases::ClockRun& run : folded.clocks) {
    if (run.clock == clock) return run.due.due;
  }
  return std::nullopt;
}

std::vector<std::string> forecast_of(const core::Site& site, const std::string& kind) {
  const core::WorkTime time = site.work_time();
  std::vector<std::string> lines;
  for (const auto& line :
       cases::forecast({&site.policy, &time}, kind, "", test::moment("2026-09-22 09:00"))) {
    lines.push_back(line.tier + " " + line.clock + " " + core::to_text(line.limit) +
                    (line.due.due ? " " + core::to_iso(*line.due.due) : ""));
  }
  return lines;
}

// What a unit and its approver may do about time: which refusal each further request for n workdays
// meets.
std::string extension_answers(const core::Site& site, int workdays) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  std::string answers;
  for (const core::Tier& tier : site.policy.tiers) {
    const std::string kind = kind_with(site.policy, tier.id);
    if (kind.empty()) continue;
    std::vector<cases::Event> events = life(site, tier.id);
    events.pop_back();
    const cases::Object object{"any", "main", {}, site.units.front().id, "", false, false};
    cases::StaffMember staff{1, "everybody", {}};
    for (const auto& [role, name] : core::kRoles) {
      staff.grants.push_back(
          {"any", role, "", role == core::Role::unit ? site.units.front().id : ""});
    }
    for (int round = 0; round < 3; ++round) {
      const core::Instant now = test::moment("2026-09-22 10:30");
      const cases::Case folded = cases::fold(rules, events, now);
      const auto outcome =
          cases::plan_action(rules, site, folded, object, staff, "ask_extension",
                             {{"workdays", std::to_string(workdays)}, {"reason", "x"}}, now);
      answers += outcome.refused + (outcome.mistakes.empty() ? "+" : "-") + ";";
      if (outcome.events.empty()) break;
      const std::string clock = outcome.events.front().data.value("clock", "");
      const std::int64_t seq = events.back().seq;
      events.push_back(
          event(seq + 1, "2026-09-22 10:30", "extension_asked", outcome.events.front().data));
      events.push_back(event(seq + 2, "2026-09-22 10:30", "extension_granted",
                             {{"clock", clock}, {"workdays", workdays}}));
    }
  }
  return answers;
}

bool waiting_is_over(const core::Site& site, const std::string& at) {
  const core::WorkTime time = site.work_time();
  const cases::Rules rules{&site.policy, &time};
  std::vector<cases::Event> events = life(site, site.policy.tiers.back().id);
  events.pop_back();
  events.push_back(event(4, "2026-09-22 10:30", "materials_asked", core::Json::object()));
  const cases::Case folded = cases::fold(rules, events, test::moment(at));
  const cases::ActionRule* rule = cases::find_action("reply_without_materials");
  return rule->guard(rules, folded, test::moment(at)).empty();
}

// The engine's answer to everything a number can change, as one text.
std::string enforced(const core::Site& site, const Number& number) {
  std::string answer;
  for (const core::Tier& tier : site.policy.tiers) {
    if (kind_with(site.policy, tier.id).empty()) continue;
    for (const core::PolicyClock& clock : site.policy.clocks) {
      const auto due = due_of(site, life(site, tier.id), clock.id);
      answer += tier.id + "/" + clock.id + "=" + (due ? core::to_iso(*due) : "-") + ";";
    }
  }
  if (number.path.find(".extend.") != std::string::npos) {
    const int asked = number.path.ends_with(".times") ? 1 : std::stoi(number.text) + 1;
    answer += extension_answers(site, asked);
  }
  if (number.path == "materials_within") {
    const core::WorkTime time = site.work_time();
    const core::DueDate due = core::count(time, test::moment("2026-09-22 10:30"),
                                          *core::time_limit_from_text(number.text));
    answer += waiting_is_over(
                  site, core::to_iso(*due.due + std::chrono::minutes(1)).substr(0, 10) + " 17:01")
                  ? "over"
                  : "waiting";
  }
  return answer;
}

bool is_limit_of_a_clock(const Number& number) {
  return number.path.starts_with("tiers.") || number.path.ends_with(".limit");
}

std::vector<std::string> all_forecasts(const core::Site& site) {
  std::vector<std::string> lines;
  for (const core::Kind& kind : site.policy.kinds) {
    for (const std::string& line : forecast_of(site, kind.id))
      lines.push_back(kind.id + " " + line);
  }
  return lines;
}

std::vector<std::string> site_ids() {
  return *core::list_folder(kSource / "content" / "sites");
}

class Promise : public testing::TestWithParam<std::string> {};

TEST_P(Promise, EveryNumberReachesPagesChartForecastAndEngine) {
  const std::string site = GetParam();
  const ContentCopy content;
  const std::string policy = content.policy(site);
  const auto before = read_world(content.root(), {site});
  for (const Number& number : numbers_of(policy)) {
    SCOPED_TRACE(site + " " + number.path + ": " + number.text + " -> " + one_more(number.text));
    content.set_policy(site, changed(policy, number));
    const auto after = read_world(content.root(), {site});
    EXPECT_TRUE(before->limits(site) != after->limits(site)) << "the limits page does not show it";
    EXPECT_TRUE(core::to_json(before->rendered(site).chart) !=
                core::to_json(after->rendered(site).chart))
        << "the flowchart does not show it";
    EXPECT_NE(enforced(before->loaded(site).site, number),
              enforced(after->loaded(site).site, number))
        << "the engine does not enforce it";
    EXPECT_NE(before->loaded(site).site.policy_version, after->loaded(site).site.policy_version);
    if (is_limit_of_a_clock(number)) {
      EXPECT_NE(all_forecasts(before->loaded(site).site), all_forecasts(after->loaded(site).site))
          << "the forecast does not show it";
    }
  }
}

TEST_P(Promise, AChangeTouchesNoOtherSite) {
  const std::string site = GetParam();
  const ContentCopy content;
  const std::string policy = content.policy(site);
  const std::vector<Number> numbers = numbers_of(policy);
  if (numbers.empty()) return;  // 潮安 promises no numbers
  const auto before = read_world(content.root(), {});
  content.set_policy(site, changed(policy, numbers.front()));
  const auto after = read_world(content.root(), {});
  for (const std::string& other : site_ids()) {
    if (other == site) continue;
    EXPECT_EQ(before->loaded(other).site.policy_version, after->loaded(other).site.policy_version);
    for (const generator::RenderedPage& page : before->rendered(other).pages) {
      EXPECT_TRUE(page.html == after->page(other, page.path)) << page.path;
    }
  }
}

TEST_P(Promise, ACaseKeepsTheVersionItWasAcceptedUnder) {
  const std::string site = GetParam();
  const ContentCopy content;
  const std::string policy = content.policy(site);
  const auto before = read_world(content.root(), {site});
  const core::PolicyTexts kept = before->loaded(site).policy_texts;
  for (const Number& number : numbers_of(policy)) {
    if (!is_limit_of_a_clock(number)) continue;
    content.set_policy(site, changed(policy, number));
    const auto after = read_world(content.root(), {site});
    const core::Result<core::PolicyVersion> stored = core::read_policy_version(kept);
    ASSERT_TRUE(stored.ok());
    core::Site old = after->loaded(site).site;
    old.policy = stored->policy;
    old.calendar = stored->time.calendar;
    EXPECT_EQ(enforced(old, number), enforced(before->loaded(site).site, number)) << number.path;
  }
}

INSTANTIATE_TEST_SUITE_P(Sites, Promise, testing::ValuesIn(site_ids()));

TEST(PromiseNumbers, AreFoundWhereTheDocumentsPrintThem) {
  const ContentCopy content;
  std::map<std::string, std::size_t> counts;
  for (const std::string& site : site_ids()) counts[site] = numbers_of(content.policy(site)).size();
  EXPECT_EQ(counts["pingyi"], 4U);     // 1, 3, +7, once
  EXPECT_EQ(counts["panzhihua"], 2U);  // 2, 5
  EXPECT_EQ(counts["beiguan"], 3U);    // 3, 5, 10
  EXPECT_EQ(counts["shaoguan"], 3U);   // 2, 5, half a day
  EXPECT_EQ(counts["chaoan"], 0U);     // its city's rule is not in hand
  EXPECT_GE(counts["demo"], 6U);
}

}  // namespace
