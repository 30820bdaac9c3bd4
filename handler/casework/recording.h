// The one way from a planned action to recorded events, whoever acts: staff, the reporter, or the
// system.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/cases/fold/planned_event.h"
#include "handler/casework/services.h"

namespace handler::view {

// A record, folded under the rules that hold for it.
struct FoldedCase {
  store::CaseRecord record;
  OwnedRules rules;
  cases::Case folded;
};
core::Result<FoldedCase> fold_record(const Services& services, const LiveSite& site,
                                     store::CaseRecord record);

core::Result<FoldedCase> fold_case(const Services& services, const LiveSite& site,
                                   cases::CaseId id);
// The case at the end of the merges, which is dealt with in place of `merged`; nothing if it cannot
// be read, or if there is none.
std::optional<FoldedCase> main_of(const Services& services, const LiveSite& site,
                                  const cases::Case& merged);

// Who acts, and the nonce of the form that they sent: its mark stands in the event. "": no mark.
struct Sender {
  cases::Actor actor;
  std::string nonce = {};
};

// What the reporter writes is sealed, what staff write is not. Events that follow from the policy
// are the system's.
store::NewEvent to_record(const Services& services, const LiveSite& site,
                          const cases::Case& subject, const Sender& by,
                          cases::PlannedEvent planned);
store::Addition addition_to(const Services& services, const LiveSite& site, const FoldedCase& open,
                            const Sender& by, std::vector<cases::PlannedEvent> planned);

// Failure `conflict`: something happened to the case since it was read. Without events only its row
// is written anew.
core::Result<store::CaseRecord> record(const Services& services, const LiveSite& site,
                                       const FoldedCase& open, const Sender& by,
                                       std::vector<cases::PlannedEvent> planned);

// True if a form with this nonce has been recorded as an event of that type.
bool is_recorded(const Services& services, const LiveSite& site, const store::CaseRecord& record,
                 cases::EventType type, const std::string& nonce);

}  // namespace handler::view
