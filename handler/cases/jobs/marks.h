// What a case waits for and what stands out about it: the one table from which lists are grouped
// and counted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// A mark follows from the events alone, never from the time of day: it is kept with the row of
// current values, which is written only when something happens. What is late is asked of due dates.
struct MarkRule {
  std::string_view id;  // "to_accept"
  bool (*holds)(const Case&);
};

// Every mark there is. A case that ended and owes nothing has none; every other has "open". Who
// adds or changes a row also adds a step to the store's schema that sets `listed` to -1.
const std::vector<MarkRule>& mark_table();

// The ids of the marks that hold, in the order of the table.
std::vector<std::string> marks_of(const Case& subject);

// Declined, withdrawn, transferred out, closed ...; a closed case may still owe something.
bool has_ended(core::CaseState state);

}  // namespace handler::cases
