// Computes the clocks of one case while its events are folded: start, stop, pause and
// extension. How a limit is counted stands in core/time/count.h.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// Replays a case's events onto its clocks. No clock state is stored: every fold builds a new
// ClockBook and feeds it the events in order. The book keeps, for each run of a clock, its start
// and its list of moves (pauses and extensions), and recomputes the due date from them after each
// change. Therefore a new tier or a new holiday calendar applies to the whole run: the start and
// the moves stay, and only the limit or the calendar under them is exchanged. Before any change,
// note_breach() keeps a deadline that has already passed, so no later pause, extension or tier
// removes a breach. Limits of one case (the next report of progress, a superior's day) are runs
// like others, only their last day is given instead of counted.
//
// Not thread-safe. The policy and the calendar must outlive it.
class ClockBook {
 public:
  explicit ClockBook(const Rules& rules) : rules_(rules) {}

  // The tier that gives the by-tier limits; known from acceptance on (nullptr: none).
  void set_tier(const core::Tier* tier) { tier_ = tier; }
  // Stops the clocks that end at the milestone or earlier and starts those that begin there. Only
  // the first time in a round counts, so a second dispatch starts and stops nothing. Progress may
  // be reported repeatedly.
  void reach(core::Milestone milestone, core::Instant at);
  // Progress was reported at `at` and the reporter told of it at `told`, which is later if the
  // window read it first: what ran out until then is a breach. `next` is the day of the next
  // report (nullopt in older events); it runs as a limit of this case until then or until the
  // reply. `by` is the name of the role that set it.
  void report_progress(core::Instant at, core::Instant told, std::optional<core::Day> next,
                       const std::string& by);
  // A superior wants the answer by `day`: a limit of this case until the reply.
  void run_until_superiors_day(core::Day day, core::Instant at);
  // A role set or changed the last day of a clock whose limit is case by case. Ignored if there is
  // no such run, because the policy may have changed before acceptance.
  void set_limit(std::string_view clock, core::Day day, const std::string& by, core::Instant at);
  // The window sends the reply back: clocks that the reply stopped run on, clocks that it started
  // are cancelled.
  void undo_reply(core::Instant at);
  // Keeps the starts and moves and applies the new tier's limits to the clocks that run or run on.
  // The strictest limit that was replaced by a softer one is kept beside the run.
  void retier(const core::Tier* tier, core::Instant at);
  // After an event was undone: keeps the breaches of the same runs in the book that is given up.
  void keep_breaches_of(const ClockBook& given_up);
  // Materials are awaited: the clocks wait with the case, unless the policy lets them run on.
  void pause(core::Instant at);
  void resume(core::Instant at);
  void ask_extension(std::string_view clock, int workdays, std::int64_t asked_by);
  void grant_extension(std::string_view clock, int workdays, core::Instant at);
  void refuse_extension(std::string_view clock);
  // Records an event of the system: a passed deadline or a reminder. Ignored if there is no such
  // run, because the policy may have changed before acceptance. record_breach() says whether that
  // deadline had passed at `at`.
  bool record_breach(std::string_view clock, int round, core::Instant due, core::Instant at);
  // Keeps a recorded breach of a deadline that the clock does not have any more, because the
  // calendar or the policy changed before acceptance. Ignored if there is no run of the clock.
  void keep_recorded(std::string_view clock, int round, core::Instant due);
  void record_reminder(std::string_view clock, int round, core::Instant due);
  // Another calendar was published: running clocks whose deadline is still ahead are recounted with
  // `time`, which must outlive this; if `provisional_only`, only those with a provisional deadline
  // and without a breach. A clock that has stopped is recounted if it runs on later, and one
  // without a deadline ahead when a later event gives it one. Returns the deadlines that moved,
  // without seq.
  std::vector<MovedDate> settle(const core::WorkTime& time, core::Instant at,
                                bool provisional_only);
  // The case ended without an answer (declined, withdrawn, transferred).
  void stop_all(core::Instant at);
  // The case was reopened: the milestones up to `reached` count as reached at `at`, so their clocks
  // start again.
  void begin_round(core::Milestone reached, core::Instant at);

  int round() const { return round_; }
  std::vector<ClockRun> runs() const;

 private:
  // A pause or an extension; kept in order.
  struct Move {
    core::Instant began{};
    core::Instant ended{};
    int workdays = 0;  // for an extension; 0 for a pause
  };
  // The last day of a limit that was set for this case.
  struct SetDay {
    core::Day day{};
    std::string by;
    core::Instant at{};
  };
  struct Entry {
    const core::PolicyClock* clock = nullptr;
    const core::WorkTime* time = nullptr;
    ClockRun run;
    core::Instant start{};
    int start_order = 0;  // of the milestone that started it
    std::optional<core::Milestone> stopped_by;
    std::vector<Move> moves;
    const core::WorkTime* later = nullptr;  // settled while stopped: counts if the clock runs on
    std::optional<SetDay> set;
  };

  bool current(const Entry& entry) const;
  Entry* entry_of(std::string_view clock);
  Entry* entry_of(std::string_view clock, int round, core::Instant due);
  bool stops_at_progress(const core::PolicyClock& clock) const;
  bool stops(const core::PolicyClock& clock, core::Milestone milestone) const;
  std::optional<core::Instant> progress_since(int start_order) const;
  bool passed(const core::PolicyClock& clock, int start_order) const;
  void start_clocks();
  void start_set(const core::PolicyClock& clock, SetDay set);
  void stop(Entry& entry, core::Milestone milestone, core::Instant at);
  static void run_on(Entry& entry);
  static void note_breach(Entry& entry, core::Instant at);
  static core::DueDate counted(const Entry& entry, const core::TimeLimit& limit);
  static void recount(Entry& entry);
  static void keep_earlier(Entry& entry, const ClockRun& before);
  void apply_tier(Entry& entry);

  Rules rules_;
  const core::Tier* tier_ = nullptr;
  int round_ = 1;
  // A wrong clock may give a later event an earlier time: what came first is known by the order.
  struct Reached {
    core::Instant at{};
    int order = 0;
  };
  std::map<core::Milestone, Reached> reached_;  // in this round, the first time of each
  std::vector<Reached> progress_;               // in this round, every report
  int order_ = 0;                               // of the last milestone
  std::optional<core::Instant> pause_began_;
  std::vector<Entry> entries_;
};

}  // namespace handler::cases
