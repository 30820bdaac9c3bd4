// Reads what a site publishes besides its promises.
#pragma once

#include <string>
#include <vector>

#include "core/site/site_loader.h"

namespace core {

// Names in a site's folder that this reader handles: files, and the folders news, stories,
// documents and files.
const std::vector<std::string>& publication_names();

// Reads them into loaded.site.publications. Reports mistakes, and what looks unfinished or outdated
// on `today` (content_lint.h). False if there was an error.
bool read_publications(LoadedSite& loaded, Day today, Diagnostics& diagnostics);

}  // namespace core
