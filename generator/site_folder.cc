// Looks at a site's public folder without following or opening anything but the manifest.
#include "generator/site_folder.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>
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

struct Entries {
  std::vector<std::string> files;
  std::vector<std::string> folders;
};

// The kind of an entry: as the folder says, or, where its file system does not say, as lstat does.
unsigned char kind_of(const fs::path& folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return entry.d_type;
  struct stat state {};
  if (::lstat((folder / entry.d_name).c_str(), &state) != 0) return DT_UNKNOWN;
  return static_cast<unsigned char>(IFTODT(state.st_mode));
}

// Adds what is below `folder`, of which `prefix` is the relative path with a '/' at its end. Folder
// by folder without a stat for each file: a county has tens of thousands.
core::Status walk(const fs::path& folder, const std::string& prefix, Entries& entries) {
  const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(folder.c_str()), ::closedir);
  if (!opened) return core::system_failure("read", folder);
  std::vector<std::string> below;
  while (const dirent* entry = ::readdir(opened.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    const std::string path = prefix + std::string(name);
    switch (kind_of(folder, *entry)) {
      case DT_LNK:
        return refusal(folder / name,
                       "is a symbolic link: the public folder may hold none, remove it");
      case DT_DIR:
        below.push_back(path);
        break;
      case DT_REG:
        entries.files.push_back(path);
        break;
      default:
        return refusal(folder / name, "is neither a file nor a folder: remove it");
    }
  }
  for (std::string& path : below) {
    const fs::path child = folder / path.substr(prefix.size());
    if (core::Status walked = walk(child, path + "/", entries); !walked) return walked;
    entries.folders.push_back(std::move(path));
  }
  return core::success();
}

// Leaves the folders that no file of ours needs.
void drop_needed(std::set<std::string>& folders, const std::set<std::string>& own) {
  std::string last;
  for (const std::string& file : own) {
    std::string parent = file.substr(0, std::min(file.rfind('/'), file.size()));
    if (parent == file || parent == last) continue;
    last = parent;
    while (folders.erase(parent) > 0) {
      const std::size_t slash = parent.rfind('/');
      if (slash == std::string::npos) break;
      parent.resize(slash);
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

core::Result<SiteFolder> read_site_folder(const fs::path& folder) {
  SiteFolder site;
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return site;
  if (!fs::is_directory(status)) return refusal(folder, "is not a folder: move it away");
  site.exists = true;

  Entries entries;
  if (core::Status walked = walk(folder, "", entries); !walked) return walked.failure();
  const auto own_list = std::find(entries.files.begin(), entries.files.end(), kManifestName);
  if (own_list == entries.files.end()) {
    if (entries.files.empty() && entries.folders.empty()) return site;
    return refusal(
        folder,
        "holds files but was not made by the generator: name another --out, or move it away");
  }
  entries.files.erase(own_list);
  core::Result<std::string> manifest = core::read_file(folder / kManifestName);
  if (!manifest) return manifest.failure();
  site.manifest = std::move(*manifest);
  const Manifest named = read_manifest(site.manifest);
  std::sort(entries.files.begin(), entries.files.end());
  for (std::string& file : entries.files) {
    if (is_in(named.retired, file)) site.retired.insert(file);
    std::set<std::string>& files = is_in(named.own, file) ? site.own : site.foreign;
    files.insert(files.end(), std::move(file));
  }
  site.folders.insert(entries.folders.begin(), entries.folders.end());
  drop_needed(site.folders, site.own);
  return site;
}

}  // namespace generator
