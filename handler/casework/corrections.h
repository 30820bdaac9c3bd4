// Shows the texts of a case as they were corrected, and hides what a reader must not see: one place
// for pages, papers and lists of the desk and for the ticket page.
#pragma once

#include "handler/cases/fold/case.h"
#include "handler/store/cases/case_record.h"

namespace handler::view {

// Gives each corrected part its newest text and keeps the older ones in `stories`, with when and
// why. Call once for a record as the store returned it.
void apply_corrections(store::CaseRecord& record);

// For the reporter and for units: empties withheld texts. The stories still say when and why.
void keep_back_withheld(store::CaseRecord& record);

// For a unit that the case was about while it was restricted: leaves the events since the
// restriction fell, with their texts, and of the report only what the case is now.
void hide_restricted_time(store::CaseRecord& record, const cases::Case& folded);

}  // namespace handler::view
