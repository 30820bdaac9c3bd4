// The check of the web server's access log. It holds addresses, so root alone may read it; and it is
// kept as long as the privacy page says. Pure.
#pragma once

#include "handler/health/finding.h"
#include "handler/health/machine.h"

namespace handler::health {

// Whether it is there and written, who may read it, and how long it is kept. A note alone if the
// settings do not name it.
void check_access_log(const MachineFacts& machine, Findings& found);

}  // namespace handler::health
