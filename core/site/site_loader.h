// Turns a site's folder, or the pack that it was published in, into a Site, or says all its
// mistakes at once.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/base/out_of_line.h"
#include "core/base/pack.h"
#include "core/policy/policy_version.h"
#include "core/site/folder_view.h"
#include "core/site/site.h"

namespace core {

struct LoadedSite {
  BANCHENG_DECLARE_COPYING(LoadedSite);

  Site site;
  std::map<std::string, std::string>
      files;  // every file read, by path relative to the site folder or "calendar/YEAR.yaml"
  std::map<std::string, std::string> trees;  // of the YAML files, as tree_as_bytes() writes them
  PolicyTexts policy_texts;
  std::string shown_folder;  // the site folder as diagnostics show it
  FileChanges changes;       // what was read instead of the files of the folder
};

// Reads content/sites/ID and the calendar folder; diagnostics name files by these paths. Checks
// only the form of `texts.yaml`; see check_text_overrides. Returns nothing if there is any error;
// warnings do not matter.
std::optional<LoadedSite> load_site(const std::filesystem::path& site_folder,
                                    const std::filesystem::path& calendar_folder,
                                    Diagnostics& diagnostics);
// The same with some files changed; read_publications() then sees the same changes.
std::optional<LoadedSite> load_site(const std::filesystem::path& site_folder,
                                    const std::filesystem::path& calendar_folder,
                                    FileChanges changes, Diagnostics& diagnostics);

// Reads a site from its published pack, with the same readers and checks. Left empty are places in
// files, texts of YAML other than policy.yaml, reports.yaml and the calendars, and the goal for
// windows, which only public pages name. Throws nothing; a damaged pack is an error.
std::optional<LoadedSite> load_packed_site(const Pack& pack, const std::string& id,
                                           Diagnostics& diagnostics);

}  // namespace core
