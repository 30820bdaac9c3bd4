// Open cases that may be about the same thing: found by keyed hashes, because what they are
// compared by is sealed.
#pragma once

#include <string>
#include <vector>

#include "core/forms/form.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// What a report leaves behind to be found by: its phone and its matter. Empty values leave nothing.
std::vector<std::string> traces_in(const Visit& visit, const core::FormValues& values);

// At the first opening of a case the desk writes its phone index and its traces; afterwards this
// only reads. What cannot be written now is written at the next opening.
void keep_traces(const Visit& visit, const store::CaseRecord& record);
// The same for the newest cases that nobody has opened yet, so that they are found too.
void keep_traces_of_unopened(const Visit& visit);

// Adds SIMILAR[] (OTHER_ID, OTHER_NAME, OTHER_STATE, OTHER_WHEN, REASON_PHONE, REASON_MATTER,
// REASON_UNIT): at most ten, the same phone first, only cases that this person may see. That
// somebody's phone is the same is told only of people whose identity this person may see, in
// `object` as in the other case. `own` is left out.
struct Sought {
  std::vector<std::string> traces;
  std::string unit;
  const cases::Object& object;
  cases::CaseId own = 0;
};
void add_similar(core::TemplateData& data, const Visit& visit, const Sought& sought);

}  // namespace handler::desk
