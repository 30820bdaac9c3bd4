// A case as computed from its events. fold(rules, events) is the only source of a case's state.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/out_of_line.h"
#include "core/policy/policy.h"
#include "core/time/count.h"
#include "core/time/work_time.h"
#include "handler/cases/fold/case_files.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// A deadline that passed while its clock ran.
struct Breach {
  core::Instant due{};
  bool extended = false;  // the clock had been extended: the policy may require other steps (PY-23)
  bool recorded = false;  // the system has recorded it and notified the policy's targets
};

// A limit that a later kind or tier replaced by a softer one: whether it was kept stays known.
struct EarlierLimit {
  core::TimeLimit limit;
  core::DueDate due;    // with the run's extensions and pauses applied
  bool missed = false;  // it had passed before a change of the run
};

// The names of the clocks that a case has beside those of its policy. No id of a policy may hold a
// ':', so they name nothing else.
inline constexpr std::string_view kNextProgress = "set:progress";  // the named day of the next one
inline constexpr std::string_view kSuperiorsDay = "set:superior";  // the day that a superior set

// True if the clock is none of the policy's but a limit of this one case.
bool is_limit_of_case(std::string_view clock);
// True if reporters never see the clock: a superior's day is no promise to them.
bool is_clock_for_staff(std::string_view clock);

// One run of one clock, of the policy or of this case, in one round. Derived from events at each
// fold, never stored.
struct ClockRun {
  std::string clock;  // id in the policy, or one of the names above
  int round = 1;
  core::TimeLimit limit;
  core::DueDate due;  // with extensions and pauses applied, and the day-by-day notes
  std::optional<core::Instant> stopped_at;
  int extensions = 0;
  int extended_workdays = 0;
  bool extension_pending = false;
  int asked_workdays = 0;     // of the pending extension
  std::int64_t asked_by = 0;  // the user who asked; a different user must decide (PY-22)
  bool paused = false;  // waiting for the reporter's materials: the due date moves when they come
  // Deadlines that passed. A breach stays, even if the due date is moved later.
  std::vector<Breach> breaches;
  std::optional<core::Instant> reminded_of;  // the deadline for which a reminder was sent
  // The run timed the feedback on a reply that the window then sent back; the next reply starts
  // another run. Kept only if it had a breach.
  bool cancelled = false;
  bool unlimited = false;                    // the present kind or tier has no limit for it
  std::optional<EarlierLimit> earlier = {};  // the strictest that was replaced by a softer one

  // True if an earlier limit was stricter than the present one.
  bool was_softened() const;
  // True if the strictest earlier limit, stricter than the present one, was not kept by `now`.
  bool missed_earlier(core::Instant now) const;
  // Late at `now` if the clock runs. An action after the deadline does not remove a breach (rule
  // 4); an action at the deadline is on time.
  bool overdue(core::Instant now) const;
  bool running() const { return !stopped_at.has_value(); }
  // The clock runs, and its deadline is still ahead at `now`, or moves when a pause ends.
  bool open_at(core::Instant now) const;
  // A role still has to set the date.
  bool waits_for_date() const {
    return running() && limit.kind == core::TimeLimit::Kind::case_by_case && !due.due;
  }
  // The recorded breaches, and the one that exists at `now` without an event for it yet.
  std::vector<Breach> breaches_by(core::Instant now) const;
};

// The reporter's evaluation of this round (PY-28).
struct Evaluation {
  std::string grade;       // id in the policy
  bool unhappy = false;    // the office must rectify something
  bool rectified = false;  // the office has done so
};

// A text of an event, as far as corrections need it: who wrote it, not what it says.
struct SentText {
  std::int64_t seq = 0;  // of its event
  EventType type = EventType::submitted;
  std::string field;
  std::int64_t part = 0;
  Actor actor;
  bool for_staff_only = false;  // its event is kept from reporters
  bool withheld = false;
  // For the texts of a correction, and of what withholds a text: the text that they are about.
  std::int64_t of = 0;
  std::string of_field = {};
};

// A change of kind or tier that waits for another role to agree.
struct Reclassification {
  core::Json data;  // of the event that asked
  std::int64_t asked_by = 0;
};

// The consent that was asked for before a denial. The answer, and what makes it needless, use it
// up.
struct Consent {
  core::Denial before = core::Denial::decline;
  std::int64_t asked_by = 0;  // the user who asked; a different user must decide
  bool given = false;
};

// An evaluation as figures count it.
struct Rating {
  std::string grade;  // id in the policy
  bool unhappy = false;
  std::string unit;  // that held the case when it was evaluated; "" if none did
};

