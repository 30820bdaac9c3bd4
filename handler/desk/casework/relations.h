// What a case has to do with others: what came into it, where it went, and what is like it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// "PY-2026-0042", or "未登记（12号）".
std::string case_name(const Visit& visit, const std::string& serial, cases::CaseId id);

// MERGED_INTO (one) and ABSORBED[], each with OTHER_ID, OTHER_NAME, and the latter with OTHER_TOLD
// or OTHER_UNTOLD; cases that this person may not see are named by nothing. Also IS_MERGED,
// IS_ARCHIVED, KNOWN_TO_STAFF, and what add_similar() adds if this case could still be merged.
void add_relations(core::TemplateData& data, const Visit& visit, const OpenCase& open);

// Opens another case of the site, if this person may see it.
std::optional<OpenCase> other_case(const Visit& visit, cases::CaseId id);
// The same by what somebody typed: a serial number, or the number of a case without one ("12" or
// "12号").
std::optional<OpenCase> case_named(const Visit& visit, const std::string& typed);

// Records the merge on both cases in one commit, after cases::merge_mistake() has let it pass for
// each state of the main case that it meets: `merged` is the duplicate's event. Failure `refused`
// holds the code of the mistake; `conflict`: somebody acted on the duplicate meanwhile.
core::Result<store::CaseRecord> record_merge(const Visit& visit, const OpenCase& duplicate,
                                             const view::Sender& by,
                                             const cases::PlannedEvent& merged);

}  // namespace handler::desk
