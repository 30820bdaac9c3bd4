// Turns planned actions into recorded events, for staff, the reporter and the system alike, and
// brings the rows of older cases up to date.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/cases/fold/event.h"
#include "handler/casework/services.h"
#include "handler/store/cases/file_parts.h"

namespace handler::view {

// A case record with its texts as corrected, folded under its rules. Of its files those stand that
// no restore has destroyed again.
struct FoldedCase {
  store::CaseRecord record;
  OwnedRules rules;
  cases::Case folded;

  const core::Policy& policy() const { return rules.version->policy; }
};
core::Result<FoldedCase> fold_record(const Services& services, const LiveSite& site,
                                     store::CaseRecord record);

core::Result<FoldedCase> fold_case(const Services& services, const LiveSite& site,
                                   cases::CaseId id);
// The main case at the end of the chain of merges; nullopt if the case is not merged, or if the
// main case cannot be read.
std::optional<FoldedCase> main_of(const Services& services, const LiveSite& site,
                                  const cases::Case& merged);

// The author of the events, and the nonce of the submitted form, whose mark is kept in the event.
// "": no mark.
struct Sender {
  cases::Actor actor;
  std::string nonce = {};
};

// The files of a form, in the order in which they were offered for planning.
using SealedFiles = std::vector<store::SealedFile>;

// `files`: of the one planned event that has files.
store::Addition addition_to(const Services& services, const LiveSite& site, const FoldedCase& open,
                            const Sender& by, std::vector<cases::PlannedEvent> planned,
                            const SealedFiles& files = {});

// Failure `conflict`: the case has a new event since it was read. Without events only its row is
// rewritten. Parts that an event ends are destroyed in the same commit.
core::Result<store::CaseRecord> record(const Services& services, const LiveSite& site,
                                       const FoldedCase& open, const Sender& by,
                                       std::vector<cases::PlannedEvent> planned,
                                       const SealedFiles& files = {});

// The event of that type that a form with this nonce made; nullptr if there is none.
const cases::Event* event_of_form(const Services& services, const LiveSite& site,
                                  const store::CaseRecord& record, cases::EventType type,
                                  const std::string& nonce);
// True if the case has an event of that type from a form with this nonce.
bool is_recorded(const Services& services, const LiveSite& site, const store::CaseRecord& record,
                 cases::EventType type, const std::string& nonce);

// Folds every case again that a schema step marked; if there is none, this costs one index look-up.
// A case that cannot be folded, or whose site or policy cannot be read, is left for the next call.
core::Status relist_cases(Services& services);

}  // namespace handler::view
