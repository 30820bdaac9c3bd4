// The texts of the shipped sites, as edits of the desk take them.
#pragma once

#include <string>
#include <vector>

#include "core/changes/site_changes.h"
#include "core/site/folder_view.h"

namespace handler::publishing::testing::directory {

inline const std::vector<std::string> kAllSites = {"beiguan",   "chaoan", "demo",
                                                   "panzhihua", "pingyi", "shaoguan"};

// YAML and CSV of a site in content/sites.
core::FolderTexts texts_of_site(const std::string& id);
core::FolderTexts changed(core::FolderTexts texts, const core::FileChanges& changes);

// The lines of `after` that `before` does not have, and those that are gone, each as often as that.
struct LineChanges {
  std::vector<std::string> added;
  std::vector<std::string> gone;
};
LineChanges lines_between(const std::string& before, const std::string& after);

// What differs between two states of a folder, for messages; "" if nothing does.
std::string differences(const core::FolderTexts& before, const core::FolderTexts& after);

}  // namespace handler::publishing::testing::directory
