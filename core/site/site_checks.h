// Checks between the files of one site.
#pragma once

#include "core/site/site.h"

namespace core {

struct LoadedSite;
class Texts;

// Checks references from one file to another, the rosters (roster_checks.h) and the people that the
// policy requires. Reports at
// the reference.
void check_site(const Site& site, Diagnostics& diagnostics);

// Checks this site's texts.yaml against the catalogue: keys that it lacks, placeholders that its
// texts do not have.
void check_text_overrides(const LoadedSite& loaded, const Texts& catalogue,
                          Diagnostics& diagnostics);

}  // namespace core
