// Every type of event there is, and what the data of each holds.
#pragma once

namespace handler::cases {

// Behind each what its data holds ("part": a text kept outside, "?": not always there). Readers
// lift older type_versions; stored events never change.
enum class EventType {
  // kind, window, unit?, channel, form_version, confidential, restricted, on_behalf, reporter_type,
  // and the parts of what was written; taken down by staff also known_to_staff, assigned_by (part)?
  // and assigned_due? of a superior's task, remark (part)?
  submitted,
  // kind, tier?, serial, matter (part), concerned? (a unit: whom the report is about, if the
  // reporter named none)
  accepted,
  declined,  // exclusion, explanation (part), referral (ids)
  // reason (part)? by the window for the reporter; words (sealed part)? by the reporter
  withdrawn,
  dispatched,  // unit, assisting (ids)?, note (part)?, reason (part)?
  signed_for,
  returned,  // reason (part); a unit bounces the slip, its clock goes on
  // outcome, reply (part), statement (part)?, documents (names that the tier asks for)?, cause?
  replied,
  contributed,        // contribution (part); an assisting unit tells the one that holds the case
  progress_reported,  // progress (part)
  sent_back,          // reason (part); the window refuses an insufficient answer
  fed_back,           // reply (part), channel; what the reporter was told
  closed,             // cause (why it could not be done, CA-31)?
  cause_stated,       // cause; it was stated too late, or otherwise
  retiered,           // tier, reason (part)
  extension_asked,    // clock, workdays, reason (part)
  extension_granted,  // clock, workdays
  extension_refused,  // clock, reason (part)
  materials_asked,    // list (part)
  materials_received,
  materials_sent,           // materials (sealed part), by the reporter
  transferred_out,          // to (part)
  urged,                    // note (part)?; staff or the reporter ask for haste (CA-30)
  coordinated,              // meeting, minutes (part), decision (part)?; counted (BG-28)
  measure_used,             // measure, note (part)? (PZ-18, SG-17)
  escalated,                // target, reason (part)?, trigger? (the policy's, by the system: BG-28)
  accountability_recorded,  // finding (part)
  evaluated,                // grade, words (sealed part if by the reporter)? (PY-28)
  rectified,                // rectification (part); what was put right after an unhappy evaluation
  visited,                  // visit (part); a follow-up (BG-35)
  reopening_asked,          // words (sealed part)
  reopening_refused,        // explanation (part)
  reopened,                 // reason (part)
  archived,                 // file_number (part)
  merged,                   // into (a case), serial? (of that case), reason (part)
  // from (a case), with (cases that had been merged into that one)?; the other side of merged
  merged_in,
  merged_told,  // reply (part), channel; what the reporter of a merged case was told
  // cases, channel?, reply (part)?; the other side of merged_told, in the main case
  absorbed_told,
  number_changed,   // the reporter has another number
  number_reissued,  // check (how the reporter's identity was checked), reason (part)
  breached,         // clock, round, due, notify (targets), escalate (targets); by the system
  reminded,         // clock, round, due, to (role); by the system
  visit_due,        // round, due; by the system
  // calendar (year), works and rests (name by day); a notice of holidays arrived, open provisional
  // dates are counted with it
  calendar_settled,
  identity_viewed,  // form? (printed on it); every look at an identity
};
// Also `form` in what the reporter did with the number and in number_reissued: a keyed hash of the
// form it came from, so that the same form sent twice is one event.

}  // namespace handler::cases
