// One person of a site: what they may do there, what was done to their account, and the buttons
// that do it.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// 403 to whoever is neither administrator nor auditor, 404 for who has nothing to do with the site.
web::Response show_user(const Visit& visit);
// {act} is one of store::kStaffActs but `add`. Refused: changing oneself, so that no site is left
// without an administrator and nobody gives themselves cases; and touching the account (password,
// code, disabling) of somebody who also works on another site, whose cases it would open.
web::Response change_user(const Visit& visit);

}  // namespace handler::desk
