// Writes and reads the published policy: files under their hash first, the name of the hash last.
#include "core/site/published.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/new_files.h"
#include "core/base/stop_point.h"
#include "core/base/text.h"

namespace core {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashDigits = 32;
constexpr std::string_view kCalendarFolder = "calendar/";

bool is_hash(const std::string& text) {
  return text.size() == kHashDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string advice(const fs::path& root) {
  return ": run generator build --published " + root.string();
}

// Where a file that was read stands below the version's folder.
fs::path place_of(const std::string& file, const std::string& site) {
  return file.starts_with(kCalendarFolder) ? fs::path(file) : fs::path(site) / file;
}

Status write_version(const fs::path& folder, const LoadedSite& loaded,
                     const std::string& frame_json) {
  const auto write = [&](const fs::path& name, const std::string& text) -> Status {
    return write_new_file(folder / name, text);
  };
  for (const auto& [file, text] : loaded.files) {
    if (Status written = write(place_of(file, loaded.site.identity.id), text); !written) {
      return written;
    }
  }
  return write("frame.json", frame_json);
}

std::string hash_of(const LoadedSite& loaded, const std::vector<std::string>& made) {
  std::vector<std::string> parts;
  for (const auto& [file, text] : loaded.files) {
    parts.push_back(file);
    parts.push_back(text);
  }
  parts.insert(parts.end(), made.begin(), made.end());
  return to_hex(hash_parts(parts.data(), parts.size())).substr(0, kHashDigits);
}

// The hash that a version's files give. Until 2026-11 a version held a chart that was laid out; it
// is in the name of such a version, and is not used any more.
std::string hash_of_stored(const LoadedSite& loaded, const fs::path& folder,
                           const std::string& frame_json) {
  const Result<std::string> chart = read_file(folder / "flowchart.json");
  return chart ? hash_of(loaded, {*chart, frame_json}) : hash_of(loaded, {frame_json});
}

constexpr std::string_view kStagePrefix = ".stage-";

bool is_running(const std::string& process) {
  const long id = std::strtol(process.c_str(), nullptr, 10);
  return id > 0 && (::kill(static_cast<pid_t>(id), 0) == 0 || errno != ESRCH);
}

// Half-written versions of builds that were killed.
void remove_stale(const fs::path& site_folder) {
  std::error_code error;
  std::vector<fs::path> stale;
  for (const auto& entry : fs::directory_iterator(site_folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kStagePrefix)) continue;
    if (!is_running(name.substr(kStagePrefix.size()))) stale.push_back(entry.path());
  }
  for (const fs::path& path : stale) fs::remove_all(path, error);
}

Status add_version(const fs::path& site_folder, const std::string& hash, const LoadedSite& loaded,
                   const std::string& frame_json) {
  const fs::path stage = site_folder / (std::string(kStagePrefix) + std::to_string(::getpid()));
  std::error_code error;
  fs::remove_all(stage, error);
  if (Status made = make_folders(stage); !made) return made;
  if (Status written = write_version(stage, loaded, frame_json); !written) return written;
  if (Status synced = sync_file_system(stage); !synced) return synced;
  stop_point("version written");
  fs::rename(stage, site_folder / hash, error);
  if (error) {
    return Failure{FailureCode::unavailable,
                   "cannot publish " + (site_folder / hash).string() + ": " + error.message()};
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

}  // namespace

std::string to_json(const PublishedFrame& frame) {
  return Json{{"assets", frame.assets}, {"large", frame.large}}.dump();
}

Result<PublishedFrame> published_frame_from_json(const std::string& json) {
  try {
    const Json read = Json::parse(json);
    return PublishedFrame{read.at("assets"), read.at("large")};
  } catch (const Json::exception& error) {
    return Failure{FailureCode::corrupt, error.what()};
  }
}

std::string published_hash(const LoadedSite& loaded, const std::string& frame_json) {
  return hash_of(loaded, {frame_json});
}

Result<std::string> current_hash(const fs::path& published_root, const std::string& site) {
  const fs::path path = published_root / site / "current";
  Result<std::string> text = read_file(path, 1024);
  if (!text && text.failure().code == FailureCode::not_found) {
    return Failure{FailureCode::not_found, "site '" + site + "' is not published, " +
                                               path.string() + " does not exist" +
                                               advice(published_root)};
  }
  if (!text) return text;
  const std::string hash = trimmed(*text);
  if (!is_hash(hash)) {
    return Failure{FailureCode::corrupt,
                   path.string() + " names no version" + advice(published_root)};
  }
  return hash;
}

Result<PublishedSite> load_published(const fs::path& published_root, const std::string& site) {
  Result<std::string> hash = current_hash(published_root, site);
  if (!hash) return hash.failure();
  const fs::path folder = published_root / site / *hash;
  const auto corrupt = [&](const std::string& what) {
    return Failure{FailureCode::corrupt, folder.string() + what + advice(published_root)};
  };
  Result<std::string> frame = read_file(folder / "frame.json");
  if (!frame) return corrupt(" is not complete (" + frame.failure().message + ")");
  Diagnostics diagnostics;
  std::optional<LoadedSite> loaded = load_site(folder / site, folder / "calendar", diagnostics);
  if (!loaded) return corrupt(" cannot be read:\n" + diagnostics.text());
  if (hash_of_stored(*loaded, folder, *frame) != *hash) {
    return corrupt(" was changed by hand");
  }
  Result<PublishedFrame> read_frame = published_frame_from_json(*frame);
  if (!read_frame) return corrupt(" has a frame that cannot be read");
  return PublishedSite{std::move(*loaded), std::move(*read_frame), std::move(*hash)};
}

Result<std::string> store_version(const fs::path& published_root, const LoadedSite& loaded,
                                  const PublishedFrame& frame) {
  const std::string frame_json = to_json(frame);
  const fs::path site_folder = published_root / loaded.site.identity.id;
  const std::string hash = published_hash(loaded, frame_json);
  if (Status made = make_folders(site_folder); !made) return made.failure();
  remove_stale(site_folder);
  std::error_code error;
  if (fs::is_directory(site_folder / hash, error)) return hash;
  if (Status added = add_version(site_folder, hash, loaded, frame_json); !added) {
    return added.failure();
  }
  return hash;
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
