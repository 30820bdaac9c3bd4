// The command purge: destroys, or lists, what is kept longer than the published retention allows.
#pragma once

#include <iosfwd>
#include <string>

#include "handler/runtime.h"

namespace handler {

struct PurgeOptions {
  std::string site;      // "": all sites
  bool dry_run = false;  // only list, write nothing
};

// Prints a line for each case, without personal data, a line for each older copy of the data beside
// the database and for each site that is not published, how long a server's archived log keeps what
// is destroyed, and the number of cases. Without `dry_run` does at once what the ticks would do one
// after the other. Throws core::Refused: `unavailable` if some cases could not be processed (the
// others were), `refused` if old bytes wait for a reader until the next tick, `clock_held` while
// the clock is not believed.
void purge(RuntimeOptions runtime, const PurgeOptions& purge, std::ostream& out);

}  // namespace handler
