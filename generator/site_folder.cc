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
void drop_needed(std::set<std::string>& folders, const FileNames& own) {
  std::string last;
  for (const std::string& file : own) {
    std::string parent = parent_of(file);
    if (parent.empty() || parent == last) continue;
    last = parent;
    while (!parent.empty() && folders.erase(parent) > 0) parent = parent_of(parent);
  }
}

bool is_needed(const std::string& folder, const FileNames& own) {
  const std::string prefix = folder + "/";
  const auto first = own.lower_bound(prefix);
  return first != own.end() && first->starts_with(prefix);
}

// The same for the folders around a few files that came or went.
void sort_again(std::set<std::string>& folders, const std::vector<std::string>& changed,
                const FileNames& own) {
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

std::vector<std::string>::const_iterator FileNames::lower_bound(std::string_view name) const {
  return std::lower_bound(names_.begin(), names_.end(), name);
}

std::optional<std::size_t> FileNames::position(std::string_view name) const {
  const auto found = lower_bound(name);
  if (found == names_.end() || *found != name) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

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
  // As they were written, unless somebody was here.
  for (std::vector<std::string>* names : {&manifest.own, &manifest.retired}) {
    if (!std::is_sorted(names->begin(), names->end())) std::sort(names->begin(), names->end());
    names->erase(std::unique(names->begin(), names->end()), names->end());
  }
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
  const auto first = old.own.lower_bound(kSharedFolder);
  for (auto path = first; path != old.own.end() && path->starts_with(kSharedFolder); ++path) {
    const std::string file(unpacked_name(*path));
    const bool is_packed = file != *path && old.own.contains(file);
    if (is_packed ? !packed || is_in(names, file) : is_in(names, *path)) continue;
    (old.retired.contains(*path) ? before : gone).insert(*path);
  }
  return gone.empty() ? before : gone;
}

SiteFolderPtr SiteFolderReader::sorted_out(std::string manifest) const {
  auto site = std::make_shared<SiteFolder>();
  site->exists = true;
  site->manifest = std::move(manifest);
  const Manifest named = read_manifest(site->manifest);
  std::vector<std::string> own;
  own.reserve(named.own.size());
  auto name = named.own.begin();
  for (const std::string& file : memory_.files()) {
    while (name != named.own.end() && *name < file) ++name;
    if (name != named.own.end() && *name == file) {
      own.push_back(file);
      if (is_in(named.retired, file)) site->retired.insert(file);
    } else if (file != kManifestName) {
      site->foreign.insert(site->foreign.end(), file);
    }
  }
  site->own = FileNames(std::move(own));
  if (!memory_.has_other_folders() && !site_->own.empty()) {
    std::vector<std::string> changed;
    std::set_symmetric_difference(site_->own.begin(), site_->own.end(), site->own.begin(),
                                  site->own.end(), std::back_inserter(changed));
    site->folders = site_->folders;
    sort_again(site->folders, changed, site->own);
    return site;
  }
  site->folders = {memory_.folders().begin(), memory_.folders().end()};
  drop_needed(site->folders, site->own);
  return site;
}

core::Result<SiteFolderPtr> SiteFolderReader::without_manifest(const fs::path& folder) {
  const bool is_empty = memory_.files().empty() && memory_.folders().empty();
  *this = SiteFolderReader();
  if (!is_empty) {
    return refusal(
        folder,
        "holds files but was not made by the generator: name another --out, or move it away");
  }
  SiteFolder empty;
  empty.exists = true;
  site_ = std::make_shared<const SiteFolder>(std::move(empty));
  return site_;
}

core::Result<SiteFolderPtr> SiteFolderReader::read(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    *this = SiteFolderReader();
    return site_;
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
  const bool is_same = site_->exists && !memory_.has_changed() && site_->manifest == *manifest;
  if (!is_same) site_ = sorted_out(std::move(*manifest));
  return site_;
}

}  // namespace generator
