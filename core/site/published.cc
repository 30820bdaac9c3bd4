// Writes and reads the published policy: first the files under their hash, last the name of the
// hash.
#include "core/site/published.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/build_id.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/new_files.h"
#include "core/base/stop_point.h"
#include "core/base/text.h"
#include "core/site/packed_files.h"

namespace core {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashDigits = 32;
constexpr std::string_view kCalendarFiles = "calendar/";

bool is_hash(const std::string& text) {
  return text.size() == kHashDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string advice(const fs::path& root) {
  return ": run generator build --published " + root.string();
}

// The path of a source file below the version's folder.
fs::path place_of(const std::string& file, const std::string& site) {
  return file.starts_with(kCalendarFiles) ? fs::path(file) : fs::path(site) / file;
}

constexpr std::string_view kSitePack = "site";
constexpr std::string_view kReadyPack = "ready";
constexpr std::string_view kFramePiece = "frame.json";

bool holds(const fs::path& path, const std::string& bytes) {
  const Result<std::string> held = read_file(path);
  return held && *held == bytes;
}

// A hard link to a file that all sites share, or a copy if the file system has no hard links.
Status share(const fs::path& shared, const fs::path& path, const std::string& bytes) {
  std::error_code error;
  if (!holds(shared, bytes)) {
    if (Status made = make_folders(shared.parent_path()); !made) return made;
    if (Status written = write_file_atomically(shared, bytes); !written) return written;
  }
  fs::create_hard_link(shared, path, error);
  return error ? write_new_file(path, bytes) : success();
}

Status write_version(const fs::path& folder, const LoadedSite& loaded, const std::string& site_pack,
                     const fs::path& shared, const std::string& ready) {
  for (const auto& [file, text] : loaded.files) {
    const fs::path place = folder / place_of(file, loaded.site.identity.id);
    if (Status written = write_new_file(place, text); !written) return written;
  }
  if (Status written = write_new_file(folder / kSitePack, site_pack); !written) return written;
  return ready.empty() ? success() : share(shared, folder / kReadyPack, ready);
}

// Whether all files of a version exist with the right bytes.
bool is_whole(const fs::path& folder, const LoadedSite& loaded, const std::string& site_pack,
              const std::string& ready) {
  if (!holds(folder / kSitePack, site_pack)) return false;
  if (!ready.empty() && !holds(folder / kReadyPack, ready)) return false;
  return std::ranges::all_of(loaded.files, [&](const auto& file) {
    return holds(folder / place_of(file.first, loaded.site.identity.id), file.second);
  });
}

constexpr std::string_view kStagePrefix = ".stage-";

bool is_running(const std::string& process) {
  const long id = std::strtol(process.c_str(), nullptr, 10);
  return id > 0 && (::kill(static_cast<pid_t>(id), 0) == 0 || errno != ESRCH);
}

// Removes what builds that were killed left: half-written versions and names of a version. This
// process has none yet.
void remove_stale(const fs::path& site_folder) {
  remove_unfinished(site_folder,
                    [](const std::string& name) { return name == "current" || name == "inputs"; });
  const std::string own = std::to_string(::getpid());
  std::error_code error;
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(site_folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kStagePrefix)) continue;
    const std::string process = name.substr(kStagePrefix.size());
    if (process == own || !is_running(process)) stale.push_back(entry.path());
  }
  for (const fs::path& path : stale) fs::remove_all(path, error);
}

Status add_version(const fs::path& site_folder, const LoadedSite& loaded,
                   const std::string& site_pack, const fs::path& shared, const std::string& ready) {
  const fs::path stage = site_folder / (std::string(kStagePrefix) + std::to_string(::getpid()));
  const fs::path version = site_folder / name_of_pack(site_pack);
  std::error_code error;
  fs::remove_all(stage, error);
  if (Status made = make_folders(stage); !made) return made;
  if (Status written = write_version(stage, loaded, site_pack, shared, ready); !written) {
    return written;
  }
  if (Status synced = sync_file_system(stage); !synced) return synced;
  stop_point("version written");
  // An existing version is damaged, or it would not be written again. Without it the site fails for
  // a moment, as it did before.
  fs::remove_all(version, error);
  fs::rename(stage, version, error);
  if (error) {
    return Failure{FailureCode::unavailable,
                   "cannot publish " + version.string() + ": " + error.message()};
  }
  return success();
}

