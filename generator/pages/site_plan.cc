// Plans the pages of a site in both editions.
#include "generator/pages/site_plan.h"

#include <memory>

#include "generator/pages/error_pages.h"
#include "generator/pages/hits.h"
#include "generator/pages/home.h"
#include "generator/pages/page_place.h"
#include "generator/pages/page_spec.h"
#include "generator/pages/page_table.h"
#include "generator/pages/paper.h"
#include "generator/pages/site_map.h"
#include "generator/pages/windows.h"

namespace generator {
namespace {

using core::Site;
using core::Texts;

// Data shared by the pages of one plan.
struct AllPages {
  std::vector<PageSpec> specs;
  PageRegister known;
  PlanOptions options;
};

// The place and content of a page are computed when it is rendered; until then it is only a name.
PlannedPage planned(const std::shared_ptr<const AllPages>& all, std::size_t number,
                    const Site& site, const Texts& texts, bool large) {
  const PageSpec& spec = all->specs[number];
  PlannedPage page;
  page.path = path_of(spec.page, large);
  page.template_name = spec.template_name;
  page.title = spec.title;
  page.sources = spec.sources;
  page.page = spec.page;
  page.large = large;
  page.article = spec.article;
  if (!large) page.hit = hit_kind_of(spec, site);
  if (!large) page.parts = kind_of_parts(spec);
  page.data = [all, number, large, &site, &texts] {
    const PageSpec& own = all->specs[number];
    const core::PagePlace place = place_of(site, own, all->known, all->options, large);
    const PageRoots roots{place.site_root,
                          place.standard_root.empty() ? place.site_root : place.standard_root};
    return core::page_frame(site, texts, place)
        .merge(own.data(roots))
        .show_if(all->options.search, "SEARCH");
  };
  return page;
}

PlannedPage portal_page(const std::vector<const Site*>& sites, const Texts& texts,
                        std::string_view path, const std::string& name,
                        const std::string& portal_root, const PortalEdition& edition) {
  const std::string title =
      texts.get((name == "portal" ? "portal_index" : name) + std::string(".title"));
  return {.path = std::string(path),
          .template_name = "pages/" + name,
          .title = title,
          .data =
              [sites, &texts, title, portal_root, edition] {
                return portal_data(sites, texts, portal_root, edition).set("TITLE", title);
              },
          .sources = {"site.yaml"}};
}

PlannedPage portal_error_page(const std::vector<const Site*>& sites, const Texts& texts,
                              const ErrorPage& error, const std::string& portal_root) {
  const std::string title = texts.get(std::string(error.title));
  return {.path = path_of(error.page, false),
          .template_name = "pages/portal_error",
          .title = title,
          .data =
              [sites, &texts, title, portal_root, section = error.section] {
                return portal_data(sites, texts, portal_root).set("TITLE", title).show(section);
              },
          .sources = {"site.yaml", "windows.yaml"}};
}

}  // namespace

std::vector<PlannedPage> plan_site(const Site& site, const Texts& texts,
                                   const PlanOptions& options) {
  std::vector<PageSpec> specs = main_specs(site, texts);
  for (PageSpec& spec : paper_specs(site, texts, options.public_url))
    specs.push_back(std::move(spec));
  for (PageSpec& spec : publication_specs(site, texts)) specs.push_back(std::move(spec));
  for (PageSpec& spec : window_pages(site, texts, options.public_url)) {
    specs.push_back(std::move(spec));
  }
  if (options.search) specs.push_back(search_page(specs, texts));
  specs.push_back(site_map_page(specs, texts));
  const auto all = std::make_shared<AllPages>(AllPages{std::move(specs), {}, options});
  all->known = register_of(all->specs);
  std::vector<PlannedPage> pages;
  pages.reserve(2 * all->specs.size());
  for (const bool large : {false, true}) {
    if (large && !options.large) break;
    for (std::size_t i = 0; i < all->specs.size(); ++i) {
      if (large && !is_in_both_editions(all->specs[i])) continue;
      pages.push_back(planned(all, i, site, texts, large));
    }
  }
  return pages;
}

std::vector<PlannedPage> plan_portal(const std::vector<const Site*>& sites, const Texts& texts,
                                     const std::string& base_path, bool large) {
  const std::string other = large ? "./" + std::string(kLargePortalIndex) : "";
  std::vector<PlannedPage> pages = {
      portal_page(sites, texts, kPortalIndex, "portal", "./", {.other = other}),
      portal_page(sites, texts, "404.html", "not_found", base_path, {})};
  for (const ErrorPage& error : kErrorPages)
    pages.push_back(portal_error_page(sites, texts, error, base_path));
  if (large) {
    pages.push_back(portal_page(sites, texts, kLargePortalIndex, "portal", "./",
                                {.large = true, .other = "./"}));
  }
  return pages;
}

}  // namespace generator
