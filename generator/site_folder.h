// A site's public folder as it stands: which files are the generator's and which are not.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "generator/folder_memory.h"

namespace generator {

inline constexpr const char* kManifestName = ".bancheng-manifest";

// Names of files, sorted, each once. Immutable.
class FileNames {
 public:
  FileNames() = default;
  explicit FileNames(std::vector<std::string> sorted) : names_(std::move(sorted)) {}

  bool contains(std::string_view name) const { return position(name).has_value(); }
  std::optional<std::size_t> position(std::string_view name) const;
  std::vector<std::string>::const_iterator lower_bound(std::string_view name) const;
  const std::string& operator[](std::size_t position) const { return names_[position]; }
  auto begin() const { return names_.begin(); }
  auto end() const { return names_.end(); }
  std::size_t size() const { return names_.size(); }
  bool empty() const { return names_.empty(); }
  bool operator==(const FileNames&) const = default;

 private:
  std::vector<std::string> names_;
};

// All paths are relative with '/'.
struct SiteFolder {
  bool exists = false;
  FileNames own;                  // files named in the manifest that are there
  std::set<std::string> retired;  // those of them that no page of the last build names
  std::set<std::string> foreign;  // files that are not named in it
  std::set<std::string> folders;  // folders that hold none of our files
  std::string manifest;           // its text
};
using SiteFolderPtr = std::shared_ptr<const SiteFolder>;

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
  // empty folder is as good as none.
  core::Result<SiteFolderPtr> read(const std::filesystem::path& folder);

 private:
  core::Result<SiteFolderPtr> without_manifest(const std::filesystem::path& folder);
  SiteFolderPtr sorted_out(std::string manifest) const;

  FolderMemory memory_;
  SiteFolderPtr site_ = std::make_shared<const SiteFolder>();
};

}  // namespace generator
