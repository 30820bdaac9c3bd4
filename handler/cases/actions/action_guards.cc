// The conditions of the action table.
#include "handler/cases/actions/action_guards.h"

#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

bool is_unhappy(const Case& subject) {
  return subject.evaluation && subject.evaluation->unhappy && !subject.evaluation->rectified;
}

// Merging must not show a unit a case that is restricted from it.
bool differ_in_restriction(const Case& one, const Case& other) {
  if (one.restricted != other.restricted) return true;
  return one.restricted && one.concerned_unit != other.concerned_unit;
}

}  // namespace

std::string reply_is_there(const Rules&, const Case& subject, core::Instant) {
  return subject.has_reply ? "" : "reply_missing";
}

// Closing needs feedback to the reporter (CA-29, BG-37) and to the reporters of merged cases.
std::string reporter_was_told(const Rules&, const Case& subject, core::Instant) {
  if (!subject.has_feedback) return "feedback_missing";
  return subject.untold().empty() ? "" : "merged_not_told";
}

std::string another_tier_exists(const Rules& rules, const Case& subject, core::Instant) {
  const core::Kind* kind = rules.policy->kind(subject.kind);
  return kind != nullptr && kind->tiers.size() > 1 ? "" : "no_other_tier";
}

// Before the deadline, and within the allowed number of extensions (PY-21, PY-22).
std::string may_ask_extension(const Rules& rules, const Case& subject, core::Instant now) {
  const ClockRun* run = extendable_clock(*rules.policy, subject);
  if (run == nullptr) return "no_extension";
  if (run->paused) return "clock_waits";
  const core::Extension& extend = *rules.policy->clock(run->clock)->extend;
  if (run->extension_pending) return "extension_pending";
  if (run->extensions >= extend.times || run->extended_workdays >= extend.workdays) {
    return "extension_used";
  }
  return !run->breaches.empty() || now > *run->due.due ? "too_late" : "";
}

std::string extension_was_asked(const Rules&, const Case& subject, core::Instant) {
  return clock_with_request(subject) != nullptr ? "" : "nothing_asked";
}

// If the reporter must read the new date before the old one has passed, it is too late afterwards.
std::string may_grant_extension(const Rules& rules, const Case& subject, core::Instant now) {
  const ClockRun* run = clock_with_request(subject);
  if (run == nullptr) return "nothing_asked";
  const core::PolicyClock* clock = rules.policy->clock(run->clock);
  const bool tells = clock != nullptr && clock->extend && clock->extend->tell_before_due;
  return tells && run->overdue(now) ? "too_late_to_tell" : "";
}

// The window may answer without the materials after the waiting limit.
std::string waited_long_enough(const Rules& rules, const Case& subject, core::Instant now) {
  if (!rules.policy->materials_within || !subject.awaiting_since) return "no_waiting_limit";
  const auto due = core::count(time_of(rules, subject), *subject.awaiting_since,
                               *rules.policy->materials_within);
  return due.due && now <= *due.due ? "still_waiting" : "";
}

// Once per round (PY-28).
std::string may_be_evaluated(const Rules& rules, const Case& subject, core::Instant) {
  if (rules.policy->grades.empty()) return "no_evaluation";
  return subject.evaluation ? "evaluated_already" : "";
}

std::string something_to_rectify(const Rules&, const Case& subject, core::Instant) {
  return is_unhappy(subject) ? "" : "nothing_to_rectify";
}

std::string may_reopen(const Rules& rules, const Case& subject, core::Instant) {
  const bool may = rules.policy->reopening || subject.restricted || is_unhappy(subject);
  return may ? "" : "no_reopening";
}

std::string may_ask_reopening(const Rules& rules, const Case& subject, core::Instant) {
  if (!rules.policy->reopening) return "no_reopening";
  return subject.reopening_asked ? "reopening_pending" : "";
}

std::string reopening_was_asked(const Rules&, const Case& subject, core::Instant) {
  return subject.reopening_asked ? "" : "nothing_asked";
}

// At most one urge a day, and none on the day of receipt: a second one tells the window nothing
// new.
std::string not_urged_today(const Rules&, const Case& subject, core::Instant now) {
  const bool came_in_today = core::day_of(subject.received_at) == core::day_of(now);
  if (subject.state == core::CaseState::submitted && came_in_today) return "received_today";
  const auto& last = subject.urged_by_reporter_at;
  return last && core::day_of(*last) == core::day_of(now) ? "urged_today" : "";
}

std::string has_causes(const Rules& rules, const Case& subject, core::Instant) {
  return rules.policy->causes_of(subject.kind).empty() ? "no_causes" : "";
}

std::string may_bounce(const Rules& rules, const Case& subject, core::Instant) {
  const std::optional<int>& most = rules.policy->most_bounces;
  if (!most) return "";
  if (rules.policy->most_bounces_of == core::BounceOf::whole_case)
    return subject.bounces_of_case >= *most ? "bounced_by_all_often_enough" : "";
  return subject.bounces >= *most ? "bounced_often_enough" : "";
}

