// Keeps the names of each published version that the handler meets, and finds the cases and
// accounts that hang on what is gone.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/site/published.h"
#include "handler/casework/live_sites.h"
#include "handler/store/store.h"

namespace handler::view {

// For LiveSites: keeps the names of a version that is met for the first time, and on the first
// start those of the versions before it that are still in the published folder. Then fills in the
// former names of its site. A failure is told to `complain`; the site is served all the same, and
// the names are kept at the next load.
void meet_version(store::Store& store, core::Instant now, core::PublishedSite& version,
                  const LiveSites::Complain& complain);

// Puts the names of the units, windows, bodies and measures that an event's data names beside their
// ids, as they are now (cases::kNames). Ids without a name are left out; without any the data
// stays.
void add_names(core::Json& data, const core::Site& site);

// What hangs on units and windows that are no longer in the files of the site.
struct Stranded {
  std::vector<std::string> names;  // of the units and windows, each once
  int cases = 0;                   // open, with such a window, holder or assisting unit
  int accounts = 0;                // that can sign in

  bool any() const { return cases > 0 || accounts > 0; }
};
core::Result<Stranded> stranded_in(store::Store& store, const core::Site& site);

// "2 open cases and 1 account hang on what is no longer in the files of site 'demo': ...", for the
// log; "" if nothing does, or if that cannot be read.
std::string stranded_warning(store::Store& store, const core::Site& site);

}  // namespace handler::view
