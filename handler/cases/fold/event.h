// One recorded change of a case. Events are only ever added; each carries the hash of the site's
// previous event.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/policy/case_words.h"
#include "core/time/local_time.h"

namespace handler::cases {

// The comment of each type lists its data ("part": a text stored outside the event, "?": optional).
// Readers convert older type_versions; stored events never change.
enum class EventType {
  // kind, window, unit?, applied?, visits (a figure)?, channel, form_version, confidential,
  // restricted, on_behalf, reporter_type, and the written texts as parts. If the reporter sent it,
  // also answers (a mark by which the same form, sent again, proves what it holds). If staff
  // recorded it, also known_to_staff, remark (part)?, and for a task from a superior assigned_by
  // (part)? and assigned_due? If it came above the site's budget, set_aside (bytes that it takes).
  submitted,
  // kind, tier?, serial, matter (part), concerned? (the unit the report is about, if the reporter
  // named none)
  accepted,
  // exclusion, explanation (part), referral (ids); a report that was set aside is turned away with
  // an explanation alone
  declined,
  // reason (part)? by the window for the reporter; words (sealed part)? by the reporter
  withdrawn,
  dispatched,  // unit, assisting (ids)?, note (part)?, reason (part)?
  signed_for,
  returned,  // reason (part); a unit returns the slip, its clock continues
  // outcome, reply (part), statement (part)?, documents (names that the tier asks for)?, cause?
  replied,
  contributed,  // contribution (part); an assisting unit informs the holder
  // progress (part), statement (part)?, documents?, next (the day of the next report)?, waits (1:
  // the window reads it before the reporter)?
  progress_reported,
  sent_back,          // reason (part); the window rejects an insufficient answer
  fed_back,           // reply (part), channel; what the reporter was told
  closed,             // cause (why it could not be done, CA-31)?
  cause_stated,       // cause; stated after closing, or corrected
  retiered,           // tier, reason (part)
  extension_asked,    // clock, workdays, reason (part)
  extension_granted,  // clock, workdays, explanation (part)?
  extension_refused,  // clock, reason (part)
  materials_asked,    // list (part)
  materials_received,
  materials_sent,   // materials (sealed part), by the reporter
  transferred_out,  // to (part)
  urged,            // note (part)?; staff or the reporter ask for speed (CA-30)
  // meeting, agreement (agreed or not_agreed)?, minutes (part), decision (part)?; counted (BG-28)
  coordinated,
  measure_used,  // measure, note (part)? (PZ-18, SG-17)
  escalated,     // target, reason (part)?, trigger? (by the system under a policy trigger: BG-28)
  accountability_recorded,  // finding (part)
  evaluated,                // grade, words (sealed part if by the reporter)? (PY-28)
  rectified,                // rectification (part); the correction after an unhappy evaluation
  visited,                  // visit (part); a follow-up (BG-35)
  reopening_asked,          // words (sealed part)
  reopening_refused,        // explanation (part)
  reopened,                 // reason (part)
  archived,                 // file_number (part)
  merged,                   // into (a case), serial? (of that case), reason (part)
  // from (a case), with (cases merged into that one before)?; recorded in the main case
  merged_in,
  merged_told,  // reply (part), channel; what the merged case's reporter was told
  // cases, channel?, reply (part)?; recorded in the main case for merged_told
  absorbed_told,
  number_changed,   // the reporter chose another number
  number_reissued,  // check (how the reporter's identity was checked), reason (part)
  breached,         // clock, round, due, notify (targets), escalate (targets); by the system
  reminded,         // clock, round, due, to (role); by the system
  visit_due,        // round, due; by the system
  // works and rests (name by day, "" on ordinary days), local (those days of them that the site's
  // own closures name)?, years (whose notice is whole now)?, documents (name, issued)?, closures
  // (names)?; another calendar was published, and running deadlines ahead are recounted with it.
  // Older events hold calendar (year), works and rests: all days of a notice that was missing.
  calendar_settled,
  // form? (printed on it), asker (part)? (how the person who asked was checked); each time staff
  // view an identity
  identity_viewed,
  consent_asked,      // for (decline | cannot), reason (part); the policy names who consents
  consent_given,      // for
  consent_refused,    // for, reason (part)
  acknowledged,       // note (part)?; a role that the case was passed up to has read it
  progress_released,  // progress (part), next (day); the window passes a unit's report on
  progress_refused,   // reason (part); the window sends a unit's report back to it
  limit_set,          // clock, due (day), reason (part)?; a limit that is set case by case
  contacted,          // contact (how, or that there was no answer), note (part)?
  // times (true time by seq), reason (part), by (part), serial?: the machine's clock was wrong when
  // those events of the case were recorded. A serial number once given stays, and is named here if
  // it holds the wrong year.
  times_corrected,
  // kind?, tier?, concerned?, matter (part)?, reason (part); waits for another role to agree
  reclassification_asked,
  // kind? (else only the tier changes), tier?, concerned?, matter (part)?, reason (part)?
  reclassified,
  reclassification_refused,  // reason (part)
  undone,                    // of (seq of an earlier event), undoes (its word), reason (part)
  merge_undone,              // from (a case), with (cases merged into that one before)?, serial?
  // of (seq of an earlier event), field (of its text), correction (part), reason (part)
  corrected,
  withheld,  // of, field, reason (part); the text told of another person
  // cause (retention | request), classes (of core::kKept), parts (ids; the bodies are gone), reason
  // (part)?. By the system at the end of the time, or by the user who was asked to.
  parts_destroyed,
  hold_set,     // reason (part); what is kept of the case is not destroyed until it is lifted
  hold_lifted,  // reason (part)
  admitted,     // a report that was set aside is taken in, and waits for acceptance as any other
  // words (sealed part)?, remark (part, how it came: by staff)?; the reporter, or the counter for
  // the reporter, adds words or files
  supplemented,
  // of (seq), field (of its file), internal (1: the reporter never knew of the file)?, reason
  // (part, by staff)?. Who sent the file takes it back; its part is gone.
  file_withdrawn,
  file_released,  // of, field; the window lets the unit see a file of the reporter
};
// submitted, supplemented, materials_sent, replied, contributed, progress_reported and fed_back may
// carry files: parts `file1` to `file4`, and `files`, "TYPE:BYTES" of each in that order
// ("jpeg:123456"). See case_files.h.
// Events that name a unit, a window, a body or a measure also hold `names`: its name as it was, by
// kind ("unit", "window", "body", "measure") and id. Older events have no names.
// Reporter actions and number_reissued also hold `form`: a keyed hash of the submitted form, so
// that a form sent twice makes one event.

using CaseId = std::int64_t;

// The author of an event. The reporter and the system have no user.
struct Actor {
  enum class Kind { reporter, staff, system };
  Kind kind = Kind::system;
  std::int64_t user = 0;           // staff only
  std::optional<core::Role> role;  // the role in which staff acted
  std::string unit;                // the unit a liaison acted for, or empty
};

inline constexpr std::array<std::pair<Actor::Kind, std::string_view>, 3> kActorKinds = {{
    {Actor::Kind::reporter, "reporter"},
    {Actor::Kind::staff, "staff"},
    {Actor::Kind::system, "system"},
}};

// `data` is canonical JSON: sorted keys; only strings, integers, and lists and maps of them; no
// floats and no personal data. Texts written by people are stored as parts: {"part": id,
// "commitment": hex} ("A case" in docs/architecture.md).
struct Event {
  std::string site;
  std::int64_t seq = 0;  // 1, 2, 3 ... within the site
  CaseId case_id = 0;
  int round = 1;
  // What the clock showed when the clock guard let the write through. A wrong clock may have shown
  // an earlier time than at the previous event: the order of events is that of seq.
  core::Instant recorded_at{};
  std::optional<core::Instant> occurred_at;  // an earlier time, entered by staff at intake
  Actor actor;
  EventType type = EventType::submitted;
  int type_version = 1;
  core::Json data = core::Json::object();
  std::string policy;  // policy version of the case at this event; "" before acceptance
  std::string prev;    // hex hash of the site's previous event, 64 zeros for the first
  std::string hash;    // hex BLAKE2b of canonical(event without hash)
  // The true time, where a later times_corrected event of the case gives one: filled when the
  // events of a case are read (correct_times), neither stored nor hashed.
  std::optional<core::Instant> corrected_at = {};

