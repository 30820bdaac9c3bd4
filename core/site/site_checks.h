// What must hold between the files of one site.
#pragma once

#include "core/site/site.h"

namespace core {

struct LoadedSite;
class Texts;

// References from one file to another, and people that the policy asks for. Reports at the place of
// the reference.
void check_site(const Site& site, Diagnostics& diagnostics);

// Checks this site's texts.yaml against the catalogue: keys that it lacks, placeholders that its
// texts do not have.
void check_text_overrides(const LoadedSite& loaded, const Texts& catalogue,
                          Diagnostics& diagnostics);

}  // namespace core
