// What those events change that put an earlier event right: reclassifying, undoing, correcting.
#pragma once

#include "handler/cases/fold/fold.h"

namespace handler::cases {

// Call before an event that can be undone changes anything: keeps the case as it is now.
void remember(Folding& folding, const Event& event);
// Notes the texts of an event, whatever it changes.
void add_texts(Folding& folding, const Event& event);

// Named as the types are.
namespace apply {

void reclassification_asked(Folding& folding, const Event& event);
void reclassified(Folding& folding, const Event& event);
void reclassification_refused(Folding& folding, const Event& event);
void undone(Folding& folding, const Event& event);
void merge_undone(Folding& folding, const Event& event);
void withheld(Folding& folding, const Event& event);

}  // namespace apply

}  // namespace handler::cases
