// Changes the units in units.yaml: each function from the texts of a site's folder to the changed
// file.
//
// All functions are pure. Failures: `not_found` for a unit that is not there; else what
// core/editing says.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/directory/directory.h"
#include "core/site/folder_view.h"

namespace handler::publishing {

inline constexpr const char* kUnitsFile = "units.yaml";

// Of what a unit says (mark_of.h).
std::string mark_of(const core::Unit& unit);

// Makes each of these units, found by its id, say what it is to be. Spans count nowhere.
core::Result<core::FileChanges> set_units(const core::FolderTexts& texts,
                                          const std::vector<core::Unit>& units);
// Puts a unit behind the others. `conflict` if its id is taken.
core::Result<core::FileChanges> add_unit(const core::FolderTexts& texts, const core::Unit& unit);
core::Result<core::FileChanges> remove_unit(const core::FolderTexts& texts, const std::string& id);

}  // namespace handler::publishing
