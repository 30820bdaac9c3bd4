// What those events change that are beside the course of a case: clocks, deadlines, reminders,
// escalation and consent; filing, merging, changes of the number, and what is kept how long.
#pragma once

#include "handler/cases/fold/fold.h"

namespace handler::cases {

// Named as the types are.
namespace apply {

void retiered(Folding& folding, const Event& event);
void extension_asked(Folding& folding, const Event& event);
void extension_granted(Folding& folding, const Event& event);
void extension_refused(Folding& folding, const Event& event);
void limit_set(Folding& folding, const Event& event);
void escalated(Folding& folding, const Event& event);
void breached(Folding& folding, const Event& event);
void reminded(Folding& folding, const Event& event);
void visit_due(Folding& folding, const Event& event);
void calendar_settled(Folding& folding, const Event& event);

void consent_asked(Folding& folding, const Event& event);
void consent_given(Folding& folding, const Event& event);
void consent_refused(Folding& folding, const Event& event);

void archived(Folding& folding, const Event& event);
void merged(Folding& folding, const Event& event);
void merged_in(Folding& folding, const Event& event);
void absorbed_told(Folding& folding, const Event& event);
void number_changed(Folding& folding, const Event& event);
void number_reissued(Folding& folding, const Event& event);
void acknowledged(Folding& folding, const Event& event);
void parts_destroyed(Folding& folding, const Event& event);
void file_withdrawn(Folding& folding, const Event& event);
void file_released(Folding& folding, const Event& event);
void hold_set(Folding& folding, const Event& event);
void hold_lifted(Folding& folding, const Event& event);

}  // namespace apply

}  // namespace handler::cases
