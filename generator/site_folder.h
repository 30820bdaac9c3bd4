// A site's public folder as it stands: which files are the generator's and which are not.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "generator/folder_memory.h"

namespace generator {

inline constexpr const char* kManifestName = ".bancheng-manifest";

// All paths are relative with '/'.
struct SiteFolder {
  bool exists = false;
  std::set<std::string> own;      // files named in the manifest that are there
  std::set<std::string> retired;  // those of them that no page of the last build names
  std::set<std::string> foreign;  // files that are not named in it
  std::set<std::string> folders;  // folders that hold none of our files
  std::string manifest;           // its text
};

// In a manifest before the name of a file that only pages of the build before name: somebody may
// still be reading one.
inline constexpr std::string_view kRetiredMark = "retired ";

// `own` and `retired` as a manifest's text names them; both sorted.
struct Manifest {
  std::vector<std::string> own;
  std::vector<std::string> retired;
};
Manifest read_manifest(const std::string& text);

// The text of a manifest. `names` are sorted and hold `retired`.
std::string manifest_text(const std::vector<std::string>& names,
                          const std::set<std::string>& retired);

// Which of the shared files in `old` stay although the new build (`names`, sorted) does not have
// them: those that the last build's pages name, or, if these are all there, the ones that stayed
// before. A packed form stays with its file if `packed`.
std::set<std::string> retired_files(const SiteFolder& old, const std::vector<std::string>& names,
                                    bool packed);

// Looks at OUT/ID again and again, and remembers. Not thread-safe.
class SiteFolderReader {
 public:
  // Refused, with the path: a symbolic link or special file anywhere, files without a manifest. An
  // empty folder is as good as none. The result is good until the next call.
  core::Result<const SiteFolder*> read(const std::filesystem::path& folder);

 private:
  core::Result<const SiteFolder*> without_manifest(const std::filesystem::path& folder);
  void sort_out();

  FolderMemory memory_;
  SiteFolder site_;
};

}  // namespace generator
