// Reads all inputs of a build, site by site, so that one run reports all mistakes.
#include "generator/build/inputs.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "core/base/contains.h"
#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/site/calendar_files.h"
#include "core/site/publications_reader.h"
#include "core/site/site_checks.h"
#include "generator/build/link_checks.h"
#include "generator/build/markdown_checks.h"

namespace generator {
namespace {

using core::Failure;
using core::FailureCode;
using core::Result;

namespace fs = std::filesystem;

// Names that the public folder and the handler use themselves: /assets/, /handle/, /handle/desk/.
constexpr std::array<std::string_view, 5> kReserved = {"assets", "desk", "errors", "handle",
                                                       "index.html"};

Fingerprint fingerprint_of(const std::vector<std::string>& parts) {
  const std::string hash = core::hash_parts(parts.data(), parts.size());
  Fingerprint fingerprint = 0;
  std::memcpy(&fingerprint, hash.data(), sizeof(fingerprint));
  return fingerprint;
}

// Covers names and bytes of all files below a folder, following symbolic links. Fails if the folder
// cannot be listed.
Result<Fingerprint> folder_fingerprint(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::follow_directory_symlink,
                                      error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const std::string name = at->path().lexically_relative(folder).generic_string();
    if (!fs::is_regular_file(at->path(), error)) {
      files[name];  // a folder, or a dangling link
      error.clear();
      continue;
    }
    Result<std::string> bytes = core::read_file(at->path());
    files[name] = bytes ? std::move(*bytes) : bytes.failure().message;
  }
  if (error) {
    return Failure{FailureCode::no_access,
                   "cannot read " + folder.string() + ": " + error.message()};
  }
  std::vector<std::string> parts;
  for (auto& [name, bytes] : files) {
    parts.push_back(name);
    parts.push_back(std::move(bytes));
  }
  return fingerprint_of(parts);
}

Result<std::vector<std::string>> site_ids(const fs::path& sites) {
  Result<std::vector<std::string>> names = core::list_folder(sites);
  if (!names) return names;
  std::vector<std::string> ids;
  for (const std::string& name : *names) {
    std::error_code error;
    if (fs::is_directory(sites / name, error)) ids.push_back(name);
  }
  if (ids.empty()) {
    return Failure{FailureCode::not_found, "there is no site in " + sites.string()};
  }
  return ids;
}

// Checks that each requested site exists.
core::Status check_wanted(const InputPlaces& places, const std::vector<std::string>& ids) {
  for (const std::string& wanted : places.sites) {
    if (core::contains(ids, wanted)) continue;
    const std::string hint = core::did_you_mean(wanted, ids).english();
    return Failure{FailureCode::invalid, "there is no site '" + wanted + "' in " +
                                             (places.content / "sites").string() +
                                             (hint.empty() ? "" : ": " + hint)};
  }
  return core::success();
}

bool is_wanted(const InputPlaces& places, const std::string& id) {
  return places.sites.empty() || core::contains(places.sites, id);
}

// Reads the sites one by one, or takes them over from the previous reading.
class SiteReader {
 public:
  SiteReader(const InputPlaces& places, Inputs before, Inputs& inputs,
             core::Diagnostics& diagnostics)
      : places_(places), before_(std::move(before)), inputs_(inputs), diagnostics_(diagnostics) {}

  // Reads what all sites depend on: calendar, templates with the catalogue of texts, the date.
  void read_shared() {
    std::vector<std::string> parts = {core::to_iso(places_.today)};
    for (const fs::path& folder : {places_.content / "calendar", places_.templates}) {
      const Result<Fingerprint> files = folder_fingerprint(folder);
      parts.push_back(files ? std::to_string(*files) : "");
    }
    Reading& reading = inputs_.catalogue_reading;
    reading.fingerprint = fingerprint_of(parts);
    if (reading.fingerprint == before_.catalogue_reading.fingerprint) {
      reading.found = std::move(before_.catalogue_reading.found);
      inputs_.catalogue = std::move(before_.catalogue);
    } else if (!places_.templates.empty()) {
      inputs_.catalogue = core::load_texts(places_.templates / "text" / "zh-CN", reading.found);
    }
    (void)check_no_links(places_.content / "calendar", diagnostics_);
    diagnostics_.merge(reading.found);
  }

