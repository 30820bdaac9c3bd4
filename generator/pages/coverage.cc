// The coverage page: planned, existing and missing windows (CA-11, CA-12).
#include "generator/pages/coverage.h"

#include "core/base/text.h"
#include "core/directory/window_sources.h"

namespace generator {

using core::Site;
using core::TemplateData;
using core::Texts;
using core::Window;

namespace {

struct Count {
  int listed = 0;
  int set_up = 0;
};

using Counts = std::map<std::string, Count, std::less<>>;

Counts count_levels(const Site& site) {
  Counts counts;
  for (const Window& window : site.windows) {
    Count& count = counts[window.level];
    ++count.listed;
    count.set_up += window.planned ? 0 : 1;
  }
  return counts;
}

int expected_of(const Site& site, const std::string& level, const Count& count) {
  const auto goal = site.window_goal.expected.find(level);
  return goal == site.window_goal.expected.end() ? count.listed : goal->second;
}

// Returns how many expected windows the files do not mention.
int add_levels(TemplateData& data, const Site& site, const Texts& texts) {
  Counts counts = count_levels(site);
  for (const auto& [level, expected] : site.window_goal.expected) counts[level];
  int unlisted = 0;
  for (const std::string_view name : core::kWindowLevels) {
    const auto found = counts.find(name);
    if (found == counts.end()) continue;
    const std::string level(name);
    const int expected = expected_of(site, level, found->second);
    unlisted += expected - found->second.listed;
    data.add("LEVEL")
        .set("LEVEL_NAME", texts.get("level." + level))
        .set("LEVEL_EXPECTED", expected)
        .set("LEVEL_SET_UP", found->second.set_up)
        .set("LEVEL_SHARE", std::to_string(100 * found->second.set_up / expected) + "%");
  }
  return unlisted;
}

void add_town_coverage(TemplateData& data, const Site& site, const Texts& texts,
                       const Window& town) {
  Count villages;
  for (const auto i : site.windows.below(town)) {
    ++villages.listed;
    villages.set_up += site.windows[i].planned ? 0 : 1;
  }
  TemplateData& shown = data.add("TOWN");
  shown.set("TOWN_ID", town.id)
      .set("TOWN_NAME", town.short_name())
      .set("TOWN_WINDOW", texts.get(town.planned ? "coverage.planned" : "coverage.there"))
      .set("THERE", villages.set_up)
      .set("LISTED", villages.listed)
      .show_if(!town.planned, "TOWN_OPEN")
      .show_if(town.planned, "TOWN_PLANNED")
      .show_if(villages.listed > 0, "HAS_VILLAGES")
      .show_if(villages.listed == 0, "NO_VILLAGES");
}

std::string lacks_of(const Window& window, const Texts& texts) {
  std::vector<std::string> lacks;
  for (const std::string& lack : window.lacks) lacks.push_back(texts.get("coverage.lack." + lack));
  return core::joined(lacks, texts.get("contact.list"));
}

}  // namespace

TemplateData coverage_data(const Site& site, const Texts& texts) {
  TemplateData data;
  const int unlisted = add_levels(data, site, texts);
  for (const Window& window : site.windows) {
    if (window.level == "town") add_town_coverage(data, site, texts, window);
    if (window.planned) data.add("MISSING").set("MISSING_NAME", window.name);
    if (window.planned || window.lacks.empty()) continue;
    data.add("LACKING")
        .set("LINK_ID", window.id)
        .set("LINK_NAME", window.name)
        .set("LACKING_WHAT", lacks_of(window, texts));
  }
  if (site.window_goal.by) data.set_optional("GOAL_BY", core::chinese_date(*site.window_goal.by));
  if (unlisted > 0) data.set_optional("COUNT", std::to_string(unlisted));
  const bool missing = data.has_items("MISSING");
  return data.show_if(data.has_items("TOWN"), "HAS_TOWNS")
      .show_if(missing, "HAS_MISSING")
      .show_if(missing || unlisted > 0, "IS_INCOMPLETE")
      .show_if(data.has_items("LACKING"), "HAS_LACKING")
      .show_if(!missing && unlisted == 0, "IS_COMPLETE");
}

}  // namespace generator
