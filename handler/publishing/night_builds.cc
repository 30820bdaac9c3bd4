// Keeps the builds of a day as JSON, and carries them out site by site.
#include "handler/publishing/night_builds.h"

#include <algorithm>
#include <system_error>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "handler/publishing/build_check.h"
#include "handler/store/facts.h"

namespace handler::publishing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostReasonCharacters = 300;  // of a reason

Why why_of(const std::string& word) {
  const auto found = std::ranges::find(kReasons, word, &std::pair<Why, std::string_view>::second);
  return found == kReasons.end() ? Why::not_built : found->first;
}

NightBuilds from_json(const std::string& text) {
  NightBuilds builds;
  const core::Json json = core::Json::parse(text, nullptr, false);
  if (!json.is_object()) return builds;
  builds.day = core::day_from_iso(json.value("day", "")).value_or(core::Day{});
  builds.program = json.value("program", "");
  builds.tried = core::from_iso(json.value("tried", "")).value_or(core::Instant{});
  const core::Json left = json.value("left", core::Json::object());
  for (const auto& [site, reason] : left.items())
    builds.left[site] = {why_of(reason.value("why", "")), reason.value("what", "")};
  return builds;
}

std::string to_json(const NightBuilds& builds) {
  core::Json left = core::Json::object();
  for (const auto& [site, refusal] : builds.left)
    left[site] = {{"why", word_of(refusal.why)},
                  {"what", core::shortened(refusal.what, kMostReasonCharacters)}};
  return core::Json{{"day", core::to_iso(builds.day)},
                    {"program", builds.program},
                    {"tried", core::to_iso(builds.tried)},
                    {"left", left}}
      .dump(-1, ' ', false, core::Json::error_handler_t::replace);
}

// The sites of the content that are public.
std::vector<std::string> public_sites(const BuildPlaces& places) {
  std::vector<std::string> sites = core::accepted(core::list_folder(places.content / "sites"));
  std::erase_if(sites, [&](const std::string& site) {
    std::error_code ignored;
    return !fs::is_directory(places.content / "sites" / site, ignored) ||
           !fs::exists(places.published / site / "current", ignored);
  });
  return sites;
}

// Nothing if the site was built.
std::optional<Refusal> build_site(const PublishingWork& work, const std::string& site) {
  if (std::optional<Refusal> reason = reason_not_to_build(work.places, site, {})) return reason;
  const TriedBuild tried = try_build(work, site);
  return tried.is_done ? std::nullopt : std::optional<Refusal>(tried.refusal);
}

std::vector<std::string> sites_to_build(const PublishingWork& work, const NightBuilds& builds) {
  std::vector<std::string> sites = public_sites(work.places);
  if (builds.are_of_before(work.clock.now())) return sites;
  std::erase_if(sites, [&](const std::string& site) { return !builds.left.contains(site); });
  return sites;
}

}  // namespace

bool NightBuilds::are_of_before(core::Instant now) const {
  return day != core::day_of(now) || program != core::build_id();
}

bool NightBuilds::are_due(core::Instant now, std::chrono::milliseconds patience) const {
  if (are_of_before(now)) return true;
  // A clock that was set back must not hold them up.
  return !left.empty() && (now - tried >= patience || now < tried);
}

core::Result<NightBuilds> night_builds(store::Store& store) {
  const auto fact = store.fact(store::facts::kNightBuilds);
  if (!fact) return fact.failure();
  return *fact ? from_json(**fact) : NightBuilds{};
}

core::Status keep_night_builds(store::Store& store, const NightBuilds& builds) {
  return store.set_fact(store::facts::kNightBuilds, to_json(builds));
}

core::Result<std::vector<std::string>> build_for_the_day(const PublishingWork& work,
                                                         NightBuilds& builds) {
  const auto build_all = [&] {
    core::accepted(work.store.check_clock());
    NightBuilds next{.day = core::day_of(work.clock.now()), .tried = work.clock.now()};
    std::vector<std::string> built;
    for (const std::string& site : sites_to_build(work, builds)) {
      if (work.stop()) return built;  // all of them are tried again
      const std::optional<Refusal> refusal = build_site(work, site);
      if (refusal) next.left[site] = *refusal;
      if (!refusal) built.push_back(site);
    }
    core::accepted(keep_night_builds(work.store, next));
    builds = next;
    return built;
  };
  return core::result_of(build_all);
}

}  // namespace handler::publishing
