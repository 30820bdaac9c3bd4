// One thing that happened to a case. Events are only ever added; each carries the hash of the one
// before it in its site.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/site/case_words.h"
#include "core/time/local_time.h"

namespace handler::cases {

using CaseId = std::int64_t;

// Who did it. The reporter and the system have no user.
struct Actor {
  enum class Kind { reporter, staff, system };
  Kind kind = Kind::system;
  std::int64_t user = 0;           // staff only
  std::optional<core::Role> role;  // the role in which staff acted
  std::string unit;                // the unit a liaison acted for, or empty
};

// `data` is canonical JSON: sorted keys, strings and integers (and lists and maps of them), no
// floats, no personal data; texts that people wrote are parts: {"part": id, "commitment": hex}
// (design section 8).
struct Event {
  std::string site;
  std::int64_t seq = 0;  // 1, 2, 3 ... within the site
  CaseId case_id = 0;
  int round = 1;
  core::Instant recorded_at{};               // never earlier than the event before
  std::optional<core::Instant> occurred_at;  // staff entered an earlier time at intake (rule 8)
  Actor actor;
  std::string type;  // one of kEventTypes
  int type_version = 1;
  core::Json data = core::Json::object();
  std::string policy;  // policy version in force for the case at this event; "" before acceptance
  std::string prev;    // hex hash of the site's event before, 64 zeros for the first
  std::string hash;    // hex BLAKE2b of canonical(event without hash)

  // The time clocks count from: occurred_at if staff entered one, else recorded_at.
  core::Instant counted_at() const { return occurred_at.value_or(recorded_at); }
};

// Every type of event there is. Readers lift older type_versions; stored events never change. What
// the data holds ("part": a text kept outside, "?": not always there):
//
// - submitted: kind, window, unit?, channel, form_version, confidential, restricted, on_behalf,
//   reporter_type, and the parts of what was written; taken down by staff also known_to_staff,
//   assigned_by (part)? and assigned_due? of a superior's task, remark (part)?
// - accepted: kind, tier?, serial, matter (part), concerned? (a unit: whom the report is about, if
//   the reporter named none)
// - declined: exclusion, explanation (part), referral (ids)
// - withdrawn: reason (part)? by the window for the reporter; words (sealed part)? by the reporter
// - dispatched: unit, assisting (ids)?, note (part)?, reason (part)?
// - signed_for, materials_received: nothing
// - closed: cause (why it could not be done, CA-31)?
// - cause_stated: cause; it was stated too late, or otherwise
// - returned: reason (part); a unit bounces the slip, its clock goes on
// - replied: outcome, reply (part), statement (part)?, documents (names that the tier asks for)?,
// cause?
// - contributed: contribution (part); an assisting unit tells the one that holds the case
// - progress_reported: progress (part)
// - sent_back: reason (part); the window refuses an insufficient answer
// - fed_back: reply (part), channel; what the reporter was told
// - retiered: tier, reason (part)
// - extension_asked: clock, workdays, reason (part)
// - extension_granted: clock, workdays
// - extension_refused: clock, reason (part)
// - materials_asked: list (part)
// - materials_sent: materials (sealed part), by the reporter
// - transferred_out: to (part)
// - urged: note (part)?; somebody asks for haste (CA-30)
// - coordinated: meeting, minutes (part), decision (part)?; counted (BG-28)
// - measure_used: measure, note (part)? (PZ-18, SG-17)
// - escalated: target, reason (part)?, trigger? (the policy's, by the system: BG-28)
// - accountability_recorded: finding (part)
// - evaluated: grade, words (sealed part if by the reporter)? (PY-28)
// - rectified: rectification (part); what was put right after an unhappy evaluation
// - visited: visit (part); a follow-up (BG-35)
// - reopening_asked: words (sealed part)
// - reopening_refused: explanation (part)
// - reopened: reason (part)
// - archived: file_number (part)
// - merged: into (a case), serial? (of that case), reason (part)
// - merged_in: from (a case), with (cases that had been merged into that one)?; the other side of
//   merged
// - merged_told: reply (part), channel; what the reporter of a merged case was told
// - absorbed_told: cases, channel?, reply (part)?; the other side of merged_told, in the main case
// - number_changed: nothing; the reporter has another number
// - number_reissued: check (how the reporter's identity was checked), reason (part), form
// - what the reporter did with the number also has form: a keyed hash of the form it came from, so
//   that the same form sent twice is one event
// - breached: clock, round, due, notify (targets), escalate (targets); time ran out, by the system
// - reminded: clock, round, due, to (role); by the system
// - visit_due: round, due; by the system
// - calendar_settled: calendar (year), works and rests (name by day); a notice of holidays arrived,
//   open provisional dates are counted with it
// - identity_viewed: reason?, form? (printed on it); every look at an identity
inline constexpr std::string_view kEventTypes[] = {
    "submitted",
    "accepted",
    "declined",
    "withdrawn",
    "dispatched",
    "signed_for",
    "returned",
    "replied",
    "contributed",
    "progress_reported",
    "sent_back",
    "fed_back",
    "closed",
    "cause_stated",
    "retiered",
    "extension_asked",
    "extension_granted",
    "extension_refused",
    "materials_asked",
    "materials_received",
    "materials_sent",
    "transferred_out",
    "urged",
    "coordinated",
    "measure_used",
    "escalated",
    "accountability_recorded",
    "evaluated",
    "rectified",
    "visited",
    "reopening_asked",
    "reopening_refused",
    "reopened",
    "archived",
    "merged",
    "merged_in",
    "merged_told",
    "absorbed_told",
    "number_changed",
    "number_reissued",
    "breached",
    "reminded",
    "visit_due",
    "calendar_settled",
    "identity_viewed",
};

// The bytes that are hashed: canonical JSON of everything but `hash`.
std::string canonical(const Event& event);
// Fills prev and hash.
void chain(Event& event, std::string_view previous_hash);
inline constexpr std::string_view kFirstPrevious =
    "0000000000000000000000000000000000000000000000000000000000000000";

}  // namespace handler::cases
