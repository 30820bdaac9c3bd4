// What pages say of dates beside the clocks: a day with its weekday, when an event happened, why a
// date moved, until when the window answers, registers a report, waits for materials or visits the
// reporter.
#pragma once

#include <optional>
#include <string>

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"

namespace handler::view {

// A day that people must meet: "10月10日（星期六，调休上班）", with the year if it is not
// `reference_year`. Pure.
std::string day_and_weekday(core::Day day, const core::WorkTime& time, const core::Texts& texts,
                            int reference_year);
// The same as a last moment: "10月10日（星期六，调休上班）下班前". Pure.
std::string due_and_weekday(core::Instant due, const core::WorkTime& time, const core::Texts& texts,
                            int reference_year);

// When the event happened: a breach at its deadline, however late the timer ran; any other event
// when it was recorded, by a right clock.
core::Instant happened_at(const cases::Event& event);

// The sentence of a calendar_settled event of this case: the documents, and of each deadline that
// moved the old and the new date. `name` is the event's usual sentence.
std::string settlement_words(const cases::Event& event, const cases::Case& folded,
                             const core::Policy& policy, const core::Texts& texts,
                             const std::string& name, int year);

// Until when the window waits for the reporter's materials; nullopt if it does not wait, or if the
// policy names no limit.
std::optional<core::Instant> materials_due(const cases::Rules& rules, const cases::Case& folded);

// Until when the clocks of the case run that the reporter may see and that do not wait for
// materials, the nearest first: UNTIL[] with UNTIL_CLOCK and UNTIL_DUE, UNTIL_OVER once it has
// passed, UNTIL_PROVISIONAL; or UNTIL_LIMIT where a role has yet to set the date.
void add_until(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
               const cases::Case& folded, core::Instant now);

// For the ticket page of a case that is not merged: REGISTER_DAY with REGISTER_LATE (and
// REGISTER_URGE, if urging is possible) once a report was not registered on the day that its
// receipt named, or REGISTER_BY before; MATERIALS_BY with MATERIALS_WAIT or MATERIALS_OVER;
// VISIT_DAY with VISIT_WAIT or VISIT_LATE while a visit with a last day is owed.
void add_dates_for_reporter(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                            const store::CaseRecord& record, const cases::Case& folded,
                            core::Instant now);

}  // namespace handler::view
