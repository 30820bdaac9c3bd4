// Looks at a site's public folder without following or opening anything but the manifest.
#include "generator/site_folder.h"

#include <system_error>

#include "core/base/files.h"
#include "core/base/text.h"

namespace generator {
namespace {

namespace fs = std::filesystem;

core::Failure refusal(const fs::path& path, const std::string& why) {
  return {core::FailureCode::refused, path.string() + " " + why};
}

struct Entries {
  std::set<std::string> files;
  std::set<std::string> folders;
};

core::Result<Entries> walk(const fs::path& folder) {
  Entries entries;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::none, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const std::string path = at->path().lexically_relative(folder).generic_string();
    const fs::file_status status = at->symlink_status(error);
    if (error) break;
    if (fs::is_symlink(status)) {
      return refusal(at->path(), "is a symbolic link: the public folder may hold none, remove it");
    }
    if (fs::is_directory(status)) {
      entries.folders.insert(path);
    } else if (fs::is_regular_file(status)) {
      entries.files.insert(path);
    } else {
      return refusal(at->path(), "is neither a file nor a folder: remove it");
    }
  }
  if (error) {
    return core::Failure{core::FailureCode::no_access,
                         "cannot read " + folder.string() + ": " + error.message()};
  }
  return entries;
}

// Leaves the folders that no file of ours needs.
void drop_needed(std::set<std::string>& folders, const std::set<std::string>& own) {
  for (const std::string& file : own) {
    for (fs::path parent = fs::path(file).parent_path(); !parent.empty();
         parent = parent.parent_path()) {
      folders.erase(parent.generic_string());
    }
  }
}

}  // namespace

core::Result<SiteFolder> read_site_folder(const fs::path& folder) {
  SiteFolder site;
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return site;
  if (!fs::is_directory(status)) return refusal(folder, "is not a folder: move it away");
  site.exists = true;

  core::Result<Entries> entries = walk(folder);
  if (!entries) return entries.failure();
  if (entries->files.erase(kManifestName) == 0) {
    if (entries->files.empty() && entries->folders.empty()) return site;
    return refusal(
        folder,
        "holds files but was not made by the generator: name another --out, or move it away");
  }
  core::Result<std::string> manifest = core::read_file(folder / kManifestName);
  if (!manifest) return manifest.failure();
  site.manifest = std::move(*manifest);
  for (const std::string& name : core::split(site.manifest, '\n')) {
    if (entries->files.erase(name) > 0) site.own.insert(name);
  }
  site.foreign = std::move(entries->files);
  site.folders = std::move(entries->folders);
  drop_needed(site.folders, site.own);
  return site;
}

}  // namespace generator
