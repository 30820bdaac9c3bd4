// Tells the reporters of merged cases how the main case ended, and keeps in both that they know.
#pragma once

#include <vector>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// True if one of these cases came in writing: then they are told in writing (BG-31).
bool somebody_wrote(const Visit& visit, const std::vector<cases::CaseId>& ids);

// Records `told` and its other side in one commit: `merged_told`, of the merged case `open`, is
// noted in the main case once there is a result to tell; `absorbed_told`, of the main case `open`,
// becomes a `merged_told` with the same text in each of its cases. Failure `conflict`: somebody
// acted on `open` meanwhile, or the others keep moving.
core::Result<store::CaseRecord> tell_merged(const Visit& visit, const OpenCase& open,
                                            const view::Sender& by,
                                            const cases::PlannedEvent& told);

}  // namespace handler::desk
