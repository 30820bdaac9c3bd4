// Keeps the clocks of one case while its events are folded: when each starts, stops, waits and
// moves ("How time is counted", rules 1 to 7).
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// Not thread-safe; made anew for every fold. Policy and calendar outlive it.
class ClockBook {
 public:
  explicit ClockBook(const Rules& rules) : rules_(rules) {}

  // The tier that by-tier limits come from, known from acceptance on (nullptr: none).
  void set_tier(const core::Tier* tier) { tier_ = tier; }
  // Only the first time in a round counts: a second dispatch starts and stops nothing.
  void reach(core::Milestone milestone, core::Instant at);
  // The window sends the reply back: what the reply stopped runs on, what it started is cancelled.
  void undo_reply(core::Instant at);
  // Keeps the starts, applies the new tier's limits.
  void retier(const core::Tier* tier, core::Instant at);
  void pause(core::Instant at);
  void resume(core::Instant at);
  void ask_extension(std::string_view clock, int workdays, std::int64_t asked_by);
  void grant_extension(std::string_view clock, int workdays, core::Instant at);
  void refuse_extension(std::string_view clock);
  // What the system noted of a run: that its time ran out, that somebody was reminded. A run that
  // is not there (the policy changed before acceptance) is passed over.
  void record_breach(std::string_view clock, int round, core::Instant due, core::Instant at);
  void record_reminder(std::string_view clock, int round, core::Instant due);
  // A notice of holidays arrived: open dates that it settles are counted with it; it outlives this.
  void settle(const core::WorkTime& time, core::Instant at);
  // The case ended without an answer (declined, withdrawn, transferred).
  void stop_all(core::Instant at);
  // Reopened: the clocks of a case that stands at `reached` start again from `at`.
  void begin_round(core::Milestone reached, core::Instant at);

  int round() const { return round_; }
  std::vector<ClockRun> runs() const;

 private:
  // A pause or an extension, in the order in which they happened.
  struct Move {
    core::Instant began{};
    core::Instant ended{};
    int workdays = 0;  // of an extension; 0: a pause
  };
  struct Entry {
    const core::PolicyClock* clock = nullptr;
    const core::WorkTime* time = nullptr;
    ClockRun run;
    core::Instant start{};
    std::optional<core::Milestone> stopped_by;
    std::vector<Move> moves;
  };

  bool current(const Entry& entry) const;
  Entry* entry_of(std::string_view clock);
  Entry* entry_of(std::string_view clock, int round, core::Instant due);
  bool stops_at_progress(const core::PolicyClock& clock) const;
  bool stops(const core::PolicyClock& clock, core::Milestone milestone) const;
  std::optional<core::Instant> progress_since(core::Instant start) const;
  bool passed(const core::PolicyClock& clock, core::Instant start) const;
  void start_clocks();
  void stop(Entry& entry, core::Milestone milestone, core::Instant at);
  static void note_breach(Entry& entry, core::Instant at);
  static void recount(Entry& entry);
  void apply_tier(Entry& entry);

  Rules rules_;
  const core::Tier* tier_ = nullptr;
  int round_ = 1;
  std::map<core::Milestone, core::Instant> reached_;  // of this round, the first time each
  std::vector<core::Instant> progress_;               // of this round, whenever it was reported
  std::optional<core::Instant> pause_began_;
  std::vector<Entry> entries_;
};

}  // namespace handler::cases
