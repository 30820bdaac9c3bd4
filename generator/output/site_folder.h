// A site's public folder as it stands: which files are the generator's and which are not.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace generator {

inline constexpr const char* kManifestName = ".bancheng-manifest";

// All paths are relative with '/'.
struct SiteFolder {
  std::set<std::string> own;      // files named in the manifest that are there
  std::set<std::string> retired;  // those of them that no page of the last build names
  std::set<std::string> foreign;  // files that are not named in it
  std::set<std::string> folders;  // folders that hold none of our files
  std::string manifest;           // its text
};

// In a manifest before the name of a file that only pages of the build before name: somebody may
// still be reading one.
inline constexpr std::string_view kRetiredMark = "retired ";

// `own`, `retired` and `manifest` as a manifest's text says them.
SiteFolder read_manifest(std::string text);

// The text of a manifest. `names` hold `retired`.
std::string manifest_text(const std::set<std::string>& names, const std::set<std::string>& retired);

// Which of the shared files in `old` stay although the new build (`names`) does not have them:
// those that the last build's pages name, or, if these are all there, the ones that stayed before.
// A packed form stays with its file if `packed`.
std::set<std::string> retired_files(const SiteFolder& old, const std::set<std::string>& names,
                                    bool packed);

// Refused, with the path: a symbolic link or special file anywhere, files without a manifest. An
// empty folder is as good as none.
core::Result<SiteFolder> read_site_folder(const std::filesystem::path& folder);

}  // namespace generator
