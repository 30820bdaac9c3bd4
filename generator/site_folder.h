// A site's public folder as it stands: which files are the generator's and which are not.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "core/base/result.h"

namespace generator {

inline constexpr const char* kManifestName = ".bancheng-manifest";

// All paths are relative with '/'.
struct SiteFolder {
  bool exists = false;
  std::set<std::string> own;      // files named in the manifest that are there
  std::set<std::string> foreign;  // files that are not named in it
  std::set<std::string> folders;  // folders that hold none of our files
  std::string manifest;           // its text
};

// Looks at OUT/ID. Refused, with the path: a symbolic link or special file anywhere, files without
// a manifest. An empty folder is as good as none.
core::Result<SiteFolder> read_site_folder(const std::filesystem::path& folder);

}  // namespace generator