std::string was_passed_up(const Rules&, const Case& subject, core::Instant) {
  return subject.unacknowledged.empty() ? "nothing_to_acknowledge" : "";
}

// The reporters of merged cases depend on this case, so it stays.
std::string stands_for_itself(const Rules&, const Case& subject, core::Instant) {
  return subject.absorbed.empty() ? "" : "others_wait";
}

// A case is filed only when no request is pending.
std::string nothing_is_open(const Rules&, const Case& subject, core::Instant) {
  if (subject.reopening_asked) return "reopening_pending";
  if (!subject.untold().empty()) return "merged_not_told";
  return is_unhappy(subject) ? "to_rectify_first" : "";
}

std::string reporters_are_untold(const Rules&, const Case& subject, core::Instant) {
  return subject.untold().empty() ? "none_to_tell" : "";
}

// Only a number known to staff may be changed. Otherwise a person who stole the number could lock
// the reporter out.
std::string staff_know_the_number(const Rules&, const Case& subject, core::Instant) {
  return subject.known_to_staff ? "" : "number_is_own";
}

std::string may_decline(const Rules& rules, const Case& subject, core::Instant) {
  return lacks_consent(rules, subject, core::Denial::decline) ? "consent_missing" : "";
}

std::string may_ask_consent(const Rules& rules, const Case& subject, core::Instant) {
  if (!rules.policy->consent_before(possible_denial(subject))) return "no_consent_needed";
  if (!subject.consent) return "";
  return subject.consent->given ? "consent_given_already" : "consent_pending";
}

std::string consent_was_asked(const Rules&, const Case& subject, core::Instant) {
  return subject.consent && !subject.consent->given ? "" : "nothing_asked";
}

// One report at a time: the window decides on the one that it has.
std::string no_progress_waits(const Rules&, const Case& subject, core::Instant) {
  return subject.waiting_progress ? "progress_waits" : "";
}

std::string progress_waits(const Rules&, const Case& subject, core::Instant) {
  return subject.waiting_progress ? "" : "no_progress_waits";
}

std::string has_limit_to_set(const Rules&, const Case& subject, core::Instant) {
  return subject.limit_to_set() == nullptr ? "no_limit_to_set" : "";
}

// A contact is recorded where the policy counts on it.
std::string contact_is_promised(const Rules& rules, const Case&, core::Instant) {
  return rules.policy->uses(core::Milestone::contacted) ? "" : "no_contact_clock";
}

std::string is_merged(const Rules&, const Case& subject, core::Instant) {
  return subject.merged_into ? "" : "not_merged";
}

std::string reclassification_was_asked(const Rules&, const Case& subject, core::Instant) {
  return subject.reclassification ? "" : "nothing_to_agree";
}

// What the reporter withdrew stays withdrawn, and so does what an older program recorded of both.
std::string can_be_undone(const Rules&, const Case& subject, core::Instant) {
  return subject.undoable ? "" : "not_undoable";
}

std::string has_texts(const Rules&, const Case& subject, core::Instant) {
  return changeable_texts(subject).empty() ? "no_texts" : "";
}

std::string waits_aside(const Rules&, const Case& subject, core::Instant) {
  return subject.waits_aside() ? "" : "not_set_aside";
}

// What is on hold may be wanted as evidence: its sender cannot take it back either.
std::string has_files_to_withdraw(const Rules&, const Case& subject, core::Instant) {
  if (standing_files(subject.files).count == 0) return "no_files";
  return subject.on_hold ? "kept_on_hold" : "";
}

std::string has_files_to_release(const Rules&, const Case& subject, core::Instant) {
  return files_to_release(subject).empty() ? "no_files_to_release" : "";
}

std::string reporter_has_files(const Rules&, const Case& subject, core::Instant) {
  if (files_of_reporter(subject).empty()) return "no_files";
  return subject.on_hold ? "kept_on_hold" : "";
}

std::string is_on_hold(const Rules&, const Case& subject, core::Instant) {
  return subject.on_hold ? "" : "not_on_hold";
}

std::string is_not_on_hold(const Rules&, const Case& subject, core::Instant) {
  return subject.on_hold ? "on_hold_already" : "";
}

std::string merge_mistake(const Case& duplicate, const Case& main) {
  if (duplicate.site != main.site) return "unknown_case";
  if (duplicate.id == main.id) return "same_case";
  if (main.merged_into) return "case_is_merged";
  if (kEnded.contains(main.state)) return "case_is_over";
  if (differ_in_restriction(duplicate, main)) return "case_is_restricted";
  if (main.received_at > duplicate.received_at) return "case_is_younger";
  return duplicate.accepted_at && !main.accepted_at ? "case_is_not_accepted" : "";
}

}  // namespace handler::cases
