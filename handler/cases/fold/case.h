// A case: what its events make of it. fold(policy version, events) is the only way to know where a
// case stands.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/policy.h"
#include "core/time/count.h"
#include "core/time/work_time.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// A due instant that passed while its clock ran.
struct Breach {
  core::Instant due{};
  bool extended = false;  // more time had been given: the policy may ask for more then (PY-23)
  bool recorded = false;  // the system has noted it and told whom the policy names
};

// One run of one policy clock in one round. Derived from events at each fold, never stored.
struct ClockRun {
  std::string clock;  // id in the policy
  int round = 1;
  core::TimeLimit limit;
  core::DueDate due;  // with extensions and pauses applied, and the day-by-day notes
  std::optional<core::Instant> stopped_at;
  int extensions = 0;
  int extended_workdays = 0;
  bool extension_pending = false;
  int asked_workdays = 0;     // of the pending extension
  std::int64_t asked_by = 0;  // the user who asked for it: somebody else decides (PY-22)
  bool paused = false;  // waiting for the reporter's materials: the due date moves when they come
  // Due instants that passed; whatever moved the due date afterwards heals nothing.
  std::vector<Breach> breaches;
  std::optional<core::Instant> reminded_of;  // the due instant that somebody was reminded of
  // It timed the answer to a reply that the window sent back; another run times the next one. Kept
  // only if it had run out.
  bool cancelled = false;

  // Late, as of `now` for a running clock; a later action never heals a breach (rule 4). Done at
  // the due instant is on time.
  bool overdue(core::Instant now) const;
  bool running() const { return !stopped_at.has_value(); }
  // The breaches so far, with the one that has come to be by `now` and that no event has met yet.
  std::vector<Breach> breaches_by(core::Instant now) const;
};

// What the reporter said of how the case was handled, in this round (PY-28).
struct Evaluation {
  std::string grade;       // id in the policy
  bool unhappy = false;    // something is to be put right
  bool rectified = false;  // and was
};

struct Case {
  CaseId id = 0;
  std::string site;
  core::CaseState state = core::CaseState::submitted;
  // Every state that it was in or went through, in order of the first time; an answer has been
  // handled, whether or not a unit signed for it.
  std::vector<core::CaseState> passed = {core::CaseState::submitted};
  int round = 1;
  std::string kind;
  std::string tier;  // "" before acceptance, or for kinds without tiers
  std::string window;
  std::string concerned_unit;          // what the reporter named, else the window at acceptance
  std::string unit;                    // who holds it now, "" before dispatch
  std::vector<std::string> assisting;  // units that help the one that holds it
  std::string serial;                  // "PY-2026-0042", "" before acceptance
  bool restricted = false;
  bool confidential = false;
  bool written = true;  // came in writing (online counts): the answer must be written (BG-31)
  std::string channel = "online";         // one of kReportChannels
  std::optional<core::Day> assigned_due;  // what the superior that assigned it has set (BG-17)
  bool known_to_staff = false;  // staff made the number, and the reporter has not changed it since
  std::string policy;           // the version the case keeps once it was accepted or declined
  core::Instant received_at{};  // submitted, or the earlier received_at of intake
  std::optional<core::Instant> accepted_at;
  std::optional<core::Instant> awaiting_since;  // while materials are awaited
  int bounces = 0;            // of the present unit, or of the one that bounced it last; this round
  bool has_reply = false;     // a reply to the window exists in this round
  bool has_feedback = false;  // the reporter was told in this round
  int urges = 0;              // of all rounds (CA-30)
  int urges_in_round = 0;     // what the policy's triggers count
  std::optional<core::Instant> urged_by_reporter_at;  // the last time
  bool urge_open = false;                             // and nobody has answered or reported since
  bool materials_arrived = false;                     // and no member of staff has acted since
  int coordinations = 0;                              // meetings held in this round (BG-28)
  std::vector<std::string> escalated_to;  // roles and bodies, in the order in which they got it
  std::vector<std::string> notified;      // of time that ran out, in this order
  std::vector<std::string> triggered;     // the policy's triggers that fired in this round
  int visits = 0;                         // follow-ups in this round (BG-35)
  std::optional<Evaluation> evaluation;   // of this round
  bool reopening_asked = false;           // and not answered yet
  bool archived = false;                  // in the file, until it is reopened
  std::optional<CaseId> merged_into;      // the case that is dealt with in its place
  std::vector<CaseId> absorbed;       // the cases that were merged into this one, and into those
  std::vector<CaseId> absorbed_told;  // those of them whose reporters know the result, this round
  std::optional<core::Instant> closed_at;
  // By round: why it could not be done (CA-31), an id in the policy or core::kOtherCause.
  std::map<int, std::string> causes;
  bool visit_told = false;  // the system has noted that the visit of this round is due
  // A notice of holidays came after the case was accepted: what it is counted with since.
  std::shared_ptr<const core::WorkTime> settled;
  std::vector<ClockRun> clocks;  // all rounds, oldest first
  std::int64_t last_seq = 0;     // of the newest event: what an acting person must have seen

  // The running clock that is due first, or nullptr; paused clocks and those without a due time do
  // not count.
  const ClockRun* next_due() const;
  // Merged cases whose reporters nobody has told yet how this round ended.
  std::vector<CaseId> untold() const;
  bool has_passed(core::CaseState which) const;
  bool overdue(core::Instant now) const;
  std::string cause_of_round() const;  // "" if nobody has said
  std::string latest_cause() const;    // the same of the last round that has one
};

// How a report came in: sent by the reporter, or taken down at the counter.
inline constexpr std::string_view kReportChannels[] = {"online", "in_person", "phone", "letter",
                                                       "superior"};

// The word under which lists show a case: its state, or "merged", or "archived" (an archived case
// whose reporter asks for another round or is not content is listed as closed again, so that
// somebody answers).
std::string_view standing_of(const Case& subject);

// The rules a case is folded under: its own policy version once accepted or declined, the
// site's present one before.
struct Rules {
  const core::Policy* policy = nullptr;
  const core::WorkTime* time = nullptr;
};

// What would run if the case were accepted and dispatched at `now`: by-tier clocks one line per
// tier before acceptance, one for its tier after; then clocks with one limit for all. A clock that
// starts at the reply has a limit but no date yet. Called a forecast wherever it is shown; nothing
// in it is a promise. Empty for a kind that the policy lacks.
struct ForecastLine {
  std::string tier;  // id, or "" for a clock with one limit for all
  std::string clock;
  core::TimeLimit limit;
  core::DueDate due;
};
std::vector<ForecastLine> forecast(const Rules& rules, const std::string& kind,
                                   const std::string& tier, core::Instant now);

}  // namespace handler::cases
