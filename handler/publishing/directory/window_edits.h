// Changes windows in the files of a site, wherever each one stands: windows.yaml, windows/NAME.yaml
// or windows.csv.
//
// All functions are pure, and fail as core/editing does: `invalid` if the files have mistakes,
// `not_found` for a window that is in none of them.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/site/folder_view.h"
#include "handler/publishing/directory/window_files.h"

namespace handler::publishing {

// New values of one window; those that are not named stay.
struct WindowChange {
  std::string id;
  WindowValues values;
};
// Keys that are missing are put in the order of the reference, columns that are missing at the end.
// A window that gets another area or name keeps its id (window_names.h).
core::Result<core::FileChanges> set_windows(const core::FolderTexts& texts,
                                            const std::vector<WindowChange>& changes);

// Adds a window below the one whose id is its `parent`: behind the last of the same level there,
// else behind that window, else at the end of windows.csv. A window of a YAML file gets a derived
// id if it names none. `conflict` if the id is taken.
core::Result<core::FileChanges> add_window(const core::FolderTexts& texts,
                                           const WindowValues& values);

// Adds windows at the end of windows.csv, which is made if there is none. Their parents are named
// as in a table: by id, area or name.
core::Result<core::FileChanges> append_windows(const core::FolderTexts& texts,
                                               const std::vector<WindowValues>& added);

// `refused` for the main window and for one with windows below it.
core::Result<core::FileChanges> remove_window(const core::FolderTexts& texts,
                                              const std::string& id);

}  // namespace handler::publishing