  // When it was recorded, by a right clock.
  core::Instant noted_at() const { return corrected_at.value_or(recorded_at); }
  // The time that clocks use: occurred_at if staff entered one, else when it was recorded.
  core::Instant counted_at() const { return occurred_at.value_or(noted_at()); }
};

// The newest event of that type, or nullptr.
const Event* last_event(const std::vector<Event>& events, EventType type);

// Floats are not allowed in events: their text differs between machines, so the hash would differ.
bool holds_float(const core::Json& value);

// The bytes that are hashed: canonical JSON of all fields except `hash`.
std::string canonical(const Event& event);
// Fills prev and hash.
void chain(Event& event, std::string_view previous_hash);
inline constexpr std::string_view kFirstPrevious =
    "0000000000000000000000000000000000000000000000000000000000000000";

// Values of an event's data: the encoding of texts, numbers, switches and times is known only here.
// "" or an empty list if the key is missing.
std::string text_in(const core::Json& data, std::string_view key);
std::vector<std::string> texts_in(const core::Json& data, std::string_view key);
// True if the value is true, 1 or "yes"; false if the key is missing.
bool switch_in(const core::Json& data, std::string_view key);
inline constexpr std::string_view kNames = "names";  // key in the data
// The name that the data keeps for an id of that kind; "" if it keeps none.
std::string name_in(const core::Json& data, std::string_view kind, const std::string& id);
// The event's type guarantees the key; a missing value means that the chain is corrupt.
int number_in(const core::Json& data, std::string_view key);
// nullopt if the key is missing or no day.
std::optional<core::Day> day_in(const core::Json& data, std::string_view key);
core::Instant instant_in(const core::Json& data, std::string_view key);

// The files of an event are parts with these fields: "file1" .. "file4".
inline constexpr int kMostFiles = 4;
constexpr bool is_file(std::string_view field) {
  return field.size() == 5 && field.starts_with("file") && field[4] >= '1' &&
         field[4] < '1' + kMostFiles;
}

// A new event without seq, hash and parts; its texts, which become parts, are beside it.
struct PlannedText {
  std::string field;
  std::string text;
  bool for_reporter = false;
  bool names_matter = false;  // a correction that is the name of the matter from now on
  bool of_reporter = false;   // the reporter's own words: sealed, also if staff write them down
};
// A file of the event; its bytes are with the caller, in the same order.
struct PlannedFile {
  std::string field;  // "file1"
  bool for_reporter = false;
};
struct PlannedEvent {
  EventType type = EventType::submitted;
  core::Json data = core::Json::object();
  std::vector<PlannedText> texts;
  std::vector<PlannedFile> files;      // data["files"] tells type and size of each
  std::vector<std::int64_t> destroys;  // ids of parts that end with this event, in the same commit
  bool gives_serial = false;  // the store must set data["serial"] to the next serial number
  bool gives_number = false;  // the case gets the ticket number of the form's token
  bool by_system = false;     // required by the policy, not decided by a user
};

}  // namespace handler::cases
