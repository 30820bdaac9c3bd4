// What every page of a site shares, whether generated or answered: head, banner of the sample,
// navigation, footer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page/page_template.h"
#include "core/site/site.h"

namespace core {

// What an article's page says of itself in its head (国办发〔2017〕47号, content page labels).
struct ArticleInfo {
  std::string title;
  std::string published;  // "2026-11-20 09:00"; the date alone where the hour is not known
  std::string source;     // who published it
  std::string author;
  std::string keywords;
  std::string summary;
};

// A step of the way from home to a page.
struct TrailStep {
  std::string href;
  std::string title;
};

// Where a page stands, so that its links can be relative (generated) or start at the site's address
// (answered).
struct PagePlace {
  std::string site_root;  // "./", "../", "/pingyi/" or "/pingyi/large/": prefix of links to pages
                          // of this page's edition
  std::string handler_root;  // "/handle/pingyi" or "/handle/pingyi/large": prefix of the forms'
                             // addresses
  std::string page;          // "scope": marks the entry of the navigation; "" is home
  std::string title;         // of the page, without the site's name
  bool generated =
      false;           // a file without HTTP headers of its own: the page itself carries the CSP
  bool large = false;  // the large-type edition
  std::string standard_root;  // prefix of what both editions share (assets): the standard edition's
                              // root; empty: site_root
  std::string other_edition;  // the same page in the other edition; empty: there is none
  std::string canonical;      // the address that search engines should know; empty: this one
  std::vector<TrailStep> trail;  // the pages between home and this one
  std::optional<ArticleInfo> article;
  bool has_feed = false;     // the site has a feed.xml
  std::optional<Day> today;  // decides about mourning and notices; nothing: neither is shown
};

// The folder of the large-type edition, in the site's folder and in the handler's addresses.
inline constexpr std::string_view kLargeFolder = "large";

// Fills the layout's data: SITE_ROOT, ASSET_ROOT, HANDLER_ROOT, LARGE or STANDARD section,
// OTHER_EDITION, the column's and the article's meta tags, TRAIL[], NOTICE[], the footer's filings,
// PORTAL_HEADER and PORTAL_FOOTER with their HAS_ sections,
// TITLE, SITE_NAME, WINDOW_NAME, NAV[], SAMPLE section, FOOTER data, CSP (for generated pages, as
// <meta>). The layout is layout/page_start + page + layout/page_end.
TemplateData page_frame(const Site& site, const Texts& texts, const PagePlace& place);

// Where the site's forms are sent: "/handle/pingyi", or "https://forms.example/handle/pingyi".
std::string handler_root(const SiteIdentity& identity);

// The policy of a page without headers. `form_address` is where its forms are sent; a path is this
// origin. A script may read files of this origin, as the search does.
std::string meta_content_security_policy(const std::string& form_address);

// A phone number for a tel: link: "0539-1234567" -> "05391234567"; an extension follows a comma.
std::string dialled(const std::string& phone);

// Whom to call and where to go, for every place where people may be lost: HOTLINE and
// HOTLINE_DIALLED; of the main window, where known, CALL_PHONE (with CALL_PHONE_DIALLED),
// CALL_HALL, CALL_PLACE, CALL_ADDRESS, each with its HAS_ section; NO_CALL_PHONE if the window
// publishes no phone. All of it is part of page_frame.
TemplateData contact_data(const Site& site);

}  // namespace core
