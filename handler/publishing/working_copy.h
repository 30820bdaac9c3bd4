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

// The texts of a site's folder as they stand: YAML, CSV, Markdown and JSON of at most 4 MB each,
// without what is in `files`. Fails as reading files does; `not_found` if the
// content has no such site.
core::Result<core::FolderTexts> read_texts(const std::filesystem::path& content,
                                           const std::string& site);
// Adds those of `paths` that are pictures or PDF of the site and stand in its folder, with their
// bytes. Other paths are passed over. Fails as reading files does.
core::Status add_site_files(const std::filesystem::path& content, const std::string& site,
                            const std::vector<std::string>& paths, core::FolderTexts& texts);

struct WorkingCopy {
  std::filesystem::path content;  // the folder that holds calendar/ and sites/
  std::string site;
  std::int64_t user = 0;
  // As the files are. Of the pictures and PDF only those that the draft changes are in it.
  core::FolderTexts standing;
  core::FolderTexts edited;  // with the draft
  store::Draft draft;
  std::vector<std::string> stale;  // files of the draft that changed since it began

  // `edited` against `standing`.
  core::FileChanges changes() const;
};

// Reads the folder and the draft. A file of the draft that changed since stays in `edited` as the
// draft has it. Fails as read_texts() and the store do.
core::Result<WorkingCopy> open_working_copy(const std::filesystem::path& content,
                                            store::Store& store, std::int64_t user,
                                            const std::string& site);

// Takes up a picture or PDF as it stands, so that an edit may remove it. Nothing changes if the
// copy has it already, or if there is no such file. Fails as reading files does.
core::Status take_up_site_file(WorkingCopy& copy, const std::string& path);

// The pictures and PDF that the draft brings and that no text of the site names, by path. Pure.
std::vector<std::string> unused_new_files(const WorkingCopy& copy);

// The site as the draft makes it. `loaded` is empty if a file of the site itself has a mistake;
// with one in its publications alone (news, questions, figures) it is there, and `found` has the
// error.
struct CheckedCopy {
  std::optional<core::LoadedSite> loaded;
  core::Diagnostics found;
};
// Reads `copy` with `edited` in the place of its own texts, with the checks of `generator check`
// that need no pages and no catalogue.
CheckedCopy check_copy(const WorkingCopy& copy, const core::FolderTexts& edited, core::Day today);

// A change: the files that differ, made from the texts as the draft has them. Its failure is what
// core/editing says.
using Edit = std::function<core::Result<core::FileChanges>(const core::FolderTexts& edited)>;

// What `now` has more of than `before`: the mistakes that a change brings. Lines do not count,
// because a change moves them. Sorted as Diagnostics::sorted().
std::vector<core::Diagnostic> brought_by_change(const core::Diagnostics& before,
                                                const core::Diagnostics& now);

// The text of a file; nothing if there is no such file.
std::optional<std::string> text_in(const core::FolderTexts& texts, const std::string& path);
// What the texts differ in. Pure.
core::FileChanges changes_of(const core::FolderTexts& before, const core::FolderTexts& after);
// `texts` with the changes.
core::FolderTexts with_changes(core::FolderTexts texts, const core::FileChanges& changes);

// Keeps `edited` as the person's draft. A file that is again as it stands leaves the draft.
// `conflict` if the draft or, under it, the folder changed meanwhile; a file that changed before
// keeps the hash that it began from, and stays stale.
core::Status keep_copy(store::Store& store, const WorkingCopy& copy,
                       const core::FolderTexts& edited, core::Instant now);

}  // namespace handler::publishing
