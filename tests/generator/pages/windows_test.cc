// Pages of windows tell which windows are set up and where, and whose phone and hours apply;
// planned windows are not offered.
#include "generator/pages/windows.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/site/report_form.h"
#include "generator/pages/coverage.h"
#include "tests/generator/pages/pages_fixture.h"
#include "tests/support/sample_site.h"

namespace generator {
namespace {

using core::Site;
using core::TemplateData;
using core::Window;
using testing::catalogue;

// A county, a town with one existing and one planned village, and a planned town.
Site county() {
  Site site = tests::sample_site();
  site.windows = std::vector<Window>{
      {.id = "main", .name = "样例县窗口", .level = "county", .sign = "entrance"},
      {.id = "west",
       .area = "西镇",
       .name = "西镇窗口",
       .level = "town",
       .parent = "main",
       .sign = "entrance"},
      {.id = "east",
       .area = "东镇",
       .name = "东镇窗口",
       .level = "town",
       .parent = "main",
       .sign = "entrance",
       .planned = true},
      {.id = "bay",
       .area = "湾头村",
       .name = "西镇湾头村窗口",
       .level = "village",
       .parent = "west",
       .sign = "desk",
       .lacks = {"office", "sign"}},
      {.id = "hill",
       .area = "山前村",
       .name = "西镇山前村窗口",
       .level = "village",
       .parent = "west",
       .sign = "desk",
       .planned = true},
      {.id = "mill",
       .area = "磨坊村",
       .name = "东镇磨坊村窗口",
       .level = "village",
       .parent = "east",
       .phone = "0999-5550001",
       .sign = "none",
       .phone_from = "main"}};
  return site;
}

std::string value(const TemplateData& data, std::string_view name) {
  const std::string* text = data.value(name);
  return text == nullptr ? "(none)" : *text;
}

const std::vector<TemplateData>& items(const TemplateData& data, std::string_view section) {
  static const std::vector<TemplateData> none;
  const std::vector<TemplateData>* found = data.items(section);
  return found == nullptr ? none : *found;
}

std::string listed(const TemplateData& data, std::string_view section, std::string_view name) {
  std::string all;
  for (const TemplateData& item : items(data, section)) all += value(item, name) + " ";
  return all;
}

std::vector<std::string> paths_of(const Site& site) {
  std::vector<std::string> paths;
  for (const PageSpec& spec : window_pages(site, catalogue(), "")) paths.push_back(spec.page);
  return paths;
}

TEST(WindowPages, AreOneForEachWindowThatIsSetUpAndOneForEachSign) {
  EXPECT_EQ(paths_of(county()),
            (std::vector<std::string>{"windows", "coverage", "signs", "windows/main",
                                      "windows/west", "windows/bay", "windows/mill", "signs/main",
                                      "signs/west", "signs/bay"}));
}

TEST(WindowDirectory, PutsVillagesUnderTheirTownEvenIfItIsPlanned) {
  const TemplateData data = window_directory_data(county(), catalogue());
  EXPECT_EQ(listed(data, "TOP", "LINK_NAME"), "样例县窗口 ");
  EXPECT_EQ(listed(data, "TOWN", "TOWN_NAME"), "西镇 东镇 ");
  const auto& towns = items(data, "TOWN");
  EXPECT_EQ(listed(towns[0], "VILLAGE", "LINK_NAME"), "湾头村 ");
  EXPECT_EQ(listed(towns[1], "VILLAGE", "LINK_NAME"), "磨坊村 ");
  EXPECT_TRUE(towns[1].shows("TOWN_PLANNED"));
}

TEST(WindowDirectory, CountsVillagesWhereThereAreTooManyToList) {
  Site site = county();
  std::vector<Window> windows = site.windows.list();
  for (int i = 0; i < 1000; ++i) {
    windows.push_back({.id = "v" + std::to_string(i), .level = "village", .parent = "west"});
  }
  site.windows = windows;
  const TemplateData data = window_directory_data(site, catalogue());
  const TemplateData& west = items(data, "TOWN")[0];
  EXPECT_EQ(value(west, "COUNT"), "1001");
  EXPECT_FALSE(west.has_items("VILLAGE"));
}

TEST(WindowPage, LeadsToTheNearestWindowAboveThatReceivesPeople) {
  const Site site = county();
  EXPECT_EQ(value(window_data(site, catalogue(), *site.window("mill")), "ABOVE_ID"), "main");
  EXPECT_EQ(value(window_data(site, catalogue(), *site.window("bay")), "ABOVE_ID"), "west");
  EXPECT_EQ(value(window_data(site, catalogue(), *site.window("main")), "ABOVE_ID"), "(none)");
}

TEST(WindowPage, ListsTheWindowsBelowThatAreSetUp) {
  const Site site = county();
  EXPECT_EQ(listed(window_data(site, catalogue(), *site.window("west")), "BELOW", "LINK_NAME"),
            "湾头村 ");
}

TEST(WindowPage, SaysWhosePhoneItPrints) {
  const Site site = county();
  EXPECT_EQ(value(window_data(site, catalogue(), *site.window("mill")), "PHONE_FROM"),
            "样例县窗口");
}

TEST(WindowPage, PrintsEachPhone) {
  Site site = county();
  std::vector<Window> windows = site.windows.list();
  windows[0].set_phones({"0999-5550001", "0999-5550002转3"});
  site.windows = windows;
  const TemplateData data = window_data(site, catalogue(), site.windows.front());
  EXPECT_EQ(value(data, "WINDOW_PHONE"), "0999-5550001");
  EXPECT_EQ(listed(data, "MORE_PHONE", "NEXT_PHONE"), "0999-5550002转3 ");
  EXPECT_EQ(listed(data, "MORE_PHONE", "NEXT_DIALLED"), "09995550002,3 ");
}

TEST(WindowPages, KnowTheirWindowSoThatItsNoticesStandThere) {
  const Site site = county();
  for (const PageSpec& spec : window_pages(site, catalogue(), "")) {
    const bool of_a_window = spec.page.starts_with("windows/");
    EXPECT_EQ(spec.window, of_a_window ? spec.page.substr(8) : "") << spec.page;
  }
}

TEST(CoveragePage, CountsWhatIsSetUpAgainstTheGoal) {
  Site site = county();
  site.window_goal.expected = {{"town", 2}, {"village", 8}};
  const TemplateData data = coverage_data(site, catalogue());
  EXPECT_EQ(listed(data, "LEVEL", "LEVEL_EXPECTED"), "1 2 8 ");
  EXPECT_EQ(listed(data, "LEVEL", "LEVEL_SET_UP"), "1 1 2 ");
  EXPECT_EQ(listed(data, "LEVEL", "LEVEL_SHARE"), "100% 50% 25% ");
  EXPECT_EQ(value(data, "COUNT"), "5");
}

TEST(CoveragePage, NamesWhatIsMissingAndWhatWindowsLack) {
  const TemplateData data = coverage_data(county(), catalogue());
  EXPECT_EQ(listed(data, "MISSING", "MISSING_NAME"), "东镇窗口 西镇山前村窗口 ");
  EXPECT_EQ(listed(data, "LACKING", "LACKING_WHAT"), "办公室成员、标识牌 ");
  EXPECT_TRUE(data.shows("IS_INCOMPLETE"));
}

TEST(Signs, CarryACodeOnlyIfTheAddressOfTheFormIsKnown) {
  const Site site = county();
  const Window& bay = *site.window("bay");
  EXPECT_TRUE(sign_data(site, catalogue(), bay, "").shows("NO_CODE"));
  const TemplateData data = sign_data(site, catalogue(), bay, "https://a.example/handle/y/report");
  EXPECT_TRUE(data.shows("HAS_QR_PATH"));
  EXPECT_FALSE(data.shows("NO_CODE"));
}

TEST(Signs, PointToTheFormOfTheirWindow) {
  const Site site = county();
  for (const PageSpec& spec : window_pages(site, catalogue(), "https://a.example")) {
    if (spec.page != "signs/bay") continue;
    const TemplateData expected = sign_data(site, catalogue(), *site.window("bay"),
                                            "https://a.example/handle/yangli/report?window=bay");
    EXPECT_EQ(value(spec.data({"../../", "../../"}), "QR_PATH"), value(expected, "QR_PATH"));
    EXPECT_TRUE(spec.one_edition);
  }
}

TEST(Form, OffersTownsWithTheirVillagesAndStartsWithTheMainWindow) {
  Site site = county();
  std::vector<Window> windows = site.windows.list();
  for (int i = 0; i < 4; ++i) {
    const std::string number = std::to_string(i);
    windows.push_back(
        {.id = "v" + number, .area = "村" + number, .level = "village", .parent = "west"});
  }
  site.windows = windows;
  const core::ReportForm form = core::make_report_form(site, catalogue());
  const core::FormField& field = *form.field("window");
  ASSERT_EQ(field.options.size(), 8u);
  EXPECT_EQ(field.options[0].value, "main");
  EXPECT_EQ(field.options[0].group, "");
  EXPECT_EQ(field.options[1].value, "west");
  EXPECT_EQ(field.options[2].group, "西镇");
  EXPECT_EQ(field.options[2].short_label, "湾头村");
  EXPECT_TRUE(field.options[2].listed);
}

}  // namespace
}  // namespace generator
