// What every page of a site shares, whether generated or answered: head, banner of the sample, navigation, footer.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "core/site/site.h"

namespace core {

// Where a page stands, so that its links can be relative (generated) or start at the site's address (answered).
struct PagePlace {
  std::string site_root;     // "../" or "/pingyi/": prefix of links to pages and assets of the site
  std::string handler_root;  // "/handle/pingyi": prefix of the forms' addresses
  std::string page;          // "scope": marks the entry of the navigation; "" is home
  std::string title;         // of the page, without the site's name
};

// Fills the layout's data: SITE_ROOT, HANDLER_ROOT, TITLE, SITE_NAME, WINDOW_NAME, NAV[], SAMPLE section, FOOTER data,
// CSP (for generated pages, as <meta>). The layout is layout/page_start + page + layout/page_end.
TemplateData page_frame(const Site& site, const Texts& texts, const PagePlace& place);

}  // namespace core
