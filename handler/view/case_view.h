// A case as people read it: its place in the flowchart, the timeline in words, and the due dates
// with their calculation. Ticket page and desk show the same view; sealed texts appear only if the
// desk opened them.
#pragma once

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"
#include "handler/view/event_words.h"
#include "handler/view/forecast_view.h"
#include "handler/view/timeline.h"

namespace handler::view {

// Data for the partials of site_templates/case/:
// status.html    STATE_NAME, STATE_TEXT, STEP_NAME
// timeline.html  EVENT[] and REPLY[], see timeline.h
// clocks.html    CLOCK[] with NAME, DUE, OVERDUE, STOPPED, PROVISIONAL, NOTE[]; EARLIER_MISSED,
//                EARLIER_KEPT or EARLIER_OPEN for a limit that a softer one replaced
// forecast.html  FORECAST_PLAIN and FORECAST[], see forecast_view.h
// and for the reporter UNTIL[], see date_words.h;
// and for partials/flowchart.html: STEP[] with one of STEP_DONE, STEP_CURRENT, STEP_TO_COME ...,
// from the policy that the case was accepted under; the current step has its full text.
core::TemplateData case_view(const LiveSite& site, const OwnedRules& rules,
                             const store::CaseRecord& record, const cases::Case& folded,
                             core::Instant now, Reader reader, const OpenedTexts& opened = {},
                             const NameOf& name_of = {});

// For case/referrals.html: REFERRALS with REFERRAL[] for those places of the policy that `ids`
// names; nothing if there are none. Pure.
void add_referrals(core::TemplateData& data, const core::Policy& policy,
                   const std::vector<std::string>& ids);

}  // namespace handler::view
