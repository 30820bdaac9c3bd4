// All pages as rows of a table. A new page needs a row, a template and a data function.
#include "generator/pages/site_plan.h"

#include <array>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "core/page/page_frame.h"
#include "generator/pages/documents.h"
#include "generator/pages/home.h"
#include "generator/pages/page_place.h"
#include "generator/pages/page_spec.h"
#include "generator/pages/paper.h"
#include "generator/pages/people.h"
#include "generator/pages/process.h"
#include "generator/pages/publication_specs.h"
#include "generator/pages/report_form.h"
#include "generator/pages/search_page.h"
#include "generator/pages/site_map.h"
#include "generator/pages/window_pages.h"

namespace generator {
namespace {

using core::Site;
using core::TemplateData;
using core::Texts;

using DataFunction = TemplateData (*)(const Site&, const Texts&);

struct PageRow {
  std::string_view page;  // also the folder; "" is home
  std::string_view title;
  std::string_view template_name;
  DataFunction data;
  std::string_view sources;  // separated by blanks; site.yaml and texts.yaml are always added
};

TemplateData nothing_more(const Site&, const Texts&) {
  return {};
}

constexpr PageRow kPages[] = {
    {"", "home.title", "pages/home", home_data, "policy.yaml windows.yaml duty.yaml news/"},
    {"scope", "scope.title", "pages/scope", scope_data, "policy.yaml triage.yaml"},
    {"process", "process.title", "pages/process", process_data, "policy.yaml bodies.yaml"},
    {"contacts", "contacts.title", "pages/contacts", contacts_data, "windows.yaml policy.yaml"},
    {"leaders", "leaders.title", "pages/leaders", leaders_data,
     "bodies.yaml documents.yaml duty.yaml"},
    {"policy", "policy.title", "pages/policy", policy_data, "documents.yaml policy.yaml"},
    {"privacy", "privacy.title", "pages/privacy", privacy_data, "forms.yaml policy.yaml"},
    {"report", "report.title", "pages/report", report_data,
     "forms.yaml policy.yaml windows.yaml units.yaml"},
    {"ticket", "ticket.title", "pages/ticket", nothing_more, "windows.yaml"},
    {"accessibility", "accessibility.title", "pages/accessibility", nothing_more, "windows.yaml"},
    {"unavailable", "unavailable.title", "pages/unavailable", nothing_more, "windows.yaml"},
};

std::vector<std::string> sources_of(std::string_view listed) {
  std::vector<std::string> sources = {"site.yaml", "texts.yaml"};
  while (!listed.empty()) {
    const std::size_t end = std::min(listed.find(' '), listed.size());
    sources.emplace_back(listed.substr(0, end));
    listed.remove_prefix(std::min(end + 1, listed.size()));
  }
  return sources;
}

PageSpec spec_of(const PageRow& row, const Site& site, const Texts& texts) {
  return {
      .page = std::string(row.page),
      .title = texts.get(row.title),
      .template_name = std::string(row.template_name),
      .data = [&site, &texts, data = row.data](const std::string&) { return data(site, texts); },
      .sources = sources_of(row.sources)};
}

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
  page.is_searched = !large && is_searched(spec);
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
                        const std::string& path, const std::string& template_name,
                        const std::string& title, const std::string& portal_root) {
  return {
      .path = path,
      .template_name = template_name,
      .title = title,
      .data = [sites, &texts, title,
               portal_root] { return portal_data(sites, texts, portal_root).set("TITLE", title); },
      .sources = {"site.yaml"}};
}

}  // namespace

std::vector<PlannedPage> plan_site(const Site& site, const Texts& texts,
                                   const PlanOptions& options) {
  std::vector<PageSpec> specs;
  for (const PageRow& row : kPages) specs.push_back(spec_of(row, site, texts));
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
                                     const std::string& base_path) {
  return {portal_page(sites, texts, "index.html", "pages/portal", texts.get("portal_index.title"),
                      "./"),
          portal_page(sites, texts, "404.html", "pages/not_found", texts.get("not_found.title"),
                      base_path)};
}

}  // namespace generator
