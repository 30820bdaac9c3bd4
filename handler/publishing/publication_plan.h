// What a publication is made of: the changes of a draft, or the earlier bytes of one that is put
// back.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "handler/publishing/working_copy.h"
#include "handler/store/publishing/publications.h"

namespace handler::publishing {

// The files of a copy as they stand and as they would be, by path.
std::vector<store::PublishedFile> files_to_publish(const WorkingCopy& copy);

// The changes that a publication's files make to a folder that stands as `standing`, but for these
// files, which count as they were before it.
std::vector<core::SiteChange> changes_of_publication(const core::FolderTexts& standing,
                                                     const store::Publication& publication);

// The files of a copy that brings back what stood before `publication`; without a draft. A picture
// or PDF that came with it stays if a page names it by now. For pictures and PDF, `standing` has
// those of the publication (add_site_files()), here and below.
WorkingCopy copy_put_back(const std::filesystem::path& content, const std::string& site,
                          const core::FolderTexts& standing, const store::Publication& publication);
// The same with its files as they would be: what a second person looks at.
WorkingCopy copy_published(const std::filesystem::path& content, const std::string& site,
                           const core::FolderTexts& standing,
                           const store::Publication& publication);

// The paths of its files.
std::vector<std::string> paths_of(const store::Publication& publication);

// The files of it that do not stand any more as it left them.
std::vector<std::string> changed_since(const core::FolderTexts& standing,
                                       const store::Publication& publication);

}  // namespace handler::publishing
