// A case as people read it: its place in the flowchart, the timeline in plain words, and the due
// dates with how they were counted. The ticket page and the desk show the same view; of what is
// sealed it shows only what the desk has opened for it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"
#include "handler/view/event_words.h"

namespace handler::view {

// Sealed texts that the reader may see, opened: part id -> text.
using OpenedTexts = std::map<std::int64_t, std::string>;
// The name of the person of staff who did something, for other staff; "" if nobody knows it.
using NameOf = std::function<std::string(const cases::Actor&)>;

// Data for the partials of site_templates/case/: status.html (STATE_NAME, STATE_TEXT, STEP_NAME),
// timeline.html (EVENT[] with DATE, TEXT, for staff ACTOR with role and name, QUOTE of
// open parts for this reader and of `opened` ones; EVENT_SEALED where a reporter's later words are
// that this reader cannot read), clocks.html (CLOCK[] with NAME, DUE, OVERDUE, STOPPED,
// PROVISIONAL, NOTE[]), forecast.html (FORECAST[] with TIER, LIMIT, DUE); and for
// partials/flowchart.html, STEP[] with one of STEP_DONE, STEP_CURRENT, STEP_TO_COME ..., from the
// policy that the case was accepted under, with all that the step where it stands says.
core::TemplateData case_view(const LiveSite& site, const OwnedRules& rules,
                             const store::CaseRecord& record, const cases::Case& folded,
                             core::Instant now, Reader reader, const OpenedTexts& opened = {},
                             const NameOf& name_of = {});

// The forecast lines for a kind (and tier) that is not accepted yet, for receipt and ticket page.
core::TemplateData forecast_view(const LiveSite& site, const OwnedRules& rules,
                                 const std::string& kind, const std::string& tier,
                                 core::Instant now);

}  // namespace handler::view
