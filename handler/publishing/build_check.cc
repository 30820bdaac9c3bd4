// Compares the files of a site with the record of its last build.
#include "handler/publishing/build_check.h"

#include <set>

#include "core/site/build_record.h"
#include "handler/publishing/content_files.h"

namespace handler::publishing {
namespace {

// Figures are written by a command of ours alone.
constexpr const char* kStatistics = "statistics.json";

std::string site_folder(const std::string& site) {
  return "sites/" + site + "/";
}

// As an editor knows it: "policy.yaml", "calendar/2026.yaml".
std::string shown(const std::string& site, const std::string& path) {
  const std::string folder = site_folder(site);
  return path.starts_with(folder) ? path.substr(folder.size()) : path;
}

// The first path at which the two differ, leaving out `free`.
std::optional<std::string> first_difference(const core::FileHashes& before,
                                            const core::FileHashes& now,
                                            const std::set<std::string>& free) {
  for (const auto& [path, hash] : now) {
    const auto known = before.find(path);
    const bool same = known != before.end() && known->second == hash;
    if (!same && !free.contains(path)) return path;
  }
  for (const auto& [path, hash] : before) {
    if (!now.contains(path) && !free.contains(path)) return path;
  }
  return std::nullopt;
}

std::optional<Refusal> changed_under(const BuildPlaces& places, const std::string& site,
                                     const std::vector<store::PublishedFile>& files) {
  for (const store::PublishedFile& file : files) {
    const auto standing = standing_file(places.content / "sites" / site, file.path);
    if (!standing) return Refusal{Why::not_written, standing.failure().message};
    if (*standing != file.before && *standing != file.after)
      return Refusal{Why::changed_under, file.path};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> reason_not_to_build(const BuildPlaces& places, const std::string& site,
                                           const std::vector<store::PublishedFile>& files) {
  if (std::optional<Refusal> under = changed_under(places, site, files)) return under;
  const core::Result<core::FileHashes> record = core::read_build_record(places.published, site);
  if (!record) return Refusal{Why::no_record, record.failure().message};
  const core::Result<core::FileHashes> now = core::hash_inputs(places.content, site);
  if (!now) return Refusal{Why::not_written, now.failure().message};
  std::set<std::string> free = {site_folder(site) + kStatistics};
  for (const store::PublishedFile& file : files) free.insert(site_folder(site) + file.path);
  const std::optional<std::string> beside = first_difference(*record, *now, free);
  if (beside) return Refusal{Why::changed_beside, shown(site, *beside)};
  return std::nullopt;
}

bool is_built_with(const BuildPlaces& places, const std::string& site,
                   const std::vector<store::PublishedFile>& files) {
  const core::Result<core::FileHashes> record = core::read_build_record(places.published, site);
  if (!record) return false;
  for (const store::PublishedFile& file : files) {
    const auto known = record->find(site_folder(site) + file.path);
    const bool is_there = known != record->end();
    if (is_there != file.after.has_value()) return false;
    if (is_there && known->second != core::hash_of_input(*file.after)) return false;
  }
  return true;
}

}  // namespace handler::publishing
