// What those events change that move a case's clocks, note what time did to it, or pass it up.
#pragma once

#include "handler/cases/fold/folding.h"

namespace handler::cases {

// Named as the types are.
namespace apply {

void retiered(Folding& folding, const Event& event);
void extension_asked(Folding& folding, const Event& event);
void extension_granted(Folding& folding, const Event& event);
void extension_refused(Folding& folding, const Event& event);
void escalated(Folding& folding, const Event& event);
void breached(Folding& folding, const Event& event);
void reminded(Folding& folding, const Event& event);
void visit_due(Folding& folding, const Event& event);
void calendar_settled(Folding& folding, const Event& event);

}  // namespace apply

}  // namespace handler::cases
