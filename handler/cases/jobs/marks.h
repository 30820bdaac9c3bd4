// The table of marks: what a case waits for, and what is unusual about it. Lists group and count by
// marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// A mark depends only on the events, never on the current time: it is stored with the row of
// current values, which is written only when an event happens. Lateness is computed from due dates
// instead.
struct MarkRule {
  std::string_view id;  // "to_accept"
  bool (*holds)(const Case&);
};

// Every mark. A case that has ended and owes nothing has none; every other case has "open". If you
// add or change a row, add a schema step to the store that sets `listed` to -1.
const std::vector<MarkRule>& mark_table();

// The ids of the marks that hold, in the order of the table.
std::vector<std::string> marks_of(const Case& subject);

// Declined, withdrawn, transferred out, closed ...; a closed case may still owe something.
bool has_ended(core::CaseState state);

}  // namespace handler::cases
