// Starts, stops and moves clocks. Each due date is recomputed from its start and its moves, so the
// result depends only on the order of the events.
#include "handler/cases/fold/clock_book.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "handler/cases/fold/clock_breaches.h"

namespace handler::cases {

using core::Instant;
using core::Milestone;

namespace {

// The limits that a case has without a clock of its policy. They end with the reply.
core::PolicyClock limit_of_case(std::string_view id) {
  return {.id = std::string(id), .limit = {core::TimeLimit::Kind::case_by_case, 0}};
}

const core::PolicyClock& next_progress() {
  static const core::PolicyClock kClock = limit_of_case(kNextProgress);
  return kClock;
}

const core::PolicyClock& superiors_day() {
  static const core::PolicyClock kClock = limit_of_case(kSuperiorsDay);
  return kClock;
}

}  // namespace

bool ClockBook::current(const Entry& entry) const {
  return entry.run.round == round_ && !entry.run.cancelled;
}

ClockBook::Entry* ClockBook::entry_of(std::string_view clock) {
  for (Entry& entry : entries_) {
    if (current(entry) && entry.run.clock == clock) return &entry;
  }
  return nullptr;
}

// A progress report counts as the reply for tiers that promise only progress (PZ-26).
bool ClockBook::stops_at_progress(const core::PolicyClock& clock) const {
  if (clock.until == Milestone::progress) return true;
  if (clock.until == Milestone::contacted) return false;
  return clock.by_tier && clock.until > Milestone::progress && tier_ != nullptr &&
         tier_->means == core::TierMeans::progress;
}

// A clock stops at its `until` or at any later milestone. Progress and contact are outside that
// order and stop only the clocks that wait for them.
bool ClockBook::stops(const core::PolicyClock& clock, Milestone milestone) const {
  if (milestone == Milestone::progress) return stops_at_progress(clock);
  if (milestone == Milestone::contacted) return clock.until == Milestone::contacted;
  return milestone >= clock.until;
}

// Ignores progress that was reported before the clock started.
std::optional<Instant> ClockBook::progress_since(int start_order) const {
  const auto found = std::ranges::find_if(
      progress_, [start_order](const Reached& report) { return report.order >= start_order; });
  return found == progress_.end() ? std::nullopt : std::optional<Instant>(found->at);
}

bool ClockBook::passed(const core::PolicyClock& clock, int start_order) const {
  if (stops_at_progress(clock) && progress_since(start_order)) return true;
  return std::ranges::any_of(reached_, [&](const auto& reached) {
    return reached.first != Milestone::progress && stops(clock, reached.first);
  });
}

void ClockBook::start_clocks() {
  for (const core::PolicyClock& clock : rules_.policy->clocks) {
    const auto from = reached_.find(clock.from);
    if (from == reached_.end() || entry_of(clock.id) != nullptr) continue;
    if (passed(clock, from->second.order)) continue;
    const auto limit = rules_.policy->limit_of(clock, tier_);
    if (!limit) continue;
    Entry entry{.clock = &clock,
                .time = rules_.time,
                .start = from->second.at,
                .start_order = from->second.order};
    entry.run.clock = clock.id;
    entry.run.round = round_;
    entry.run.limit = *limit;
    entry.run.paused = pause_began_.has_value();
    recount(entry);
    entries_.push_back(std::move(entry));
  }
}

void ClockBook::reach(Milestone milestone, Instant at) {
  const Reached reached{at, ++order_};
  reached_.emplace(milestone, reached);
  if (milestone == Milestone::progress) progress_.push_back(reached);
  for (Entry& entry : entries_) {
    if (current(entry) && entry.run.running() && stops(*entry.clock, milestone)) {
      stop(entry, milestone, at);
    }
  }
  start_clocks();
}

void ClockBook::start_set(const core::PolicyClock& clock, SetDay set) {
  Entry entry{.clock = &clock,
              .time = rules_.time,
              .start = set.at,
              .start_order = order_,
              .set = std::move(set)};
  entry.run.clock = clock.id;
  entry.run.round = round_;
  entry.run.limit = clock.limit;
  entry.run.paused = pause_began_.has_value();
  recount(entry);
  entries_.push_back(std::move(entry));
}

void ClockBook::report_progress(Instant at, Instant told, std::optional<core::Day> next,
                                const std::string& by) {
  // Named twice at one moment: the first never ran.
  std::erase_if(entries_, [told](const Entry& entry) {
    return entry.run.clock == kNextProgress && entry.run.running() && entry.start == told;
  });
  for (Entry& entry : entries_) {
    if (!current(entry)) continue;
    note_breach(entry, told);
    if (entry.run.clock == kNextProgress && entry.run.running())
      stop(entry, Milestone::progress, told);
  }
  reach(Milestone::progress, at);
  if (next) start_set(next_progress(), {.day = *next, .by = by, .at = told});
}

void ClockBook::run_until_superiors_day(core::Day day, Instant at) {
  start_set(superiors_day(), {.day = day, .by = {}, .at = at});
}

void ClockBook::set_limit(std::string_view clock, core::Day day, const std::string& by,
                          Instant at) {
  Entry* entry = entry_of(clock);
  if (entry == nullptr) return;
  note_breach(*entry, at);
  entry->set = SetDay{.day = day, .by = by, .at = at};
  recount(*entry);
}

void ClockBook::stop(Entry& entry, Milestone milestone, Instant at) {
  note_breach(entry, at);
  entry.run.stopped_at = at;
  entry.stopped_by = milestone;
}

// Call before changing a clock: keeps the breaches so far.
void ClockBook::note_breach(Entry& entry, Instant at) {
  if (!entry.run.running()) return;
  entry.run.breaches = entry.run.breaches_by(at);
  const bool missed = entry.run.missed_earlier(at);
  if (missed) entry.run.earlier->missed = true;
}

core::DueDate ClockBook::counted(const Entry& entry, const core::TimeLimit& limit) {
  const bool is_set = entry.set && limit.kind == core::TimeLimit::Kind::case_by_case;
  core::DueDate due = is_set
                          ? core::count_to(*entry.time, entry.start, entry.set->day, entry.set->by)
                          : core::count(*entry.time, entry.start, limit);
  for (const Move& move : entry.moves) {
    // Who set a day knew of all that came before, and no clock waits before it starts.
    if (is_set && move.ended <= entry.set->at) continue;
    const Instant first = is_set ? entry.set->at : entry.start;
    if (move.workdays > 0) {
      core::extend(*entry.time, due, move.workdays);
    } else {
      core::pause(*entry.time, due, limit, std::max(move.began, first), move.ended);
    }
  }
  return due;
}

void ClockBook::recount(Entry& entry) {
  entry.run.due = counted(entry, entry.run.limit);
  if (entry.run.earlier) entry.run.earlier->due = counted(entry, entry.run.earlier->limit);
}

ClockBook::Entry* ClockBook::entry_of(std::string_view clock, int round, Instant due) {
  // The newest first: the reporter may be promised the same day twice.
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    const ClockRun& run = entry->run;
    if (run.clock != clock || run.round != round) continue;
    const bool ran_out = std::ranges::any_of(
        run.breaches, [due](const Breach& breach) { return breach.due == due; });
    if (ran_out || run.due.due == due) return &*entry;
  }
  return nullptr;
}

