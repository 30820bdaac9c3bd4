// Tells the generator's files from others by the manifest.
#include "generator/site_folder.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/text.h"
#include "generator/compress.h"

namespace generator {
namespace {

namespace fs = std::filesystem;

core::Failure refusal(const fs::path& path, const std::string& why) {
  return {core::FailureCode::refused, path.string() + " " + why};
}

// "a/b/c" -> "a/b"; "c" -> "".
std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// Leaves the folders that no file of ours needs.
void drop_needed(std::set<std::string>& folders, const std::set<std::string>& own) {
  std::string last;
  for (const std::string& file : own) {
    std::string parent = parent_of(file);
    if (parent.empty() || parent == last) continue;
    last = parent;
    while (!parent.empty() && folders.erase(parent) > 0) parent = parent_of(parent);
  }
}

bool is_needed(const std::string& folder, const std::set<std::string>& own) {
  const std::string prefix = folder + "/";
  const auto first = own.lower_bound(prefix);
  return first != own.end() && first->starts_with(prefix);
}

// The same for the folders around a few files that came or went.
void sort_again(std::set<std::string>& folders, const std::vector<std::string>& changed,
                const std::set<std::string>& own) {
  for (const std::string& file : changed) {
    for (std::string above = parent_of(file); !above.empty(); above = parent_of(above)) {
      if (is_needed(above, own)) {
        folders.erase(above);
      } else {
        folders.insert(above);
      }
    }
  }
}

constexpr std::string_view kSharedFolder = "assets/";

bool is_in(const std::vector<std::string>& sorted, const std::string& name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

Manifest read_manifest(const std::string& text) {
  Manifest manifest;
  for (std::string& line : core::split(text, '\n')) {
    if (line.empty()) continue;
    if (line.starts_with(kRetiredMark)) {
      line.erase(0, kRetiredMark.size());
      manifest.retired.push_back(line);
    }
    manifest.own.push_back(std::move(line));
  }
  std::sort(manifest.own.begin(), manifest.own.end());
  std::sort(manifest.retired.begin(), manifest.retired.end());
  return manifest;
}

std::string manifest_text(const std::vector<std::string>& names,
                          const std::set<std::string>& retired) {
  std::string text;
  for (const std::string& name : names) {
    if (retired.contains(name)) text += kRetiredMark;
    text += name + "\n";
  }
  return text;
}

std::set<std::string> retired_files(const SiteFolder& old, const std::vector<std::string>& names,
                                    bool packed) {
  std::set<std::string> gone;
  std::set<std::string> before;
  const auto first = old.own.lower_bound(std::string(kSharedFolder));
  for (auto path = first; path != old.own.end() && path->starts_with(kSharedFolder); ++path) {
    const std::string file(unpacked_name(*path));
    const bool is_packed = file != *path && old.own.contains(file);
    if (is_packed ? !packed || is_in(names, file) : is_in(names, *path)) continue;
    (old.retired.contains(*path) ? before : gone).insert(*path);
  }
  return gone.empty() ? before : gone;
}

void SiteFolderReader::sort_out() {
  const Manifest named = read_manifest(site_.manifest);
  const std::set<std::string> before = std::exchange(site_.own, {});
  site_.foreign.clear();
  site_.retired.clear();
  auto name = named.own.begin();
  for (const std::string& file : memory_.files()) {
    while (name != named.own.end() && *name < file) ++name;
    if (name != named.own.end() && *name == file) {
      site_.own.insert(site_.own.end(), file);
      if (is_in(named.retired, file)) site_.retired.insert(file);
    } else if (file != kManifestName) {
      site_.foreign.insert(site_.foreign.end(), file);
    }
  }
  std::vector<std::string> changed;
  std::set_symmetric_difference(before.begin(), before.end(), site_.own.begin(), site_.own.end(),
                                std::back_inserter(changed));
  if (!memory_.has_other_folders() && !before.empty()) {
    return sort_again(site_.folders, changed, site_.own);
  }
  site_.folders = {memory_.folders().begin(), memory_.folders().end()};
  drop_needed(site_.folders, site_.own);
}

core::Result<const SiteFolder*> SiteFolderReader::without_manifest(const fs::path& folder) {
  const bool is_empty = memory_.files().empty() && memory_.folders().empty();
  *this = SiteFolderReader();
  if (!is_empty) {
    return refusal(
        folder,
        "holds files but was not made by the generator: name another --out, or move it away");
  }
  site_.exists = true;
  return &site_;
}

core::Result<const SiteFolder*> SiteFolderReader::read(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    *this = SiteFolderReader();
    return &site_;
  }
  if (!fs::is_directory(status)) return refusal(folder, "is not a folder: move it away");
  if (core::Status looked = memory_.look(folder); !looked) {
    *this = SiteFolderReader();
    return looked.failure();
  }
  if (!std::binary_search(memory_.files().begin(), memory_.files().end(), kManifestName)) {
    return without_manifest(folder);
  }
  core::Result<std::string> manifest = core::read_file(folder / kManifestName);
  if (!manifest) {
    *this = SiteFolderReader();
    return manifest.failure();
  }
  const bool is_same = site_.exists && !memory_.has_changed() && site_.manifest == *manifest;
  site_.exists = true;
  site_.manifest = std::move(*manifest);
  if (!is_same) sort_out();
  return &site_;
}

}  // namespace generator
