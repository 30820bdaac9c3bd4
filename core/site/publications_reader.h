// Reads what a site publishes besides its promises.
#pragma once

#include <string>
#include <vector>

#include "core/site/site_loader.h"

namespace core {

// Names in a site's folder that this reader knows: files, and the folders news, stories, documents
// and files.
const std::vector<std::string>& publication_names();

// Reads them into loaded.site.publications, and reports what is wrong in them and what looks
// unfinished or out of date on `today` (content_lint.h). False if there was an error.
bool read_publications(LoadedSite& loaded, Day today, Diagnostics& diagnostics);

}  // namespace core