void ClockBook::keep_breaches_of(const ClockBook& given_up) {
  for (Entry& entry : entries_) {
    for (const Entry& other : given_up.entries_) {
      if (other.start == entry.start && is_same_run(other.run, entry.run))
        take_breaches(entry.run, other.run);
    }
  }
}

void ClockBook::keep_recorded(std::string_view clock, int round, Instant due) {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    ClockRun& run = entry->run;
    if (run.clock != clock || run.round != round || run.cancelled) continue;
    return take_breach(run, {.due = due, .recorded = true});
  }
}

bool ClockBook::record_breach(std::string_view clock, int round, Instant due, Instant at) {
  Entry* entry = entry_of(clock, round, due);
  if (entry == nullptr) return false;
  note_breach(*entry, at);
  entry->run.breaches = entry->run.breaches_by(at);  // also of one that stopped during a wait
  bool ran_out = false;
  for (Breach& breach : entry->run.breaches) {
    if (breach.due != due) continue;
    breach.recorded = true;
    ran_out = true;
  }
  return ran_out;
}

void ClockBook::record_reminder(std::string_view clock, int round, Instant due) {
  if (Entry* entry = entry_of(clock, round, due)) entry->run.reminded_of = due;
}

std::vector<MovedDate> ClockBook::settle(const core::WorkTime& time, Instant at,
                                         bool provisional_only) {
  rules_.time = &time;
  std::vector<MovedDate> moved;
  for (Entry& entry : entries_) {
    ClockRun& run = entry.run;
    note_breach(entry, at);
    const bool was_ahead = !run.running() && run.due.due && *run.due.due >= at;
    if (was_ahead && !provisional_only) entry.later = &time;
    if (!run.open_at(at)) {
      // A date that is counted later is counted with it.
      if (run.running() && !provisional_only) entry.time = &time;
      continue;
    }
    if (provisional_only && (!run.due.provisional || !run.breaches.empty())) continue;
    const Instant before = *run.due.due;
    entry.time = &time;
    recount(entry);
    if (*run.due.due != before)
      moved.push_back({.clock = run.clock, .from = before, .to = *run.due.due});
  }
  return moved;
}

// The clock was not interrupted: it counts as if it had never stopped.
void ClockBook::run_on(Entry& entry) {
  entry.run.stopped_at.reset();
  entry.stopped_by.reset();
  if (entry.later == nullptr) return;
  entry.time = std::exchange(entry.later, nullptr);
  recount(entry);
}

