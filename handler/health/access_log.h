// The check of the web server's access log, and of the error log in the same folder. Both hold
// addresses, so root alone may read them, and both are kept as long as the privacy page says. Pure.
#pragma once

#include "handler/health/finding.h"
#include "handler/health/machine.h"

namespace handler::health {

// Whether the access log is there and written, who may read both, and how long they are kept. A
// note alone if the settings do not name it.
void check_access_log(const MachineFacts& machine, Findings& found);

}  // namespace handler::health
