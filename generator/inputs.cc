// Reads everything a build needs, site by site, so that one run reports all mistakes.
#include "generator/inputs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/files.h"

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

// Names that the public folder and the handler use for themselves.
constexpr std::array<std::string_view, 3> kReserved = {"assets", "handle", "index.html"};

void read_site(const InputPlaces& places, const std::string& id, Inputs& inputs,
               core::Diagnostics& diagnostics) {
  if (std::find(kReserved.begin(), kReserved.end(), id) != kReserved.end()) {
    diagnostics.error({id + "/site.yaml"}, "site.reserved-id",
                      "a site cannot be called '" + id + "': that address is taken",
                      "rename the folder and its id");
    return;
  }
  std::optional<core::LoadedSite> loaded =
      core::load_site(places.content / "sites" / id, places.content / "calendar", diagnostics);
  if (!loaded) return;
  if (!inputs.catalogue.entries().empty()) {
    core::check_text_overrides(*loaded, inputs.catalogue, diagnostics);
  }
  core::check_calendar_years(loaded->site.calendar, places.today, diagnostics);
  inputs.sites.push_back(std::move(*loaded));
}

}  // namespace

Result<Inputs> read_inputs(const InputPlaces& places, core::Diagnostics& diagnostics) {
  Inputs inputs;
  Result<std::vector<std::string>> ids = site_ids(places.content / "sites");
  if (!ids) return ids.failure();
  if (core::Status known = check_wanted(places, *ids); !known) return known.failure();
  if (!places.templates.empty()) {
    inputs.catalogue = core::load_texts(places.templates / "text" / "zh-CN", diagnostics);
  }
  for (const std::string& id : *ids) {
    if (is_wanted(places, id)) read_site(places, id, inputs, diagnostics);
  }
  inputs.all_ids = std::move(*ids);
  return inputs;
}

}  // namespace generator
