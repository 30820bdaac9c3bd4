// The parts that all pages of a site share, generated or answered: head, banner of the sample,
// navigation, footer, and the portal's head and foot around them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page/page_template.h"
#include "core/site/identity.h"
#include "core/site/portal_part.h"
#include "core/site/site.h"

namespace core {

// What the head of an article's page says about the article (国办发〔2017〕47号, content page
// labels).
struct ArticleInfo {
  std::string title;
  std::string published;  // "2026-11-20 09:00"; only the date if the hour is not known
  std::string source;     // who published it
  std::string author;
  std::string keywords;
  std::string summary;
};

// One page on the way from home to the current page.
struct TrailStep {
  std::string href;
  std::string title;
};

// Where a page is, so that its links can be relative (generated pages) or begin at the site's
// address (pages of the handler).
struct PagePlace {
  std::string site_root;  // "./", "../", "/pingyi/" or "/pingyi/large/": prefix of links to pages
                          // of this page's edition
  std::string handler_root;   // "/handle/pingyi" or "/handle/pingyi/large": prefix of the forms'
                              // addresses
  std::string page;           // "scope": marks the entry of the navigation; "" is home
  std::string title;          // of the page, without the site's name
  std::string here;           // its name at the end of the trail; empty: the title
  bool generated = false;     // a file without HTTP headers of its own: the page itself has the CSP
  bool large = false;         // the large-type edition
  std::string standard_root;  // prefix of what both editions share (assets): the standard edition's
                              // root; empty: site_root
  std::string other_edition;  // the same page in the other edition; empty: there is none
  bool answered = false;      // the answer to a form: what was asked for stands high on the screen
  bool same_form = false;     // an answered page with a form "same", which gets that page instead
  std::string canonical;      // the address that search engines should know; empty: this one
  std::vector<TrailStep> trail;  // the pages between home and this one
  std::optional<ArticleInfo> article;
  bool has_feed = false;     // the site has a feed.xml
  std::optional<Day> today;  // decides about mourning, notices and opening; nothing: none is shown
  std::string window;        // id of the window whose page this is; "": of none
};

// The folder of the large-type edition, in the site's folder and in the handler's addresses.
inline constexpr std::string_view kLargeFolder = "large";

// Fills the layout's data. The layout is layout/page_start + page + layout/page_end.
//   SITE_ROOT, ASSET_ROOT, HANDLER_ROOT   prefixes of addresses
//   TITLE, SITE_NAME, WINDOW_NAME, OWNER  names
//   LARGE or STANDARD                     the edition
//   SHORT_HEAD or FULL_HEAD               a sample says so above the page in one line, and in full
//                                         below it, or at once in full above it
//   OTHER_EDITION or SAME_FORM            how to get this page in the other one: by a link, or by a
//                                         button of its form, so that what was typed comes along
//   HERE                                  the page's name in the trail
//   HAS_CSP, CSP                          for generated pages, as <meta>
//   NAV[], TRAIL[]                        links
//   SAMPLE, NOTICE[], MOURNING            banners; a window's notice only on its page and below
//   NOT_YET_OPEN                          the day on which the window opens has not come
//   PORTAL_HEADER, PORTAL_FOOTER          each with its HAS_ section
// and the data of contact_data(), the column's and the article's meta tags, the footer's filings.
TemplateData page_frame(const Site& site, const Texts& texts, const PagePlace& place);

// Where the site's forms are sent: "/handle/pingyi", or "https://forms.example/handle/pingyi".
std::string handler_root(const SiteIdentity& identity);

// The content security policy of a page without headers. `form_address` is where its forms are
// sent; a path means this origin. Scripts may fetch files of this origin, as the search does.
std::string meta_content_security_policy(const std::string& form_address);

// A phone number for a tel: link: "0539-1234567" -> "05391234567". An extension follows a comma.
// Of several numbers the first.
std::string dialled(const std::string& phone);

// Contact data for every page where readers may need help: HOTLINE and HOTLINE_DIALLED; of the main
// window, where known, CALL_PHONE (with CALL_PHONE_DIALLED), CALL_HALL, CALL_PLACE, CALL_ADDRESS,
// each with its HAS_ section; NO_CALL_PHONE if the window publishes no phone. page_frame() includes
// all of it.
TemplateData contact_data(const Site& site);

// `site_root` is the prefix of addresses of pages, `shared_root` that of files. Thread-safe.
Rendered render_portal_part(const PortalPart& part, const std::string& site_root,
                            const std::string& shared_root);

}  // namespace core
