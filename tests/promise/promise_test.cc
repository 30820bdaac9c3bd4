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
#include "generator/build/inputs.h"
#include "generator/build/rendering.h"
#include "tests/promise/enforced.h"
#include "tests/support/kept_pages.h"
#include "tests/support/notices.h"
#include "tests/support/source_folder.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using core::YamlNode;
using promise::all_forecasts;
using promise::enforced;
using promise::Number;

// A copy of content/ whose files a test may change.
class ContentCopy {
 public:
  ContentCopy() { fs::copy(tests::kSourceFolder / "content", root(), fs::copy_options::recursive); }

  const fs::path& root() const { return folder_.path(); }
  std::string policy(const std::string& site) const { return *core::read_file(file(site)); }
  void set_policy(const std::string& site, const std::string& text) const {
    ASSERT_TRUE(core::write_file_atomically(file(site), text).ok());
  }

 private:
  fs::path file(const std::string& site) const { return folder_ / "sites" / site / "policy.yaml"; }

  tests::TemporaryFolder folder_;
};

bool is_time_limit(const std::string& text) {
  return text.find("workday") != std::string::npos &&
         std::isdigit(static_cast<unsigned char>(text[0])) != 0;
}

bool is_whole_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// Numbers that promise nothing about time. Anything else that is a number must be in the test
// below; those of files have a test of their own.
bool promises_no_time(const std::string& path) {
  for (const std::string ending : {"schema", "least", "phone"}) {
    if (path == ending || path.ends_with("." + ending)) return true;
  }
  return false;
}

bool is_about_files(const Number& number) {
  return number.path.starts_with("files.");
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

std::vector<Number> all_numbers_of(const std::string& policy) {
  core::Diagnostics diagnostics;
  const auto root = core::read_yaml("policy.yaml", policy, diagnostics);
  std::vector<Number> found;
  if (root) collect(*root, "", found);
  return found;
}

std::vector<Number> numbers_of(const std::string& policy) {
  std::vector<Number> found = all_numbers_of(policy);
  std::erase_if(found, is_about_files);
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
  tests::KeptPages kept;

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
    const auto found = kept.pages().find(site + "/" + path);
    if (found == kept.pages().end()) throw std::runtime_error("no page " + path);
    return found->second;
  }
  // The process page from one heading to the next.
  std::string section(const std::string& site, const std::string& id) const {
    const std::string process = page(site, "process/index.html");
    const std::size_t from = process.find("<h2 id=\"" + id + "\"");
    if (from == std::string::npos)
      throw std::runtime_error("no " + id + " on the process page of " + site);
    return process.substr(from, process.find("<h2", from + 1) - from);
  }
};

std::unique_ptr<World> read_world(const fs::path& content, const std::vector<std::string>& sites) {
  core::Diagnostics diagnostics;
  auto inputs = generator::read_inputs(
      {content, tests::kSourceFolder / "site_templates", sites, test::day("2026-10-20")},
      diagnostics);
  EXPECT_TRUE(inputs.ok());
  auto world = std::make_unique<World>();
  world->inputs = std::move(*inputs);
  auto rendering = generator::render_all(
      world->inputs,
      {.templates = tests::kSourceFolder / "site_templates", .jobs = 2, .sink = &world->kept},
      diagnostics);
  EXPECT_TRUE(rendering.ok());
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.text();
  world->rendering = std::move(*rendering);
  return world;
}

bool is_limit_of_a_clock(const Number& number) {
  return number.path.starts_with("tiers.") || number.path.ends_with(".limit");
}

std::vector<std::string> site_ids() {
  return *core::list_folder(tests::kSourceFolder / "content" / "sites");
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
    EXPECT_TRUE(before->section(site, "steps") != after->section(site, "steps"))
        << "the flowchart does not show it";
    EXPECT_NE(enforced(before->loaded(site).site, number),
              enforced(after->loaded(site).site, number))
        << "the engine does not enforce it";
    EXPECT_NE(before->loaded(site).site.policy_version, after->loaded(site).site.policy_version);
    if (is_limit_of_a_clock(number)) {
      EXPECT_TRUE(before->section(site, "limits") != after->section(site, "limits"))
          << "the limits table does not show it";
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
    for (const auto& [path, html] : before->kept.pages()) {
      if (!path.starts_with(other + "/")) continue;
      EXPECT_TRUE(html == after->kept.pages().at(path)) << path;
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

// No town's document says anything of files: each policy is given numbers, lower than those of the
// program.
TEST_P(Promise, EveryNumberOfFilesReachesPagesAndEngine) {
  const std::string site = GetParam();
  const ContentCopy content;
  const auto silent = read_world(content.root(), {site});
  const std::string policy =
      content.policy(site) + "\nfiles: {most: 3, each: 4, case: 9, before_acceptance: 2}\n";
  content.set_policy(site, policy);
  const auto before = read_world(content.root(), {site});
  EXPECT_NE(silent->section(site, "additions").find("不出自本地的文件"), std::string::npos);
  EXPECT_NE(before->section(site, "additions").find("这是本窗口的规定"), std::string::npos);
  int found = 0;
  for (const Number& number : all_numbers_of(policy)) {
    if (!is_about_files(number)) continue;
    ++found;
    SCOPED_TRACE(site + " " + number.path + ": " + number.text + " -> " + one_more(number.text));
    content.set_policy(site, changed(policy, number));
    const auto after = read_world(content.root(), {site});
    EXPECT_TRUE(before->section(site, "additions") != after->section(site, "additions"))
        << "the process page does not show it";
    EXPECT_NE(promise::file_answers(before->loaded(site).site),
              promise::file_answers(after->loaded(site).site))
        << "the engine does not enforce it";
    EXPECT_NE(before->loaded(site).site.policy_version, after->loaded(site).site.policy_version);
  }
  EXPECT_EQ(found, 4);
}

INSTANTIATE_TEST_SUITE_P(Sites, Promise, testing::ValuesIn(site_ids()));

TEST(PromiseNumbers, AreFoundWhereTheDocumentsPrintThem) {
  const ContentCopy content;
  std::map<std::string, std::size_t> counts;
  for (const std::string& site : site_ids()) counts[site] = numbers_of(content.policy(site)).size();
  EXPECT_EQ(counts["pingyi"], 4U);     // 1, 3, +7, once
  EXPECT_EQ(counts["panzhihua"], 2U);  // 2, 5
  EXPECT_EQ(counts["beiguan"], 4U);    // 3, 5, 10, and how often is too often
  EXPECT_EQ(counts["shaoguan"], 3U);   // 2, 5, half a day
  EXPECT_EQ(counts["chaoan"], 0U);     // its city's rule is not in hand
  EXPECT_GE(counts["demo"], 6U);
}

}  // namespace
