// Uses the manifest to tell the generator's files from foreign ones.
#include "generator/output/site_folder.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "core/base/contains.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "generator/output/compress.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using core::Result;

constexpr std::string_view kSharedFolder = "assets/";

core::Failure refusal(const fs::path& path, const std::string& why) {
  return {core::FailureCode::refused, path.string() + " " + why};
}

// Everything below a folder.
struct Listing {
  std::set<std::string> files;
  std::set<std::string> folders;
};

Result<Listing> list(const fs::path& folder) {
  Listing found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const fs::directory_entry& entry = *at;
    std::string name = entry.path().native().substr(folder.native().size() + 1);
    std::error_code none;
    if (entry.is_symlink(none)) {
      return refusal(entry.path(),
                     "is a symbolic link: the public folder may hold none, remove it");
    }
    if (entry.is_directory(none)) {
      found.folders.insert(std::move(name));
    } else if (entry.is_regular_file(none)) {
      found.files.insert(std::move(name));
    } else {
      return refusal(entry.path(), "is neither a file nor a folder: remove it");
    }
  }
  if (!error) return found;
  return core::Failure{core::FailureCode::no_access,
                       "cannot read " + folder.string() + ": " + error.message()};
}

// Removes from `folders` those that contain a file of ours.
void drop_needed(std::set<std::string>& folders, const std::set<std::string>& own) {
  for (std::string path : own) {
    do {
      path.resize(std::min(path.rfind('/'), path.size()));
    } while (folders.erase(path) > 0);
  }
}

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

// One of the two, or both.
core::Sentence folders_in_words(const std::vector<std::string>& folders) {
  if (folders.size() < 2) return core::as_is(core::joined(folders, ""));
  return core::say("{first} and {second}", {{"first", folders[0]}, {"second", folders[1]}});
}

}  // namespace

SiteFolder read_manifest(std::string text) {
  SiteFolder site;
  for (std::string& line : core::split(text, '\n')) {
    if (line.empty()) continue;
    if (line.starts_with(kRetiredMark)) {
      line.erase(0, kRetiredMark.size());
      site.retired.insert(line);
    }
    site.own.insert(std::move(line));
  }
  site.manifest = std::move(text);
  return site;
}

std::string manifest_text(const std::set<std::string>& names,
                          const std::set<std::string>& retired) {
  std::string text;
  for (const std::string& name : names) {
    if (retired.contains(name)) text += kRetiredMark;
    text += name + "\n";
  }
  return text;
}

std::set<std::string> retired_files(const SiteFolder& old, const std::set<std::string>& names,
                                    bool packed) {
  std::set<std::string> gone;
  std::set<std::string> before;
  const auto first = old.own.lower_bound(std::string(kSharedFolder));
  for (auto path = first; path != old.own.end() && path->starts_with(kSharedFolder); ++path) {
    const std::string file(unpacked_name(*path));
    const bool is_packed = file != *path && old.own.contains(file);
    if (is_packed ? !packed || names.contains(file) : names.contains(*path)) continue;
    (old.retired.contains(*path) ? before : gone).insert(*path);
  }
  return gone.empty() ? before : gone;
}

Result<SiteFolder> read_site_folder(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return SiteFolder();
  if (!fs::is_directory(status)) return refusal(folder, "is not a folder: move it away");
  Result<Listing> found = list(folder);
  if (!found) return found.failure();
  if (found->files.empty() && found->folders.empty()) return SiteFolder();
  if (found->files.erase(kManifestName) == 0) {
    return refusal(
        folder,
        "holds files but was not made by the generator: name another --out, or move it away");
  }
  Result<std::string> text = core::read_file(folder / kManifestName);
  if (!text) return text.failure();
  SiteFolder site = read_manifest(std::move(*text));
  std::erase_if(site.own, [&](const std::string& name) { return found->files.erase(name) == 0; });
  site.foreign = std::move(found->files);
  site.folders = std::move(found->folders);
  drop_needed(site.folders, site.own);
  return site;
}

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
    diagnostics.warning(
        {folders.front()}, "site.still-public",
        core::say("the site '{id}' is no longer in the content, but it is still public",
                  {{"id", id}}),
        core::say("to take it away, remove {folders}; its cases stay in the database",
                  {{"folders", folders_in_words(folders)}}));
  }
}

}  // namespace generator
