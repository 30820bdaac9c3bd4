// The present content of a site's public folder: which files the generator made, and which are
// foreign.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"

namespace generator {

inline constexpr const char* kManifestName = ".bancheng-manifest";

// All paths are relative, with '/'.
struct SiteFolder {
  std::set<std::string> own;      // files in the manifest that exist
  std::set<std::string> retired;  // those of `own` that no page of the last build uses
  std::set<std::string> foreign;  // files that are not in the manifest
  std::set<std::string> folders;  // folders without files of ours
  std::string manifest;           // its text
};

// Marks a file in the manifest that only pages of the previous build use: a reader may still have
// one of those pages open.
inline constexpr std::string_view kRetiredMark = "retired ";

// Fills `own`, `retired` and `manifest` from a manifest's text.
SiteFolder read_manifest(std::string text);

// The text of a manifest. `names` includes `retired`.
std::string manifest_text(const std::set<std::string>& names, const std::set<std::string>& retired);

// Which shared files of `old` stay although the new build (`names`) does not have them: those that
// pages of the last build use, or, if there are none, those that are already retired. A packed form
// stays with its file if `packed`.
std::set<std::string> retired_files(const SiteFolder& old, const std::set<std::string>& names,
                                    bool packed);

// Refuses, with the path, symbolic links and special files anywhere, and files without a manifest.
// An empty folder counts as none.
core::Result<SiteFolder> read_site_folder(const std::filesystem::path& folder);

// Warns (site.still-public) about each site that was built once but is no longer in the content,
// with the folders to remove. It stays public until a person removes it: nothing is deleted
// silently. `all_ids` are all sites of the content, built or not.
void find_removed_sites(const std::filesystem::path& out, const std::filesystem::path& published,
                        const std::vector<std::string>& all_ids, core::Diagnostics& diagnostics);

}  // namespace generator
