// The files of a site that are not pages: feed, site map for search engines, web app manifest; and
// those of the whole public folder.
#pragma once

#include <string>
#include <vector>

#include "core/page/assets.h"
#include "core/page/page_template.h"
#include "core/site/site.h"
#include "generator/output/output_tree.h"
#include "generator/pages/site_plan.h"

namespace generator {

// What the files are made from.
struct ExtrasInput {
  const core::TemplateSet& templates;
  const core::AssetNames& assets;
  std::string public_url;       // "https://www.example.gov.cn/window/"; empty: no site map
  std::string base_path = "/";  // its path; begins and ends with '/'
};

// By path below the site's folder:
//   manifest.webmanifest
//   feed.xml (RFC 4287)   if the plan has dated articles; the newest 30 first
//   sitemap.xml and on    (sitemaps.org, at most 50,000 addresses a file) of the standard edition,
//                         if the public address is known and the site is not a sample
SiteFiles extras_of(const core::Site& site, const std::vector<PlannedPage>& plan,
                    const ExtrasInput& input);

struct SiteExtras {
  const core::Site* site = nullptr;
  const SiteFiles* files = nullptr;
};

// By path below the public folder: robots.txt, which excludes search engines from samples, and
// sitemap.xml, which lists those of the sites.
SiteFiles portal_extras(const std::vector<SiteExtras>& sites, const ExtrasInput& input);

}  // namespace generator
