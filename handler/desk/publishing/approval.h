// Who may agree to a publication: another person than its author, who looked at exactly what will
// be published.
#pragma once

#include <string>
#include <vector>

#include "core/changes/site_changes.h"
#include "handler/desk/visit.h"
#include "handler/store/publishing/publications.h"

namespace handler::desk {

// The end of a key below desk.publishing.cannot_agree; "" if this person may agree:
//   right    neither an editor whose scope holds all changes nor an administrator
//   author   it is their own
//   account  the author made their account or set its password, or could sign in as the person
//            who did
//   gone     the author's account is disabled, or they may edit this no more; it can be declined
//   drafted  their own draft changes the same files
// Reads the record of accounts and their draft; `unavailable` if it cannot.
core::Result<std::string> why_not_agree(const Visit& visit, const store::Publication& publication,
                                        const std::vector<core::SiteChange>& changes);

}  // namespace handler::desk