// A deadline that a calendar_settled event moved.
struct MovedDate {
  std::int64_t seq = 0;  // of the event
  std::string clock;
  core::Instant from{};
  core::Instant to{};
};

// What a unit reported and the window has not passed on yet.
struct WaitingProgress {
  core::Instant at{};
  std::optional<core::Day> next;
};

// The destroyed classes of a case, and when they were destroyed.
struct Destruction {
  core::Instant at{};
  std::vector<core::Kept> classes;
  bool on_request = false;          // a person asked for it; otherwise its time was over
  std::vector<std::int64_t> parts;  // ids
};
// The word of `cause` in a parts_destroyed event.
inline constexpr std::string_view kByRetention = "retention";
inline constexpr std::string_view kOnRequest = "request";

// From when on a unit held the case; "": no unit did.
struct Held {
  core::Instant from{};
  std::string unit;
};

struct Case {
  BANCHENG_DECLARE_COPYING(Case);

  CaseId id = 0;
  std::string site;
  core::CaseState state = core::CaseState::submitted;
  // Every state the case has been in or passed through, in order of the first time. A case with a
  // reply has passed `handling`, even if no unit signed for it.
  std::vector<core::CaseState> passed = {core::CaseState::submitted};
  int round = 1;
  std::string kind;
  std::string tier;  // "" before acceptance, or for kinds without tiers
  std::string window;
  std::string concerned_unit;          // named by the reporter, else by the window at acceptance
  std::string unit;                    // the unit that holds the case; "" before dispatch
  std::vector<Held> held;              // each change of the holder, in order
  std::vector<std::string> assisting;  // units that assist the holder
  std::string serial;                  // "PY-2026-0042", "" before acceptance
  bool restricted = false;
  bool confidential = false;
  bool written = true;  // the policy counts its channel as written: so must the answer be (BG-31)
  std::string channel = "online";         // a channel of the policy
  std::optional<core::Day> assigned_due;  // set by the superior that assigned it (BG-17)
  bool known_to_staff = false;            // staff made the number; the reporter has not changed it
  int set_aside =
      0;  // the bytes that it takes, until it is admitted or decided on; 0: not set aside
  std::string policy;           // policy version, fixed when the case was accepted or declined
  core::Instant received_at{};  // submitted, or the earlier received_at of intake
  std::optional<core::Instant> accepted_at;
  std::optional<core::Instant> awaiting_since;  // while materials are awaited
  int bounces = 0;  // in this round, by the present unit or the last one that returned the case
  int bounces_of_case = 0;                            // in this round, by any unit
  bool returned = false;                              // a bounced slip waits for the dispatcher
  bool sent_back = false;                             // the answer was rejected; no other came yet
  bool has_reply = false;                             // a reply to the window exists in this round
  bool has_feedback = false;                          // the reporter was told in this round
  int urges = 0;                                      // of all rounds (CA-30)
  int urges_in_round = 0;                             // what the policy's triggers count
  std::optional<core::Instant> urged_by_reporter_at;  // the last time
  bool urge_open = false;                             // no staff answer or progress report since
  bool materials_arrived = false;                     // no staff action since
  bool supplement_arrived = false;                    // the holder has not acted since
  std::optional<WaitingProgress> waiting_progress;    // for the window to read
  int coordinations = 0;                              // meetings held in this round (BG-28)
  int failed_coordinations = 0;             // those without agreement: what triggers count
  std::vector<std::string> escalated_to;    // roles and bodies, in order of escalation
  std::vector<std::string> unacknowledged;  // those of them that have not answered yet
  std::vector<std::string> notified;        // roles and bodies notified of breaches, in order
  std::vector<std::string> triggered;       // the policy's triggers that fired in this round
  int visits = 0;                           // follow-ups in this round (BG-35)
  std::optional<Evaluation> evaluation;     // of this round
  // By round: every evaluation, and the unit that held the case then. Reopening takes none away.
  std::map<int, Rating> ratings;
  bool reopening_asked = false;       // not decided yet
  std::optional<Consent> consent;     // asked for or given, and not used yet
  bool archived = false;              // filed; reopening takes it out of the file
  std::optional<CaseId> merged_into;  // the main case that is handled in its place
  std::vector<CaseId> absorbed;  // cases merged into this one, directly or through another case
  std::vector<CaseId> absorbed_told;  // those whose reporters were told in this round
  std::optional<core::Instant> closed_at;
  // Since when the case is over, however it ended; what is kept is counted from that day.
  std::optional<core::Instant> ended_at;
  bool on_hold = false;                   // nothing of it is destroyed
  std::vector<Destruction> destructions;  // in the order of their events
  // By round: why the matter could not be done (CA-31); a cause id of the policy or
  // core::kOtherCause.
  std::map<int, std::string> causes;
  bool visit_told = false;  // the system has recorded that this round's visit is due
  // The breaches (seq) that the system recorded only because of a wrong time, corrected since: the
  // reporter does not see them any more.
  std::vector<std::int64_t> voided;
  // The calendar, with days ahead that were published since acceptance; null if there are none.
  std::shared_ptr<const core::WorkTime> settled;
  std::vector<MovedDate> moved_dates;                // in the order of their events
  std::vector<ClockRun> clocks;                      // all rounds, oldest first
  std::optional<Reclassification> reclassification;  // asked and not decided yet
  int reclassifications = 0;
  // The newest event at which a restriction rose, or came to be about another unit; 0 if the case
  // came in restricted or never was. It stays when the restriction falls.
  std::int64_t restricted_since = 0;
  // The newest event at which a restriction fell, or came to be about another unit. The units that
  // the case was about before read only later texts.
  std::int64_t restricted_until = 0;
  std::vector<std::string> shielded_units;
  // Names of the matter that were asked for and not agreed to, and corrections of a name that has
  // another after it.
  std::vector<std::int64_t> idle_parts;
  std::optional<std::int64_t> undoable;  // the newest decline, withdrawal by staff, or merge
  int undone = 0;                        // how often such an event was undone
  std::vector<SentText> texts;           // of all events, and the parts of their files
  std::vector<CaseFile> files;           // of all events, in order
  std::int64_t last_seq = 0;             // of the newest event; an action must be based on it

