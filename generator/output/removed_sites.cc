// Compares the sites in the public and the published folder with the content.
#include "generator/output/removed_sites.h"

#include <algorithm>
#include <map>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "generator/output/site_folder.h"

namespace generator {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCurrent = "current";  // names the version in force, which the handler reads

// The names of the folders that contain a file called `mark`.
std::vector<std::string> sites_in(const fs::path& folder, const char* mark) {
  std::vector<std::string> sites;
  const core::Result<std::vector<std::string>> names = core::list_folder(folder);
  if (!names) return sites;
  std::error_code error;
  std::copy_if(
      names->begin(), names->end(), std::back_inserter(sites),
      [&](const std::string& name) { return fs::is_regular_file(folder / name / mark, error); });
  return sites;
}

}  // namespace

void find_removed_sites(const fs::path& out, const fs::path& published,
                        const std::vector<std::string>& all_ids, core::Diagnostics& diagnostics) {
  std::map<std::string, std::vector<std::string>> left;  // folders to remove, by site
  const auto note = [&](const fs::path& folder, const char* mark) {
    for (const std::string& id : sites_in(folder, mark)) {
      if (core::contains(all_ids, id)) continue;
      left[id].push_back((folder / id).string());
    }
  };
  note(out, kManifestName);
  note(published, kCurrent);
  for (const auto& [id, folders] : left) {
    diagnostics.warning({folders.front()}, "site.still-public",
                        "the site '" + id + "' is no longer in the content, but it is still public",
                        "to take it away, remove " + core::joined(folders, " and ") +
                            "; its cases stay in the database");
  }
}

}  // namespace generator
