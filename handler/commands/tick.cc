// Processes the cases whose next job is due, or which were not compared with the published calendar
// yet, and records the events that due_jobs plans; then what is kept long enough is destroyed.
#include "handler/commands/tick.h"

#include <string_view>
#include <utility>

#include "core/base/contained.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/casework/recording.h"
#include "handler/casework/retention.h"
#include "handler/desk/entrance/gate.h"

namespace handler {
namespace {

// A case is checked again after each record: a settled date may have passed already.
constexpr int kMostRecordsOfACase = 8;

struct Ticking {
  view::Services& services;
  const view::LiveSite& site;
  TickReport& report;

  void fail(cases::CaseId id, const core::Failure& failure) {
    report.failures.push_back("site " + site.id() + ", case " + std::to_string(id) + ": " +
                              failure.message);
  }
};

// True if the case may have more to record. Without events only its row is rewritten, so that the
// next tick does not find it again.
bool look_at(Ticking& ticking, cases::CaseId id) {
  view::Services& services = ticking.services;
  const core::Result<view::FoldedCase> open = view::fold_case(services, ticking.site, id);
  if (!open) return ticking.fail(id, open.failure()), false;
  std::vector<cases::PlannedEvent> planned = cases::due_jobs(
      open->rules.rules(), open->folded, ticking.site.rules->time.calendar, services.clock.now());
  const int count = static_cast<int>(planned.size());
  const core::Result<store::CaseRecord> after =
      view::record(services, ticking.site, *open, {}, std::move(planned));
  if (after) {
    ticking.report.events += count;
    return count > 0;
  }
  if (after.failure().code == core::FailureCode::conflict) {
    ticking.report.overtaken += 1;
  } else {
    ticking.fail(id, after.failure());
  }
  return false;
}

void look_at_all_of(Ticking& ticking, cases::CaseId id) {
  const int before = ticking.report.events;
  try {
    for (int i = 0; i < kMostRecordsOfACase && look_at(ticking, id); ++i) {
    }
  } catch (const std::exception& error) {
    // One damaged case must not stop the others.
    ticking.fail(id, {core::FailureCode::corrupt, error.what()});
  }
  if (ticking.report.events > before) ticking.report.cases += 1;
}

void tick_site(Ticking& ticking, const std::function<bool()>& stop) {
  store::JobQuery query;
  query.site = ticking.site.id();
  query.now = ticking.services.clock.now();
  query.calendar = core::version_of(ticking.site.rules->time.calendar);
  for (;;) {
    const core::Result<std::vector<store::CaseRow>> rows =
        ticking.services.store.cases_with_jobs(query);
    if (!rows) return ticking.fail(query.behind, rows.failure());
    for (const store::CaseRow& row : *rows) {
      if (stop()) return;
      look_at_all_of(ticking, row.id);
    }
    if (rows->size() < static_cast<std::size_t>(query.limit)) return;
    query.behind = rows->back().id;
  }
}

// So that a timer that no longer runs shows.
void note_tick(view::Services& services, TickReport& report) {
  const core::Status noted =
      services.store.set_fact(store::facts::kLastTick, core::to_iso(services.clock.now()));
  if (!noted && report.failures.empty()) report.failures.push_back(noted.failure().message);
}

// So that a tick after a long pause, or after a new retention, holds up nothing.
constexpr int kMostDestroyed = 200;

void destroy_what_is_due(view::Services& services, const view::LiveSite& site,
                         const std::function<bool()>& stop, view::DueReport& due,
                         TickReport& report) {
  view::destroy_due(services, site, kMostDestroyed, stop, due);
  report.destroyed = due.cases;
  for (std::string& failure : due.failures) report.failures.push_back(std::move(failure));
  due.failures.clear();
}

// Few people ask before this hour, so then it matters least if they wait for the database.
constexpr std::chrono::hours kNightEnds{5};

store::Erasing erasing_at(core::Instant now) {
  return core::time_of_day(now) < kNightEnds ? store::Erasing::even_if_others_wait
                                             : store::Erasing::only_if_none_waits;
}

// Also what an earlier tick left in the files; and what has run out and belongs to no case: where
// that cannot be written, the next tick tries again.
void forget_what_is_over(view::Services& services, TickReport& report) {
  const core::Instant now = services.clock.now();
  const core::Status forgotten = services.store.forget_destroyed(erasing_at(now));
  // A long reader is no failure: the next tick goes on, and the doctor tells when it takes days.
  if (!forgotten && forgotten.failure().code != core::FailureCode::refused)
    report.failures.push_back("not all is done for what was destroyed: " +
                              forgotten.failure().message);
  (void)services.store.end_sessions(now - std::chrono::seconds{desk::kIdleSeconds},
                                    now - std::chrono::seconds{desk::kSessionSeconds});
  (void)services.store.forget_old_counts();
  (void)services.store.drop_left_drafts(now - store::kLeftDraftsKept);
}

// Once a day, for a place outside the database: the operator's log. What fails is tried again by
// the next tick.
std::string heads_of_the_day(view::Services& services) {
  const std::string today = core::to_iso(core::day_of(services.clock.now()));
  const core::Result<std::optional<std::string>> noted =
      services.store.fact(store::facts::kHeadsNoted);
  if (!noted || *noted == today) return {};
  const core::Result<std::vector<store::ChainHeadOf>> heads = services.store.chain_heads();
  if (!heads || !services.store.set_fact(store::facts::kHeadsNoted, today)) return {};
  return store::heads_as_text(*heads);
}

}  // namespace

TickReport tick(view::Services& services, const std::function<bool()>& stop) {
  TickReport report;
  // Also the sign of life of a site where nothing is due. Other failures show in what follows.
  const core::Status checked = services.store.check_clock();
  if (!checked && checked.failure().code == core::FailureCode::clock_held) {
    report.failures.push_back(checked.failure().message);
    return report;
  }
  report.heads = heads_of_the_day(services);
  // Under CGI nothing else lists the cases of an older program.
  if (const core::Status listed = view::relist_cases(services); !listed)
    report.failures.push_back(listed.failure().message);
  view::DueReport due;
  for (const std::string& id : services.sites.ids()) {
    const core::Result<std::shared_ptr<const view::LiveSite>> site = services.sites.get(id);
    if (!site) {
      report.failures.push_back("site " + id + ": " + site.failure().message);
      continue;
    }
    Ticking ticking{services, **site, report};
    tick_site(ticking, stop);
    destroy_what_is_due(services, **site, stop, due, report);
  }
  if (!stop()) note_tick(services, report);
  forget_what_is_over(services, report);
  return report;
}

Ticker::Ticker(view::Services& services, Log& log, std::chrono::milliseconds pause)
    : services_(services), log_(log), pause_(pause), thread_([this] { work(); }) {}

Ticker::~Ticker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Ticker::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Ticker::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    tick_once();
    lock.lock();
    wake_.wait_for(lock, pause_, [this] { return stopping_; });
  }
}

// A case that cannot be read must not stop the server.
void Ticker::tick_once() {
  const auto once = [this] {
    const TickReport report = tick(services_, [this] { return stopping(); });
    services_.store.settle();
    if (report.events > 0) log_.write("tick", {{"cases", report.cases}, {"events", report.events}});
    if (report.destroyed > 0) log_.write("destroyed", {{"cases", report.destroyed}});
    if (!report.heads.empty()) log_.write("heads", {{"heads", report.heads}});
    for (const std::string& failure : report.failures)
      log_.write("tick_failed", {{"what", failure}});
  };
  core::run_contained(once, [this](std::string_view what) {
    log_.write("tick_failed", {{"what", what}});
  });
}

}  // namespace handler