  // The run whose date a role sets next: one without a date, else the one that is due first;
  // nullptr if no running limit is set case by case by the policy.
  const ClockRun* limit_to_set() const;
  // The running clock with the earliest deadline, or nullptr. Paused clocks and clocks without a
  // deadline are skipped.
  const ClockRun* next_due() const;
  // The unit that held the case then; "" if none did.
  std::string holder_at(core::Instant when) const;
  // Merged cases whose reporters have not been told the result of this round.
  std::vector<CaseId> untold() const;
  // True if a class was destroyed, by time or on request.
  bool has_lost(core::Kept kept) const;
  bool has_passed(core::CaseState which) const;
  // It came above the site's budget, and staff have not looked at it yet.
  bool waits_aside() const;
  bool overdue(core::Instant now) const;
  std::string cause_of_round() const;  // "" if none was stated
  std::string latest_cause() const;    // the cause of the last round that has one
};

// The parts that lists and search leave out: withheld texts, texts from before a restriction fell,
// and proposals that were never agreed to.
std::vector<std::int64_t> hidden_parts(const Case& subject);
// True if this text is kept from the shielded units. What is written later about such a text is
// too.
bool is_from_restricted_time(const Case& subject, std::int64_t seq, std::string_view field);

// The value of `contact` in a contacted event if the reporter was not reached.
inline constexpr std::string_view kNoAnswer = "no_answer";

// The words under which a report that was set aside is listed: while it waits, and after it was
// turned away. Neither stands in other lists than its own, nor in figures (store::CaseLists).
inline constexpr std::string_view kSetAside = "set_aside";
inline constexpr std::string_view kTurnedAway = "turned_away";

// The word under which lists show a case: its state, "merged", "archived", or one of the two above.
// An archived case is
// listed as closed again while its reporter asks for reopening or is dissatisfied, so that staff
// answer.
std::string_view standing_of(const Case& subject);

// The rules for folding a case: its own policy version once it was accepted or declined, the site's
// current version before.
struct Rules {
  const core::Policy* policy = nullptr;
  const core::WorkTime* time = nullptr;
};

// The unit that a restricted case will be about if what was asked for is agreed to; "" if nothing
// asked names another unit. Such a unit has no part in the case from the request on.
std::string concerned_if_agreed(const Rules& rules, const Case& subject);

// The clocks that would run if the case were accepted and dispatched at `now`: first the by-tier
// clocks (before acceptance one line per tier, after it one line for the case's tier), then the
// clocks with a single limit. A clock that starts at the reply has a limit but no date yet. The
// pages call this a forecast, not a promise. Empty if the policy lacks the kind.
struct ForecastLine {
  std::string tier;  // id, or "" for a clock with one limit for all
  std::string clock;
  core::TimeLimit limit;
  core::DueDate due;
};
std::vector<ForecastLine> forecast(const Rules& rules, const std::string& kind,
                                   const std::string& tier, core::Instant now);

// The calendar for a case: its policy version's, or the one with days that were published later.
const core::WorkTime& time_of(const Rules& rules, const Case& subject);

}  // namespace handler::cases
