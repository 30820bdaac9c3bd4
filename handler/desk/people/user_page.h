// The page of one user: grants on the site, the record of changes, and the buttons for changes.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// 403 unless the viewer is administrator or auditor, 404 for a user without grants on the site.
web::Response show_user(const Visit& visit);
// {act} is one of store::kStaffActs except `add`. Refused: changing oneself, so that a site keeps
// an administrator and administrators cannot give themselves cases; and changing the account
// (password, code, disabling) of a user who also works on another site, because that would open the
// other site's cases.
web::Response change_user(const Visit& visit);

}  // namespace handler::desk
