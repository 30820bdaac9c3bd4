// What those events change that carry a case from its report to its end.
#pragma once

#include "handler/cases/fold/fold.h"

namespace handler::cases {

// Notes that the case was in this state.
void pass(Case& subject, core::CaseState state);

// Named as the types are.
namespace apply {

// The event is shown and kept but changes nothing.
void nothing(Folding& folding, const Event& event);
void submitted(Folding& folding, const Event& event);
void admitted(Folding& folding, const Event& event);
void accepted(Folding& folding, const Event& event);
void declined(Folding& folding, const Event& event);
void withdrawn(Folding& folding, const Event& event);
void dispatched(Folding& folding, const Event& event);
void signed_for(Folding& folding, const Event& event);
void returned(Folding& folding, const Event& event);
void replied(Folding& folding, const Event& event);
void progress_reported(Folding& folding, const Event& event);
void progress_released(Folding& folding, const Event& event);
void progress_refused(Folding& folding, const Event& event);
void contacted(Folding& folding, const Event& event);
void sent_back(Folding& folding, const Event& event);
void fed_back(Folding& folding, const Event& event);
void closed(Folding& folding, const Event& event);
void cause_stated(Folding& folding, const Event& event);

void materials_asked(Folding& folding, const Event& event);
void materials_received(Folding& folding, const Event& event);
void materials_sent(Folding& folding, const Event& event);
void supplemented(Folding& folding, const Event& event);
void transferred_out(Folding& folding, const Event& event);
void urged(Folding& folding, const Event& event);
void coordinated(Folding& folding, const Event& event);

void evaluated(Folding& folding, const Event& event);
void rectified(Folding& folding, const Event& event);
void visited(Folding& folding, const Event& event);
void reopening_asked(Folding& folding, const Event& event);
void reopening_refused(Folding& folding, const Event& event);
void reopened(Folding& folding, const Event& event);

}  // namespace apply

}  // namespace handler::cases
