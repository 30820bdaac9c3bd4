// One pass of the publisher.
#include "handler/publishing/publisher.h"

#include <set>

#include "handler/publishing/carry_out.h"
#include "handler/publishing/folder_lock.h"
#include "handler/publishing/night_builds.h"
#include "handler/store/facts.h"

namespace handler::publishing {
namespace {

constexpr std::chrono::minutes kSeenEvery{1};

void take_note(const CarryOutReport& carried, std::int64_t id, PassReport& report) {
  const std::string name = "site " + carried.site + ", publication " + std::to_string(id) + ": ";
  if (carried.how == CarriedOut::done) report.done.push_back(name + "done");
  if (carried.how == CarriedOut::failed) report.failed.push_back(name + "failed: " + carried.why);
  if (carried.how == CarriedOut::stopped)
    report.failed.push_back(name + "stopped; the next publisher goes on");
}

// The site whose old pages could not be built again after a publication failed.
void leave_to_the_night(const PublishingWork& work, const std::string& site) {
  NightBuilds builds = core::accepted(night_builds(work.store));
  builds.left[site] = {Why::not_built, ""};
  builds.tried = work.clock.now();
  core::accepted(keep_night_builds(work.store, builds));
}

// Files that were left half written, or pages that belong to other files, would make others of the
// site fail: those wait for the next pass.
bool others_wait_for(const core::Result<CarryOutReport>& carried) {
  if (carried) return carried->how == CarriedOut::stopped || carried->is_to_be_built_again;
  return carried.failure().code != core::FailureCode::conflict &&
         carried.failure().code != core::FailureCode::corrupt;
}

void carry_out_all(const PublishingWork& work, PassReport& report) {
  std::set<std::string> waiting;
  for (const auto& [id, site] : core::accepted(work.store.to_carry_out())) {
    if (work.stop()) return;
    if (waiting.contains(site)) continue;
    const core::Result<CarryOutReport> carried = carry_out(work, id);
    if (carried) {
      take_note(*carried, id, report);
      if (carried->is_to_be_built_again) leave_to_the_night(work, site);
    } else if (carried.failure().code != core::FailureCode::conflict) {
      report.failed.push_back("publication " + std::to_string(id) + ": " +
                              carried.failure().message);
    }
    if (others_wait_for(carried)) waiting.insert(site);
  }
}

void build_the_night(const PublishingWork& work, std::chrono::milliseconds patience,
                     PassReport& report) {
  NightBuilds builds = core::accepted(night_builds(work.store));
  if (work.stop() || !builds.are_due(work.clock.now(), patience)) return;
  for (const std::string& site : core::accepted(build_for_the_day(work, builds)))
    report.done.push_back("site " + site + ": built for " + core::to_iso(builds.day));
  for (const auto& [site, refusal] : builds.left)
    report.failed.push_back("site " + site + ": left out: " + sentence_of(work.texts, refusal));
}

}  // namespace

core::Result<Publisher> Publisher::open(store::Store& store, core::Clock& clock,
                                        PublisherOptions options) {
  core::Diagnostics mistakes;
  core::Texts texts = core::load_texts(options.places.templates / "text" / "zh-CN", mistakes);
  if (!mistakes.has_errors()) return Publisher(store, clock, std::move(options), std::move(texts));
  return core::Failure{core::FailureCode::misconfigured,
                       "the templates cannot be used: " + mistakes.text()};
}

bool Publisher::is_something_to_do() {
  return !core::accepted(store_.to_carry_out()).empty() ||
         core::accepted(night_builds(store_)).are_due(clock_.now(), options_.patience);
}

// So that a publisher that does not run shows.
void Publisher::note_seen() {
  const auto seen = core::accepted(store_.fact(store::facts::kPublisherSeen));
  const core::Instant last = core::from_iso(seen.value_or("")).value_or(core::Instant{});
  const core::Instant now = clock_.now();
  if (now >= last && now - last < kSeenEvery) return;
  core::accepted(store_.set_fact(store::facts::kPublisherSeen, core::to_iso(now)));
}

void Publisher::work(const std::function<bool()>& stop, PassReport& report) {
  note_seen();
  if (!is_something_to_do()) return;
  const core::Result<FolderLock> lock = FolderLock::take(options_.places.content);
  report.is_busy = !lock && lock.failure().code == core::FailureCode::busy;
  if (report.is_busy) return;
  if (!lock) throw core::Refused(lock.failure());
  const PublishingWork work{store_, options_.places, texts_,        clock_, *lock,
                            stop,   options_.pause,  options_.files};
  carry_out_all(work, report);
  build_the_night(work, options_.patience, report);
}

core::Result<PassReport> Publisher::pass(const std::function<bool()>& stop) {
  const auto done = [&] {
    PassReport report;
    work(stop, report);
    return report;
  };
  return core::result_of(done);
}

}  // namespace handler::publishing
