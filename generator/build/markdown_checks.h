// What must hold of the Markdown and the pieces of HTML that authors write, before they are
// rendered.
#pragma once

#include "core/site/site_loader.h"

namespace generator {

// Of news, stories and the wording of documents: a picture that says nothing to those who cannot
// see it (content.no-alt, a warning), a file that is not in the site's folder 'files'
// (article.unknown-file), an address that may not be linked (article.address). Of a portal's head
// and foot: a file that is not there (portal.unknown-file). Links to pages are checked with all
// others when the pages are rendered.
void check_markdown(const core::LoadedSite& loaded, core::Diagnostics& diagnostics);

}  // namespace generator
