// Conditions of actions beyond state and role. Each function returns the refusal code, or "" if the
// action may be taken.
#pragma once

#include <string>

#include "handler/cases/fold/case.h"

namespace handler::cases {

std::string reply_is_there(const Rules& rules, const Case& subject, core::Instant now);
std::string reporter_was_told(const Rules& rules, const Case& subject, core::Instant now);
std::string another_tier_exists(const Rules& rules, const Case& subject, core::Instant now);
std::string may_ask_extension(const Rules& rules, const Case& subject, core::Instant now);
std::string extension_was_asked(const Rules& rules, const Case& subject, core::Instant now);
std::string may_grant_extension(const Rules& rules, const Case& subject, core::Instant now);
std::string waited_long_enough(const Rules& rules, const Case& subject, core::Instant now);
std::string may_be_evaluated(const Rules& rules, const Case& subject, core::Instant now);
std::string something_to_rectify(const Rules& rules, const Case& subject, core::Instant now);
std::string may_reopen(const Rules& rules, const Case& subject, core::Instant now);
std::string may_ask_reopening(const Rules& rules, const Case& subject, core::Instant now);
std::string reopening_was_asked(const Rules& rules, const Case& subject, core::Instant now);
std::string not_urged_today(const Rules& rules, const Case& subject, core::Instant now);
std::string has_causes(const Rules& rules, const Case& subject, core::Instant now);
std::string may_bounce(const Rules& rules, const Case& subject, core::Instant now);
std::string was_passed_up(const Rules& rules, const Case& subject, core::Instant now);
std::string stands_for_itself(const Rules& rules, const Case& subject, core::Instant now);
std::string nothing_is_open(const Rules& rules, const Case& subject, core::Instant now);
std::string reporters_are_untold(const Rules& rules, const Case& subject, core::Instant now);
std::string staff_know_the_number(const Rules& rules, const Case& subject, core::Instant now);
std::string may_decline(const Rules& rules, const Case& subject, core::Instant now);
std::string may_ask_consent(const Rules& rules, const Case& subject, core::Instant now);
std::string consent_was_asked(const Rules& rules, const Case& subject, core::Instant now);
std::string no_progress_waits(const Rules& rules, const Case& subject, core::Instant now);
std::string progress_waits(const Rules& rules, const Case& subject, core::Instant now);
std::string has_limit_to_set(const Rules& rules, const Case& subject, core::Instant now);
std::string contact_is_promised(const Rules& rules, const Case& subject, core::Instant now);
std::string is_merged(const Rules& rules, const Case& subject, core::Instant now);
std::string reclassification_was_asked(const Rules& rules, const Case& subject, core::Instant now);
std::string can_be_undone(const Rules& rules, const Case& subject, core::Instant now);
std::string has_texts(const Rules& rules, const Case& subject, core::Instant now);
std::string waits_aside(const Rules& rules, const Case& subject, core::Instant now);
std::string has_files_to_withdraw(const Rules& rules, const Case& subject, core::Instant now);
std::string has_files_to_release(const Rules& rules, const Case& subject, core::Instant now);
std::string reporter_has_files(const Rules& rules, const Case& subject, core::Instant now);
std::string is_on_hold(const Rules& rules, const Case& subject, core::Instant now);
std::string is_not_on_hold(const Rules& rules, const Case& subject, core::Instant now);

// "" if `duplicate` may be merged into `main`, else the code of the mistake in the field that names
// the main case:
// "same_case"
// "unknown_case"          it belongs to another site
// "case_is_over"
// "case_is_merged"
// "case_is_restricted"    only one of them is, or they are about different units
// "case_is_younger"       the older case stays, because its clock started first
// "case_is_not_accepted"  the duplicate is accepted: its reporter would lose a promise
// Pure.
std::string merge_mistake(const Case& duplicate, const Case& main);

}  // namespace handler::cases
