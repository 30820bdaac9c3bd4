// Every page of a site and of the portal: its address, its template, what it says, and the files
// that it is made from.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/page/page_frame.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

struct PlannedPage {
  std::string path;                          // below the site's folder: "scope/index.html"
  std::string template_name;                 // "pages/scope"
  std::string title;                         // without the site's name
  std::function<core::TemplateData()> data;  // with the frame; pure and thread-safe
  std::vector<std::string> sources;          // of the site's folder: "policy.yaml"
  std::string page;                          // "scope"; the same in both editions
  bool large = false;                        // of the large-type edition
  std::optional<core::ArticleInfo> article = std::nullopt;
  bool is_searched = false;  // the search finds it
};

struct PlanOptions {
  std::string base_path = "/";     // where the public folder is served ("/windows/"): only
                                   // `unavailable/`, which a web server shows at any address, uses
                                   // it; all other links are relative
  std::string public_url;          // the same with its origin ("https://www.example.cn/windows/"):
                                   // what is printed or scanned needs it; empty: nobody knows it
  bool large = true;               // every page but that one also in the large-type edition
  bool search = true;              // a search page, and its box on other pages
  std::optional<core::Day> today;  // decides about mourning and notices
};

// The pages of both editions: "scope/index.html" and "large/scope/index.html". `site` and `texts`
// must outlive the plan.
std::vector<PlannedPage> plan_site(const core::Site& site, const core::Texts& texts,
                                   const PlanOptions& options = {});

// The index of all sites and the 404 page, which is shown at any address; paths below the public
// folder.
std::vector<PlannedPage> plan_portal(const std::vector<const core::Site*>& sites,
                                     const core::Texts& texts, const std::string& base_path = "/");

}  // namespace generator
