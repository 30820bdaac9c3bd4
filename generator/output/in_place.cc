// Renames files only, which every file system can do.
#include "generator/output/in_place.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "generator/output/site_folder.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Result;
using core::Status;

std::set<std::string> listed_in(const fs::path& folder) {
  Result<std::string> manifest = core::read_file(folder / kManifestName);
  return manifest ? read_manifest(std::move(*manifest)).own : std::set<std::string>();
}

// All files of the stage but its manifest, as paths below it.
Result<std::vector<fs::path>> files_of(const fs::path& stage) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(stage, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path path = entry->path().lexically_relative(stage);
    if (!entry->is_directory(error) && path != kManifestName) files.push_back(path);
  }
  if (error) return core::Failure{core::FailureCode::unavailable, "cannot list " + stage.string()};
  std::ranges::sort(files);
  return files;
}

Status move_over(const fs::path& from, const fs::path& to) {
  if (Status made = core::make_folders(to.parent_path()); !made) return made;
  if (::rename(from.c_str(), to.c_str()) != 0) return core::system_failure("replace", to);
  return core::success();
}

}  // namespace

Status replace_in_place(const fs::path& stage, const fs::path& folder) {
  const Result<std::vector<fs::path>> files = files_of(stage);
  if (!files) return files.failure();
  const std::set<std::string> before = listed_in(folder);
  const std::set<std::string> after = listed_in(stage);
  std::set<std::string> both = before;
  both.insert(after.begin(), after.end());
  const Result<bool> noted =
      core::write_file_if_changed(folder / kManifestName, manifest_text(both, {}));
  if (!noted) return noted.failure();
  for (const fs::path& file : *files) {
    if (Status moved = move_over(stage / file, folder / file); !moved) return moved;
  }
  std::error_code error;
  for (const std::string& path : before) {
    if (!after.contains(path)) fs::remove(folder / path, error);
  }
  return move_over(stage / kManifestName, folder / kManifestName);
}

}  // namespace generator
