// Checks the values filled in for an action and plans its events.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/site/site.h"
#include "handler/cases/actions/grant.h"
#include "handler/cases/fold/case.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// A file that was sent with a form: what planning has to know of it. The caller keeps the bytes, in
// the same order. `type` is empty until the file was inspected and cleaned: such a plan tells the
// mistakes, and is not recorded.
using OfferedFile = FileFacts;

// The submitted values: field id -> value (several referrals are joined by ','), and the files
// beside them.
struct ActionInput : std::map<std::string, std::string, std::less<>> {
  using map::map;
  std::vector<OfferedFile> files = {};
};

struct ActionMistake {
  std::string field;
  // "required", "unknown", "too_long", "out_of_range"
  // "day"               no date
  // "day_out_of_range"  not after today, or too far away
  // "no_workday"
  // "unchanged"         the tier that the case already has
  // "unchanged_cause"   the cause that it already has
  // "must_be_written"   a written report must be answered in writing (BG-31)
  // "holds_it_already"  the holder cannot assist itself
  // "unchanged_kind"    kind, tier, unit and matter are those that the case has
  // "needs_consent"     the policy asks for a consent before this outcome
  // "supplement_empty"  neither words nor files
  // "files_not_before_acceptance"  none until the case is accepted
  // With `limit`, the number that was exceeded, of files or of megabytes: "files_too_many",
  // "files_too_many_of_case", "files_too_large", "files_too_large_before_acceptance"
  std::string code;
  int limit = 0;
};

struct ActionOutcome {
  std::vector<ActionMistake> mistakes;  // if not empty, there are no events
  std::string refused;                  // code of the refusal, or ""
  std::vector<PlannedEvent> events;
  std::optional<Grant> acting;  // the grant that allows it; becomes the event's actor
};

// Checks an action completely (right, state, guard, fields) and plans its event. Pure. Refusals:
// "unknown_action", "not_allowed", "wrong_state", "unit_is_concerned", "reply_missing",
// "feedback_missing", "no_other_tier", "no_extension", "too_late", "extension_pending",
// "extension_used", "nothing_asked", "asked_by_yourself", "still_waiting", "no_waiting_limit",
// "no_evaluation", "evaluated_already", "nothing_to_rectify", "no_reopening", "reopening_pending",
// "urged_today", "archived", "merged", "not_merged", "number_is_own", "to_rectify_first",
// "bounced_often_enough", "others_wait", "received_today", "no_causes", "merged_not_told",
// "none_to_tell", "consent_missing", "no_consent_needed", "consent_pending",
// "consent_given_already", "bounced_by_all_often_enough", "nothing_to_acknowledge",
// "too_late_to_tell", "progress_waits", "no_progress_waits", "no_limit_to_set",
// "no_contact_clock", "nothing_to_agree", "not_undoable", "no_texts", "destroyed",
// "on_hold_already", "not_on_hold", "not_set_aside", "files_not_taken", "no_files",
// "no_files_to_release", "kept_on_hold". Each has a sentence case.refused.CODE in the texts.
ActionOutcome plan_action(const Rules& rules, const core::Site& site, const Case& subject,
                          const Object& object, const StaffMember& actor, std::string_view action,
                          const ActionInput& input, core::Instant now);

// The same for the reporter, authorized by the ticket number; `acting` stays empty.
ActionOutcome plan_reporter_action(const Rules& rules, const core::Site& site, const Case& subject,
                                   std::string_view action, const ActionInput& input,
                                   core::Instant now);

}  // namespace handler::cases
