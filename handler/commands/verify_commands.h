// The commands verify and repair: whether the database fits its records, and how what follows from
// the records is made anew.
#pragma once

#include <iosfwd>
#include <string>

#include "handler/casework/live_sites.h"
#include "handler/runtime.h"
#include "handler/store/verification.h"

namespace handler {

struct VerifyCommandOptions {
  // A file that holds heads, or heads themselves: lines of a log, a manifest, statistics.json.
  std::string heads;
};

// The rules that the sites publish now; `sites` must outlive them. A site that is not published, or
// cannot be read, has none.
store::PresentRules present_rules(view::LiveSites& sites);

// Looks at the database of the data folder, or at a file if `runtime.data` is one, and writes
// nothing. Prints every finding with what it means, what could not be compared, the numbers and the
// heads of the chains. Throws Refused: `corrupt` after findings; as verify_database() if nothing
// could be checked; `invalid` if `heads` holds no head.
void verify(const RuntimeOptions& runtime, const VerifyCommandOptions& options, std::ostream& out);

// Makes anew what follows from the records, and prints what it changed and where the copy is.
// Throws Refused: as repair_database(), and if the keys of the data folder cannot be read.
void repair(const RuntimeOptions& runtime, std::ostream& out);

}  // namespace handler