  void read(const std::string& id) {
    if (is_reserved_site_id(id)) {
      diagnostics_.error(
          {id + "/site.yaml"}, "site.reserved-id",
          core::say("a site cannot be called '{id}': that address is taken", {{"id", id}}),
          core::say("rename the folder and its id"));
      return;
    }
    // First of all: nothing else may follow a link.
    if (!check_no_links(places_.content / "sites" / id, diagnostics_)) return;
    Reading reading;
    const Result<Fingerprint> folder = folder_fingerprint(places_.content / "sites" / id);
    if (folder) {
      reading.fingerprint = fingerprint_of(
          {std::to_string(*folder), std::to_string(inputs_.catalogue_reading.fingerprint)});
    }
    std::optional<core::LoadedSite> loaded = take_before(id, reading);
    if (!loaded) {
      // Before the files are read: a change in between is then one that no build has read.
      reading.files = hashes_of(id);
      loaded = load(id, reading.found);
    }
    diagnostics_.merge(reading.found);
    if (!loaded) return;
    inputs_.sites.push_back(std::move(*loaded));
    inputs_.readings[id] = std::move(reading);
  }

 private:
  std::optional<core::LoadedSite> take_before(const std::string& id, Reading& reading) {
    const auto known = before_.readings.find(id);
    if (known == before_.readings.end() || reading.fingerprint == 0 ||
        known->second.fingerprint != reading.fingerprint) {
      return std::nullopt;
    }
    reading.found = std::move(known->second.found);
    reading.files = std::move(known->second.files);
    const auto site = std::ranges::find_if(
        before_.sites, [&](const auto& one) { return one.site.identity.id == id; });
    return std::move(*site);
  }

  core::FileHashes hashes_of(const std::string& id) const {
    core::Result<core::FileHashes> hashes = core::hash_inputs(places_.content, id);
    return hashes ? *std::move(hashes) : core::FileHashes();
  }

  std::optional<core::LoadedSite> load(const std::string& id, core::Diagnostics& found) {
    std::optional<core::LoadedSite> loaded =
        core::load_site(places_.content / "sites" / id, places_.content / "calendar", found);
    if (!loaded) return loaded;
    if (!inputs_.catalogue.entries().empty()) {
      core::check_text_overrides(*loaded, inputs_.catalogue, found);
    }
    core::check_calendar_years(loaded->site.calendar, places_.today, found);
    core::check_notices(loaded->site.identity.notices, places_.today, found);
    const bool complete = core::read_publications(*loaded, places_.today, found);
    check_markdown(*loaded, found);
    if (!complete) loaded.reset();
    return loaded;
  }

  const InputPlaces& places_;
  Inputs before_;
  Inputs& inputs_;
  core::Diagnostics& diagnostics_;
};

}  // namespace

bool is_reserved_site_id(std::string_view id) {
  return core::contains(kReserved, id);
}

Result<Inputs> read_inputs(const InputPlaces& places, core::Diagnostics& diagnostics,
                           Inputs before) {
  Inputs inputs;
  Result<std::vector<std::string>> ids = site_ids(places.content / "sites");
  if (!ids) return ids.failure();
  if (core::Status known = check_wanted(places, *ids); !known) return known.failure();
  SiteReader reader(places, std::move(before), inputs, diagnostics);
  reader.read_shared();
  for (const std::string& id : *ids) {
    if (is_wanted(places, id)) reader.read(id);
  }
  inputs.all_ids = std::move(*ids);
  return inputs;
}

}  // namespace generator
