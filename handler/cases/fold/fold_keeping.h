// What the events by which an office keeps its cases change: file, duplicates, numbers.
#pragma once

#include "handler/cases/fold/folding.h"

namespace handler::cases {

// Named as the types are.
namespace apply {

void archived(Folding& folding, const Event& event);
void merged(Folding& folding, const Event& event);
void merged_in(Folding& folding, const Event& event);
void absorbed_told(Folding& folding, const Event& event);
void number_changed(Folding& folding, const Event& event);
void number_reissued(Folding& folding, const Event& event);

}  // namespace apply

}  // namespace handler::cases
