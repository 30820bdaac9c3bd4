// A site's content as one person's draft would make it, and how a change gets into that draft.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/input/diagnostic.h"
#include "core/site/folder_view.h"
#include "core/site/site_loader.h"
#include "core/time/local_time.h"
#include "handler/store/store.h"

namespace handler::publishing {

// The texts of a site's folder as they stand. Fails as reading files does; `not_found` if the
// content has no such site.
core::Result<core::FolderTexts> read_texts(const std::filesystem::path& content,
                                           const std::string& site);

struct WorkingCopy {
  std::filesystem::path content;  // the folder that holds calendar/ and sites/
  std::string site;
  std::int64_t user = 0;
  core::FolderTexts standing;      // as the files are
  core::FolderTexts edited;        // with the draft
  store::Draft draft;
  std::vector<std::string> stale;  // files of the draft that changed since it began

  // `edited` against `standing`.
  core::FileChanges changes() const;
};

core::Result<WorkingCopy> open_working_copy(const std::filesystem::path& content,
                                            store::Store& store, std::int64_t user,
                                            const std::string& site);

// The site as the draft makes it. `loaded` is empty if there is an error.
struct CheckedCopy {
  std::optional<core::LoadedSite> loaded;
  core::Diagnostics found;
};
// Reads `copy` with `edited` in the place of its own texts, with the checks of `generator check`
// that need no pages.
CheckedCopy check_copy(const WorkingCopy& copy, const core::FolderTexts& edited, core::Day today);

// A change: the files that differ, made from the texts as the draft has them. Its failure is what
// core/editing says.
using Edit = std::function<core::Result<core::FileChanges>(const core::FolderTexts& edited)>;

// `texts` with the changes.
core::FolderTexts with_changes(core::FolderTexts texts, const core::FileChanges& changes);

// Keeps `edited` as the person's draft. A file that is again as it stands leaves the draft.
// `conflict` if the draft or, under it, the folder changed meanwhile.
core::Status keep_copy(store::Store& store, const WorkingCopy& copy, const core::FolderTexts& edited,
                       core::Instant now);

}  // namespace handler::publishing
