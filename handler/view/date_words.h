// What pages say of dates beside the clocks: when an event happened, why a date moved, until when
// the window registers a report, waits for materials or visits the reporter.
#pragma once

#include <optional>
#include <string>

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"

namespace handler::view {

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

// For the ticket page of a case that is not merged: REGISTER_DAY with REGISTER_LATE (and
// REGISTER_URGE, if urging is possible) once a report was not registered on the day that its
// receipt named, or REGISTER_BY before; MATERIALS_BY with MATERIALS_WAIT or MATERIALS_OVER;
// VISIT_DAY with VISIT_WAIT or VISIT_LATE while a visit with a last day is owed.
void add_dates_for_reporter(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                            const store::CaseRecord& record, const cases::Case& folded,
                            core::Instant now);

}  // namespace handler::view
