// Finds open cases that may be about the same matter, by keyed hashes, because the compared values
// are sealed.
#pragma once

#include <string>
#include <vector>

#include "core/forms/form.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// The traces of a report's phones and matter. Empty values give none.
std::vector<std::string> traces_in(const Visit& visit, const core::FormValues& values);

// Writes a case's phone index and traces if they are missing; a failure is retried at the next
// opening.
void keep_traces(const Visit& visit, const store::CaseRecord& record);
// The same for the newest cases that staff have not opened yet, so that they are found too.
void keep_traces_of_unopened(const Visit& visit);

// The cases with the first phone number in a text, whatever else it holds, also those that staff
// have not opened yet; none if there is no number. The caller must check the rights on each.
core::Result<std::vector<store::CaseRow>> cases_with_phone(const Visit& visit,
                                                           const std::string& typed);

// Adds SIMILAR[] (OTHER_ID, OTHER_NAME, OTHER_STATE, OTHER_WHEN, REASON_PHONE, REASON_MATTER,
// REASON_UNIT): at most ten cases that this user may see, those with the same phone first. An equal
// phone number is shown only if the user may see the identity in both `object` and the other case.
// `own` is left out.
struct Sought {
  std::vector<std::string> traces;
  std::string unit;
  const cases::Object& object;
  cases::CaseId own = 0;
};
void add_similar(core::TemplateData& data, const Visit& visit, const Sought& sought);

}  // namespace handler::desk
