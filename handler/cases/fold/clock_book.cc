// Starts, stops and moves clocks. Each due date is recomputed from its start and its moves, so the
// result depends only on the order of the events.
#include "handler/cases/fold/clock_book.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/base/contains.h"

namespace handler::cases {

using core::Instant;
using core::Milestone;

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
  return clock.by_tier && clock.until > Milestone::progress && tier_ != nullptr &&
         tier_->means == core::TierMeans::progress;
}

// A clock stops at its `until` or at any later milestone. Progress is outside that order and stops
// only the clocks that wait for it.
bool ClockBook::stops(const core::PolicyClock& clock, Milestone milestone) const {
  if (milestone == Milestone::progress) return stops_at_progress(clock);
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
                .run = {},
                .start = from->second.at,
                .start_order = from->second.order,
                .stopped_by = {},
                .moves = {}};
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

void ClockBook::stop(Entry& entry, Milestone milestone, Instant at) {
  note_breach(entry, at);
  entry.run.stopped_at = at;
  entry.stopped_by = milestone;
}

// Call before changing a clock: keeps the breaches so far (rule 4).
void ClockBook::note_breach(Entry& entry, Instant at) {
  if (!entry.run.running()) return;
  entry.run.breaches = entry.run.breaches_by(at);
  const bool missed = entry.run.missed_earlier(at);
  if (missed) entry.run.earlier->missed = true;
}

core::DueDate ClockBook::counted(const Entry& entry, const core::TimeLimit& limit) {
  core::DueDate due = core::count(*entry.time, entry.start, limit);
  for (const Move& move : entry.moves) {
    if (move.workdays > 0) {
      core::extend(*entry.time, due, move.workdays);
    } else {
      core::pause(*entry.time, due, limit, move.began, move.ended);
    }
  }
  return due;
}

void ClockBook::recount(Entry& entry) {
  entry.run.due = counted(entry, entry.run.limit);
  if (entry.run.earlier) entry.run.earlier->due = counted(entry, entry.run.earlier->limit);
}

ClockBook::Entry* ClockBook::entry_of(std::string_view clock, int round, Instant due) {
  for (Entry& entry : entries_) {
    const ClockRun& run = entry.run;
    if (run.clock != clock || run.round != round) continue;
    const bool ran_out = std::ranges::any_of(
        run.breaches, [due](const Breach& breach) { return breach.due == due; });
    if (ran_out || run.due.due == due) return &entry;
  }
  return nullptr;
}

bool ClockBook::record_breach(std::string_view clock, int round, Instant due, Instant at) {
  Entry* entry = entry_of(clock, round, due);
  if (entry == nullptr) return false;
  note_breach(*entry, at);
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

void ClockBook::settle(const core::WorkTime& time, Instant at) {
  rules_.time = &time;
  for (Entry& entry : entries_) {
    note_breach(entry, at);
    const bool is_open =
        entry.run.running() && entry.run.due.provisional && entry.run.breaches.empty();
    if (!is_open) continue;
    entry.time = &time;
    recount(entry);
  }
}

void ClockBook::undo_reply(Instant at) {
  reached_.erase(Milestone::replied);
  for (Entry& entry : entries_) {
    if (!current(entry)) continue;
    if (entry.stopped_by == Milestone::replied) {
      entry.run.stopped_at.reset();
      entry.stopped_by.reset();
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
  const bool stricter_known = run.earlier && run.earlier->due.due && old &&
                              *run.earlier->due.due <= *old;
  if (softer && !stricter_known) run.earlier = EarlierLimit{.limit = before.limit, .due = before.due};
}

void ClockBook::keep_breaches_of(const ClockBook& given_up) {
  for (Entry& entry : entries_) {
    for (const Entry& other : given_up.entries_) {
      const bool same = other.run.clock == entry.run.clock && other.run.round == entry.run.round &&
                        other.start == entry.start && other.run.cancelled == entry.run.cancelled;
      if (!same) continue;
      for (const Breach& breach : other.run.breaches) {
        if (!core::contains(entry.run.breaches, breach.due, &Breach::due))
          entry.run.breaches.push_back(breach);
      }
    }
  }
}

// The new tier may need an answer where the old one needed only progress, or the reverse: restart
// or stop the run accordingly.
void ClockBook::apply_tier(Entry& entry) {
  const ClockRun before = entry.run;
  const auto limit = rules_.policy->limit_of(*entry.clock, tier_);
  entry.run.limit = limit.value_or(core::TimeLimit{core::TimeLimit::Kind::on_the_spot, 0});
  entry.run.unlimited = !limit;
  recount(entry);
  keep_earlier(entry, before);
  const std::optional<Instant> progress = progress_since(entry.start_order);
  if (entry.stopped_by == Milestone::progress && !stops_at_progress(*entry.clock)) {
    entry.run.stopped_at.reset();
    entry.stopped_by.reset();
  } else if (entry.run.running() && stops_at_progress(*entry.clock) && progress) {
    stop(entry, Milestone::progress, *progress);
  }
}

void ClockBook::pause(Instant at) {
  pause_began_ = at;
  for (Entry& entry : entries_) {
    if (!current(entry) || !entry.run.running()) continue;
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
