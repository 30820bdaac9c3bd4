// Reads everything a build needs, site by site, so that one run reports all mistakes.
#include "generator/inputs.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/files.h"
#include "core/site/site_again.h"
#include "generator/markdown_checks.h"
#include "generator/new_site.h"

namespace generator {
namespace {

using core::Failure;
using core::FailureCode;
using core::Result;

Result<std::vector<std::string>> site_ids(const std::filesystem::path& sites) {
  Result<std::vector<std::string>> names = core::list_folder(sites);
  if (!names) return names;
  std::vector<std::string> ids;
  for (const std::string& name : *names) {
    std::error_code error;
    if (std::filesystem::is_directory(sites / name, error)) ids.push_back(name);
  }
  if (ids.empty()) {
    return Failure{FailureCode::not_found, "there is no site in " + sites.string()};
  }
  return ids;
}

// Each asked-for site must be there.
core::Status check_wanted(const InputPlaces& places, const std::vector<std::string>& ids) {
  for (const std::string& wanted : places.sites) {
    if (std::find(ids.begin(), ids.end(), wanted) != ids.end()) continue;
    const std::string hint = core::did_you_mean(wanted, ids);
    return Failure{FailureCode::invalid, "there is no site '" + wanted + "' in " +
                                             (places.content / "sites").string() +
                                             (hint.empty() ? "" : ": " + hint)};
  }
  return core::success();
}

bool is_wanted(const InputPlaces& places, const std::string& id) {
  return places.sites.empty() ||
         std::find(places.sites.begin(), places.sites.end(), id) != places.sites.end();
}

// Reads the sites one by one, or takes them from the reading before.
class SiteReader {
 public:
  SiteReader(const InputPlaces& places, Inputs before, Inputs& inputs,
             core::Diagnostics& diagnostics)
      : places_(places), before_(std::move(before)), inputs_(inputs), diagnostics_(diagnostics) {}

  // The texts of all sites.
  void read_catalogue() {
    if (places_.templates.empty()) return;
    const std::filesystem::path folder = places_.templates / "text" / "zh-CN";
    Reading& reading = inputs_.catalogue_reading;
    const Result<Fingerprint> files = folder_fingerprint(folder);
    if (files) reading.fingerprint = *files;
    if (files && *files == before_.catalogue_reading.fingerprint) {
      reading.found = std::move(before_.catalogue_reading.found);
      inputs_.catalogue = std::move(before_.catalogue);
    } else {
      inputs_.catalogue = core::load_texts(folder, reading.found);
    }
    diagnostics_.merge(reading.found);
  }

  // Everything but the site's own folder that it depends on.
  void look_around() {
    const Result<Fingerprint> calendar = folder_fingerprint(places_.content / "calendar");
    std::vector<std::string> parts = {calendar ? std::to_string(*calendar) : "",
                                      core::to_iso(places_.today)};
    for (const auto& [key, text] : inputs_.catalogue.entries()) {
      parts.push_back(key);
      parts.push_back(text);
    }
    around_ = fingerprint_of(parts);
  }

  void read(const std::string& id) {
    if (is_reserved_site_id(id)) {
      diagnostics_.error({id + "/site.yaml"}, "site.reserved-id",
                         "a site cannot be called '" + id + "': that address is taken",
                         "rename the folder and its id");
      return;
    }
    Reading reading;
    const Result<Fingerprint> folder = folder_fingerprint(places_.content / "sites" / id);
    if (folder) reading.fingerprint = fingerprint_of({std::to_string(*folder), around_text()});
    std::optional<core::LoadedSite> loaded = take_before(id, reading);
    if (!loaded) loaded = load(id, reading.found);
    diagnostics_.merge(reading.found);
    if (!loaded) return;
    inputs_.sites.push_back(std::move(*loaded));
    inputs_.readings[id] = std::move(reading);
  }

 private:
  std::string around_text() const { return std::to_string(around_); }

  std::optional<core::LoadedSite> take_before(const std::string& id, Reading& reading) {
    const auto known = before_.readings.find(id);
    if (reading.fingerprint == 0 || known == before_.readings.end() ||
        known->second.fingerprint != reading.fingerprint) {
      return std::nullopt;
    }
    core::LoadedSite* site = site_before(id);
    if (site == nullptr) return std::nullopt;
    reading.found = std::move(known->second.found);
    return std::move(*site);
  }

  core::LoadedSite* site_before(const std::string& id) {
    const auto site = std::find_if(before_.sites.begin(), before_.sites.end(),
                                   [&](const auto& one) { return one.site.identity.id == id; });
    return site == before_.sites.end() ? nullptr : &*site;
  }

  std::optional<core::LoadedSite> load(const std::string& id, core::Diagnostics& found) {
    const std::filesystem::path folder = places_.content / "sites" / id;
    const std::filesystem::path calendar = places_.content / "calendar";
    core::LoadedSite* before = site_before(id);
    std::optional<core::LoadedSite> loaded =
        before == nullptr
            ? core::load_site(folder, calendar, found)
            : core::load_site_again(folder, calendar, found, *before, before_.readings[id].found);
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
  Fingerprint around_ = 0;
};

}  // namespace

Result<Inputs> read_inputs(const InputPlaces& places, core::Diagnostics& diagnostics,
                           Inputs before) {
  Inputs inputs;
  Result<std::vector<std::string>> ids = site_ids(places.content / "sites");
  if (!ids) return ids.failure();
  if (core::Status known = check_wanted(places, *ids); !known) return known.failure();
  SiteReader reader(places, std::move(before), inputs, diagnostics);
  reader.read_catalogue();
  reader.look_around();
  for (const std::string& id : *ids) {
    if (is_wanted(places, id)) reader.read(id);
  }
  inputs.all_ids = std::move(*ids);
  return inputs;
}

}  // namespace generator
