// Checks the Markdown and HTML pieces of authors before they are rendered.
#pragma once

#include "core/site/site_loader.h"

namespace generator {

// In news, stories and the wording of documents:
//   content.no-alt           an image without alternative text (a warning)
//   article.unknown-file     a file that is not in the site's folder 'files'
//   article.address          an address that must not be linked
// In a portal's head and foot:
//   portal.unknown-file      a file that does not exist
// Links to pages are checked with all others when the pages are rendered.
void check_markdown(const core::LoadedSite& loaded, core::Diagnostics& diagnostics);

}  // namespace generator
