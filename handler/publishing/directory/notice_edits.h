// Changes the notices in site.yaml: each function from the texts of a site's folder to the changed
// file.
//
// All functions are pure. Failures: `conflict` if a notice is not there or does not say any more
// what its page showed; else what core/editing says.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/directory/government.h"
#include "core/site/folder_view.h"

namespace handler::publishing {

inline constexpr const char* kSiteFile = "site.yaml";

// Of what a notice says (mark_of.h).
std::string mark_of(const core::Notice& notice);

// A notice by its place in the list, and what it said.
struct NoticeSpot {
  std::size_t index = 0;
  std::string mark;
};

// Puts a notice behind the others; the list is made if site.yaml has none.
core::Result<core::FileChanges> add_notice(const core::FolderTexts& texts,
                                           const core::Notice& notice);
core::Result<core::FileChanges> set_notice(const core::FolderTexts& texts, const NoticeSpot& spot,
                                           const core::Notice& notice);
core::Result<core::FileChanges> remove_notices(const core::FolderTexts& texts,
                                               const std::vector<NoticeSpot>& spots);

}  // namespace handler::publishing
