// Every page of a site and of the portal: its address, template, data, and the files it is made
// from. Every page but errors/ and 404.html is made twice from the same data: as it is, and in
// large type below large/. Links between pages stay inside an edition (SITE_ROOT); files that both
// share come from the standard one (ASSET_ROOT). The handler answers below /handle/ID/large/ too.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page/page_frame.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/search/hit_kind.h"

namespace generator {

struct PlannedPage {
  std::string path;                          // below the site's folder: "scope/index.html"
  std::string template_name;                 // "pages/scope"
  std::string title;                         // without the site's name
  std::function<core::TemplateData()> data;  // with the frame; pure and thread-safe
  std::vector<std::string> sources;          // of the site's folder: "policy.yaml"
  std::string page;                          // "scope"; the same in both editions
  bool large = false;                        // in the large-type edition
  std::optional<core::ArticleInfo> article = std::nullopt;
  std::optional<HitKind> hit = std::nullopt;    // what the search lists it as; nothing: not at all
  std::optional<HitKind> parts = std::nullopt;  // what it lists the parts of the page as
};

struct PlanOptions {
  // Path of the public folder ("/windows/"). Only the pages of errors/ need it, because a web
  // server shows them at any address; all other links are relative.
  std::string base_path = "/";
  // The same with its origin ("https://www.example.cn/windows/"), for addresses that are printed or
  // scanned; empty if it is not known.
  std::string public_url;
  bool large = true;               // all pages but those also in the large-type edition
  bool search = true;              // a search page, and its box on other pages
  std::optional<core::Day> today;  // decides about mourning and notices
};

// The pages of both editions: "scope/index.html" and "large/scope/index.html". `site` and `texts`
// must outlive the plan.
std::vector<PlannedPage> plan_site(const core::Site& site, const core::Texts& texts,
                                   const PlanOptions& options = {});

// The index of all sites, and the same in large type. Paths are below the public folder.
inline constexpr std::string_view kPortalIndex = "index.html";
inline constexpr std::string_view kLargePortalIndex = "large.html";

// The index of all sites, also in large type, and what is shown at any address: the 404 page and
// those of errors/. Paths are below the public folder.
std::vector<PlannedPage> plan_portal(const std::vector<const core::Site*>& sites,
                                     const core::Texts& texts, const std::string& base_path = "/",
                                     bool large = true);

}  // namespace generator
