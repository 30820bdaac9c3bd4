// What cannot be true of the people of a site at the same time: slips in rosters that were changed
// in one place only.
#pragma once

#include "core/site/site.h"

namespace core {

// Warns of
//   directory.roster-twice      the same entry twice in one roster
//   directory.posts-differ      a person with another post in another body
//   directory.concurrent-alone  'concurrent' of a person who is in no other body
// People are told apart by their names.
void check_rosters(const Site& site, Diagnostics& diagnostics);

// Warns of each workday from `today` on, between the first and the last entry of the duty roster,
// on which no leader is on duty (content.duty-gap); of workdays in a row once.
void find_duty_gaps(const Site& site, Day today, Diagnostics& diagnostics);

}  // namespace core
