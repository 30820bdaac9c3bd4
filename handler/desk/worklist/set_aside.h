// The reports that came above the site's budget: staff look at them and admit them or turn them
// away, many at a time.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// ?after= is the next page, ?tick=all ticks every report of the page, ?list=turned_away shows those
// that were turned away, newest first, to be read only.
web::Response show_set_aside(const Visit& visit);

// POST: `case` holds the ids that are ticked, `act` is admit or turn_away. One event for each case,
// all in one commit; what another user has decided meanwhile is left as it is, and counted.
web::Response decide_set_aside(const Visit& visit);

}  // namespace handler::desk