void prune(const fs::path& site_folder, const std::string& current, std::size_t keep) {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> versions;
  for (const auto& entry : fs::directory_iterator(site_folder, error)) {
    const std::string name = entry.path().filename().string();
    if (is_hash(name) && name != current) {
      versions.emplace_back(entry.last_write_time(error), entry.path());
    }
  }
  std::sort(versions.rbegin(), versions.rend());
  for (std::size_t i = keep > 0 ? keep - 1 : 0; i < versions.size(); ++i) {
    fs::remove_all(versions[i].second, error);
  }
}

std::string to_json(const PublishedFrame& frame) {
  return Json{{"assets", frame.assets},      {"large", frame.large}, {"search", frame.search},
              {"program", frame.program},    {"ready", frame.ready}, {"origin", frame.origin},
              {"base_path", frame.base_path}}
      .dump();
}

// Fails with `corrupt`.
Result<PublishedFrame> frame_from_json(const std::string& json) {
  try {
    const Json read = Json::parse(json);
    // Versions from before there was a base URL in them were made for "/".
    return PublishedFrame{.assets = read.at("assets"),
                          .large = read.at("large"),
                          .search = read.value("search", false),
                          .program = read.at("program"),
                          .ready = read.at("ready"),
                          .origin = read.value("origin", ""),
                          .base_path = read.value("base_path", "/")};
  } catch (const Json::exception& error) {
    return Failure{FailureCode::corrupt, error.what()};
  }
}

// Reads the site from its YAML files.
std::optional<LoadedSite> load_files(const fs::path& folder, const std::string& site,
                                     std::string& complaint) {
  Diagnostics diagnostics;
  std::optional<LoadedSite> loaded = load_site(folder / site, folder / "calendar", diagnostics);
  if (!loaded) complaint = " cannot be read:\n" + diagnostics.text();
  return loaded;
}

// Whether the pack has exactly the files of the folder, with the same text.
bool agrees(const Pack& pack, const LoadedSite& loaded) {
  if (pack.names_below(text_piece("")).size() != loaded.files.size()) return false;
  return std::ranges::all_of(loaded.files, [&](const auto& file) {
    const Result<std::string> text = pack.read(text_piece(file.first));
    return text && *text == file.second;
  });
}

Result<PublishedSite> read_version(const Pack& pack, const fs::path& folder,
                                   const std::string& site, Look look, std::string& complaint) {
  const Result<std::string> frame_json = pack.read(kFramePiece);
  const Result<PublishedFrame> frame =
      frame_json ? frame_from_json(*frame_json) : frame_json.failure();
  if (!frame) {
    complaint = " is damaged";
    return Failure{};
  }
  const bool is_ours = frame->program == build_id();
  std::optional<LoadedSite> loaded;
  if (look == Look::whole || !is_ours) {
    loaded = load_files(folder, site, complaint);
    if (!loaded) return Failure{};
    if (!agrees(pack, *loaded)) complaint = " was changed by hand";
  }
  if (is_ours) {
    Diagnostics diagnostics;
    loaded = load_packed_site(pack, site, diagnostics);
    if (!loaded) complaint = " cannot be read:\n" + diagnostics.text();
  }
  if (!complaint.empty()) return Failure{};
  loaded->site.identity.place_at(frame->base_path);
  return PublishedSite{std::move(*loaded), *frame, folder.filename(), folder};
}

}  // namespace

