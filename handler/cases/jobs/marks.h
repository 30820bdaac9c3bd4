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

// The marks that follow from the case alone. A case that has ended and owes nothing has none; every
// other case has "open". If you add or change a mark, add a schema step to the store that sets
// `listed` to -1.
const std::vector<MarkRule>& mark_table();

// The roles of which one must act next: several if the case waits for several things at once. None
// while it waits for the reporter, or when it has ended and owes nothing. A body has no users: a
// case that was passed up to one waits for the highest role that the policy names.
std::vector<core::Role> waits_for(const Rules& rules, const Case& subject);

// "for_front_desk": the mark of a case that waits for this role.
std::string mark_for(core::Role role);

// The ids of the marks that hold. A report that waits aside has "set_aside" alone, so it stands in
// no other list. Otherwise: in the order of the table, then "to_visit" (the window owes a visit;
// such a case need not be open) and "to_contact" (a clock runs until the window has spoken with the
// reporter), then one mark for each role that the case waits for.
std::vector<std::string> marks_of(const Rules& rules, const Case& subject);

// Declined, withdrawn, transferred out, closed ...; a closed case may still owe something.
bool has_ended(core::CaseState state);

}  // namespace handler::cases
