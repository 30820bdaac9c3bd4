// Computes the relative links between pages.
#include "generator/pages/page_place.h"

namespace generator {
namespace {

constexpr std::string_view kLarge = "large/";

// "news/2026-10-hours" is two folders below its edition's root.
std::string way_up(std::string_view page) {
  if (page.empty()) return "./";
  std::string way = "../";
  for (const char c : page) way += c == '/' ? "../" : "";
  return way;
}

// The existing pages between home and `page`.
std::vector<core::TrailStep> trail_to(const std::string& page, const PageRegister& pages,
                                      const std::string& site_root) {
  std::vector<core::TrailStep> trail;
  for (std::size_t end = page.find('/'); end != std::string::npos; end = page.find('/', end + 1)) {
    const auto above = pages.titles.find(std::string_view(page).substr(0, end));
    if (above == pages.titles.end()) continue;
    trail.push_back({site_root + address_of(above->first), std::string(above->second)});
  }
  return trail;
}

// Search engines should list only one edition. Without the public address only the large-type page
// can have a canonical link.
std::string canonical_of(const core::PagePlace& place, const core::Site& site,
                         const PlanOptions& options) {
  if (options.public_url.empty()) return place.large ? place.other_edition : "";
  return options.public_url + site.identity.id + "/" + address_of(place.page);
}

}  // namespace

PageRegister register_of(const std::vector<PageSpec>& specs) {
  PageRegister pages;
  pages.titles.reserve(specs.size());
  for (const PageSpec& spec : specs) {
    pages.titles[spec.page] = spec.title;
    if (spec.article && !spec.article->published.empty()) pages.has_feed = true;
  }
  return pages;
}

bool is_in_both_editions(const PageSpec& spec) {
  return !is_error_page(spec.page) && !spec.one_edition;
}

std::string address_of(std::string_view page) {
  return page.empty() ? "" : std::string(page) + "/";
}

std::string path_of(std::string_view page, bool large) {
  if (is_error_page(page)) return std::string(page) + ".html";
  return std::string(large ? kLarge : "") + address_of(page) + "index.html";
}

core::PagePlace place_of(const core::Site& site, const PageSpec& spec, const PageRegister& pages,
                         const PlanOptions& options, bool large) {
  core::PagePlace place{.site_root = way_up(spec.page),
                        .handler_root = core::handler_root(site.identity),
                        .page = spec.page,
                        .title = spec.title,
                        .generated = true,
                        .large = large};
  place.article = spec.article;
  place.has_feed = pages.has_feed;
  place.today = options.today;
  place.window = spec.window;
  if (is_error_page(spec.page)) {
    place.site_root = options.base_path + site.identity.id + "/";
    return place;
  }
  place.trail = trail_to(spec.page, pages, place.site_root);
  if (large) {
    place.handler_root += "/" + std::string(core::kLargeFolder);
    place.standard_root = spec.page.empty() ? "../" : place.site_root + "../";
    place.other_edition = place.standard_root + address_of(spec.page);
  } else if (options.large && is_in_both_editions(spec)) {
    place.other_edition = place.site_root + std::string(kLarge) + address_of(spec.page);
  }
  place.canonical = canonical_of(place, site, options);
  return place;
}

}  // namespace generator
