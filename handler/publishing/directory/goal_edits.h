// Changes how many windows of each level are planned, and by when: `expected` of windows.yaml.
#pragma once

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/directory/window.h"
#include "core/site/folder_view.h"

namespace handler::publishing {

// Levels and the day that `goal` does not name are taken out; a goal that names nothing takes the
// key out. `not_found` if the site has no windows.yaml; else fails as core/editing does. Pure.
core::Result<core::FileChanges> set_goal(const core::FolderTexts& texts,
                                         const core::WindowGoal& goal);

}  // namespace handler::publishing