Result<std::string> current_hash(const fs::path& published_root, const std::string& site) {
  const fs::path path = published_root / site / "current";
  Result<std::string> text = read_file(path, 1024);
  if (!text && text.failure().code == FailureCode::not_found) {
    return Failure{FailureCode::not_found, "site '" + site + "' is not published, " +
                                               path.string() + " does not exist" +
                                               advice(published_root)};
  }
  if (!text) return text;
  std::string hash = trimmed(*text);
  if (!is_hash(hash)) {
    return Failure{FailureCode::corrupt,
                   path.string() + " names no version" + advice(published_root)};
  }
  return hash;
}

Result<PublishedSite> load_published(const fs::path& published_root, const std::string& site,
                                     Look look) {
  const Result<std::string> hash = current_hash(published_root, site);
  if (!hash) return hash.failure();
  return load_version(published_root, site, *hash, look);
}

std::vector<VersionFolder> earlier_versions(const fs::path& published_root,
                                            const std::string& site) {
  const Result<std::string> current = current_hash(published_root, site);
  std::vector<VersionFolder> versions;
  std::error_code error;
  for (fs::directory_iterator entry(published_root / site, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (is_hash(name) && (!current || name != *current))
      versions.push_back({entry->last_write_time(ignored), name});
  }
  std::ranges::sort(versions, {}, &VersionFolder::written);
  return versions;
}

Result<PublishedSite> load_version(const fs::path& published_root, const std::string& site,
                                   const std::string& hash, Look look) {
  const fs::path folder = published_root / site / hash;
  const Result<Pack> pack = Pack::open(folder / kSitePack, hash);
  std::string complaint;
  Result<PublishedSite> read = Failure{};
  if (pack) {
    read = read_version(*pack, folder, site, look, complaint);
  } else {
    complaint = " cannot be read (" + pack.failure().message + ")";
  }
  if (read) return read;
  return Failure{FailureCode::corrupt, folder.string() + complaint + advice(published_root)};
}

Result<Pack> open_ready(const PublishedSite& site) {
  Result<Pack> pack = Pack::open(site.folder / kReadyPack, site.frame.ready);
  if (pack) return pack;
  return Failure{FailureCode::corrupt, site.folder.string() + " is not complete (" +
                                           pack.failure().message + ")" +
                                           advice(site.folder.parent_path().parent_path())};
}

fs::path shared_folder(const fs::path& published_root) {
  return published_root / "_shared";
}

Result<std::string> store_version(const fs::path& published_root, const LoadedSite& loaded,
                                  PublishedFrame frame, const std::string& ready) {
  frame.ready = name_of_pack(ready);
  Pieces pieces = pieces_of(loaded);
  pieces[std::string(kFramePiece)] = to_json(frame);
  const std::string site_pack = packed(pieces);
  std::string hash = name_of_pack(site_pack);
  const fs::path site_folder = published_root / loaded.site.identity.id;
  if (Status made = make_folders(site_folder); !made) return made.failure();
  remove_stale(site_folder);
  if (is_whole(site_folder / hash, loaded, site_pack, ready)) return hash;
  const fs::path shared = shared_folder(published_root) / frame.ready;
  if (Status added = add_version(site_folder, loaded, site_pack, shared, ready); !added) {
    return added.failure();
  }
  return hash;
}

void prune_shared(const fs::path& published_root) {
  remove_unfinished(shared_folder(published_root), [](const std::string&) { return true; });
  std::error_code error;
  std::vector<fs::path> unused;
  for (const auto& entry : fs::directory_iterator(shared_folder(published_root), error)) {
    if (is_hash(entry.path().filename()) && entry.hard_link_count(error) == 1) {
      unused.push_back(entry.path());
    }
  }
  for (const fs::path& path : unused) fs::remove(path, error);
}

Status put_in_force(const fs::path& published_root, const std::string& site,
                    const std::string& hash, std::size_t keep) {
  const fs::path site_folder = published_root / site;
  stop_point("before current");
  const Result<bool> named = write_file_if_changed(site_folder / "current", hash + "\n");
  if (!named) return named.failure();
  stop_point("current");
  prune(site_folder, hash, keep);
  return success();
}

}  // namespace core
