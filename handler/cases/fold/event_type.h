// Every type of event there is, and what the data of each holds.
#pragma once

namespace handler::cases {

// The comment of each type lists its data ("part": a text stored outside the event, "?": optional).
// Readers convert older type_versions; stored events never change.
enum class EventType {
  // kind, window, unit?, channel, form_version, confidential, restricted, on_behalf, reporter_type,
  // and the written texts as parts. If staff recorded it, also known_to_staff, remark (part)?, and
  // for a task from a superior assigned_by (part)? and assigned_due?
  submitted,
  // kind, tier?, serial, matter (part), concerned? (the unit the report is about, if the reporter
  // named none)
  accepted,
  declined,  // exclusion, explanation (part), referral (ids)
  // reason (part)? by the window for the reporter; words (sealed part)? by the reporter
  withdrawn,
  dispatched,  // unit, assisting (ids)?, note (part)?, reason (part)?
  signed_for,
  returned,  // reason (part); a unit returns the slip, its clock continues
  // outcome, reply (part), statement (part)?, documents (names that the tier asks for)?, cause?
  replied,
  contributed,        // contribution (part); an assisting unit informs the holder
  progress_reported,  // progress (part)
  sent_back,          // reason (part); the window rejects an insufficient answer
  fed_back,           // reply (part), channel; what the reporter was told
  closed,             // cause (why it could not be done, CA-31)?
  cause_stated,       // cause; stated after closing, or corrected
  retiered,           // tier, reason (part)
  extension_asked,    // clock, workdays, reason (part)
  extension_granted,  // clock, workdays
  extension_refused,  // clock, reason (part)
  materials_asked,    // list (part)
  materials_received,
  materials_sent,   // materials (sealed part), by the reporter
  transferred_out,  // to (part)
  urged,            // note (part)?; staff or the reporter ask for speed (CA-30)
  coordinated,      // meeting, minutes (part), decision (part)?; counted (BG-28)
  measure_used,     // measure, note (part)? (PZ-18, SG-17)
  escalated,  // target, reason (part)?, trigger? (by the system under a policy trigger: BG-28)
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
  // calendar (year), works and rests (name by day); a holiday notice arrived, running provisional
  // deadlines are recounted with it
  calendar_settled,
  identity_viewed,  // form? (printed on it); each time staff view an identity
};
// Reporter actions and number_reissued also hold `form`: a keyed hash of the submitted form, so
// that a form sent twice makes one event.

}  // namespace handler::cases
