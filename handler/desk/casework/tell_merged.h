// Records that the reporters of merged cases were told the result of the main case.
#pragma once

#include <vector>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// True if one of these reports came in writing: the answer must then be in writing (BG-31).
bool somebody_wrote(const Visit& visit, const std::vector<cases::CaseId>& ids);

// Records `told` and its counterpart in one commit. `merged_told`, of the merged case `open`, is
// noted in the main case if that has a result to tell. `absorbed_told`, of the main case `open`,
// becomes a `merged_told` with the same text in each of its merged cases. Failure `conflict`:
// another writer changed `open` first, or the other cases keep changing.
core::Result<store::CaseRecord> tell_merged(const Visit& visit, const OpenCase& open,
                                            const view::Sender& by,
                                            const cases::PlannedEvent& told);

}  // namespace handler::desk
