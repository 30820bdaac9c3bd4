// Relations of a case to other cases: merged ones, its main case, and similar ones; merging, and
// telling the result to the reporters of merged cases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// "PY-2026-0042", or "未登记（12号）".
std::string case_name(const Visit& visit, const std::string& serial, cases::CaseId id);

// MERGED_INTO (one) and ABSORBED[], each with OTHER_ID and OTHER_NAME, the latter also with
// OTHER_TOLD or OTHER_UNTOLD; cases that this user may not see have no name. Also IS_MERGED,
// IS_ARCHIVED, KNOWN_TO_STAFF, and the data of add_similar() if this case can still be merged.
void add_relations(core::TemplateData& data, const Visit& visit, const OpenCase& open);

// Opens another case of the site if this user may see it.
std::optional<OpenCase> other_case(const Visit& visit, cases::CaseId id);
// False if this user's unit was the one that the case was about, or the case cannot be read: then
// nothing of the report is compared for this user.
bool may_compare(const Visit& visit, cases::CaseId id);
// Like other_case() for a typed name: a serial number, or the number of a case without one ("12" or
// "12号").
std::optional<OpenCase> case_named(const Visit& visit, const std::string& typed);

// Records the merge on both cases in one commit; `merged` is the duplicate's event. Checks
// cases::merge_mistake() for each state of the main case that it reads. Failure `refused` holds the
// code of the mistake; `conflict`: another writer changed the duplicate first.
core::Result<store::CaseRecord> record_merge(const Visit& visit, const OpenCase& duplicate,
                                             const view::Sender& by,
                                             const cases::PlannedEvent& merged);

// Records `undone` of the merged case `open`, and the parting in each case that it was merged into,
// directly or through another one, in one commit. Failures as for tell_merged().
core::Result<store::CaseRecord> record_parting(const Visit& visit, const OpenCase& open,
                                               const view::Sender& by,
                                               const cases::PlannedEvent& undone);

// True if one of these reports came in writing, and its policy says that it is answered in writing
// (BG-31).
bool must_be_written(const Visit& visit, const std::vector<cases::CaseId>& ids);

// Records `told` and its counterpart in one commit. `merged_told`, of the merged case `open`, is
// noted in the main case if that has a result to tell. `absorbed_told`, of the main case `open`,
// becomes a `merged_told` with the same text in each of its merged cases. Failure `conflict`:
// another writer changed `open` first, or the other cases keep changing.
core::Result<store::CaseRecord> tell_merged(const Visit& visit, const OpenCase& open,
                                            const view::Sender& by,
                                            const cases::PlannedEvent& told);

}  // namespace handler::desk