void ClockBook::undo_reply(Instant at) {
  reached_.erase(Milestone::replied);
  for (Entry& entry : entries_) {
    if (!current(entry)) continue;
    if (entry.stopped_by == Milestone::replied) {
      run_on(entry);
    } else if (entry.clock->from == Milestone::replied) {
      note_breach(entry, at);
      entry.run.stopped_at = at;
      entry.run.cancelled = true;
    }
  }
  std::erase_if(entries_, [](const Entry& entry) {
    return entry.run.cancelled && entry.run.breaches.empty();
  });
}

void ClockBook::retier(const core::Tier* tier, Instant at) {
  for (Entry& entry : entries_) {
    if (current(entry)) note_breach(entry, at);
  }
  tier_ = tier;
  for (Entry& entry : entries_) {
    if (current(entry) && entry.clock->by_tier) apply_tier(entry);
  }
  start_clocks();
}

void ClockBook::keep_earlier(Entry& entry, const ClockRun& before) {
  ClockRun& run = entry.run;
  const std::optional<Instant>& old = before.due.due;
  const bool softer = old && (!run.due.due || *run.due.due > *old);
  const auto known = run.earlier ? run.earlier->due.due : std::nullopt;
  if (softer && (!known || *known > *old)) run.earlier = EarlierLimit{before.limit, before.due};
}

// The new tier may need an answer where the old one needed only progress, or the reverse: restart
// or stop the run accordingly.
void ClockBook::apply_tier(Entry& entry) {
  const bool runs_on = entry.stopped_by == Milestone::progress && !stops_at_progress(*entry.clock);
  // What ended is judged by the limit that held when it ended.
  if (!entry.run.running() && !runs_on) return;
  const ClockRun before = entry.run;
  const auto limit = rules_.policy->limit_of(*entry.clock, tier_);
  entry.run.limit = limit.value_or(core::TimeLimit{core::TimeLimit::Kind::on_the_spot, 0});
  entry.run.unlimited = !limit;
  recount(entry);
  keep_earlier(entry, before);
  const std::optional<Instant> progress = progress_since(entry.start_order);
  if (runs_on) {
    run_on(entry);
  } else if (entry.run.running() && stops_at_progress(*entry.clock) && progress) {
    stop(entry, Milestone::progress, *progress);
  }
}

void ClockBook::pause(Instant at) {
  if (!rules_.policy->waits_for_materials()) return;
  pause_began_ = at;
  for (Entry& entry : entries_) {
    const bool moves = !is_clock_for_staff(entry.run.clock);  // a superior waits for no materials
    if (!current(entry) || !entry.run.running() || !moves) continue;
    note_breach(entry, at);
    entry.run.paused = true;
  }
}

void ClockBook::resume(Instant at) {
  if (!pause_began_) return;
  for (Entry& entry : entries_) {
    if (!current(entry) || !entry.run.paused) continue;
    entry.run.paused = false;
    entry.moves.push_back({.began = *pause_began_, .ended = at});
    recount(entry);
  }
  pause_began_.reset();
}

void ClockBook::ask_extension(std::string_view clock, int workdays, std::int64_t asked_by) {
  Entry* entry = entry_of(clock);
  BANCHENG_CHECK(entry != nullptr);
  entry->run.extension_pending = true;
  entry->run.asked_workdays = workdays;
  entry->run.asked_by = asked_by;
}

void ClockBook::grant_extension(std::string_view clock, int workdays, Instant at) {
  Entry* entry = entry_of(clock);
  BANCHENG_CHECK(entry != nullptr && entry->run.extension_pending && workdays > 0);
  note_breach(*entry, at);
  entry->moves.push_back({.began = at, .ended = at, .workdays = workdays});
  entry->run.extension_pending = false;
  entry->run.asked_workdays = 0;
  entry->run.extensions += 1;
  entry->run.extended_workdays += workdays;
  recount(*entry);
}

void ClockBook::refuse_extension(std::string_view clock) {
  Entry* entry = entry_of(clock);
  BANCHENG_CHECK(entry != nullptr && entry->run.extension_pending);
  entry->run.extension_pending = false;
  entry->run.asked_workdays = 0;
}

void ClockBook::stop_all(Instant at) {
  for (Entry& entry : entries_) {
    if (!entry.run.running()) continue;
    note_breach(entry, at);
    entry.run.stopped_at = at;
  }
}

void ClockBook::begin_round(Milestone reached, Instant at) {
  stop_all(at);
  round_ += 1;
  reached_.clear();
  progress_.clear();
  const Reached again{at, ++order_};
  for (const auto& [milestone, name] : core::kMilestones) {
    if (milestone <= reached && milestone != Milestone::progress)
      reached_.emplace(milestone, again);
  }
  start_clocks();
}

std::vector<ClockRun> ClockBook::runs() const {
  std::vector<ClockRun> runs;
  for (const Entry& entry : entries_) runs.push_back(entry.run);
  return runs;
}

}  // namespace handler::cases
