// How many windows of each level are planned, and by when; the coverage page compares them with
// those that are set up. Only for the whole site's editors; 403 for others.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET and POST /publishing/windows-goal. 409 if the numbers are others than the page that was sent
// showed.
web::Response show_goal(const Visit& visit);
web::Response change_goal(const Visit& visit);

// The windows of a level that the site's files list.
int listed_windows(const core::Site& site, std::string_view level);

}  // namespace handler::desk
