// Finds pages that conflict with each other.
#include "generator/build/page_checks.h"

#include <array>
#include <unordered_map>

#include "core/input/html_scan.h"
#include "generator/pages/error_pages.h"
#include "generator/pages/page_place.h"

namespace generator {
namespace {

constexpr std::string_view kLargeEdition = "large/";

void add_assets(LinkScope& scope, const Rendering& rendering, const std::string& folder) {
  for (const auto& [path, bytes] : rendering.assets) scope.files.insert(folder + path);
}

void add_addresses(LinkScope& scope, const core::SiteIdentity& identity) {
  if (identity.handler_url.starts_with('/')) scope.handler_paths.insert(identity.handler_url);
  for (const core::PortalPart* part : {&identity.portal_header, &identity.portal_footer}) {
    for (const core::PortalAddress& one : part->addresses) {
      if (one.address.starts_with('/'))
        scope.portal_addresses.insert(core::decoded_value(one.address));
    }
  }
}

void add_site(LinkScope& scope, const Rendering& rendering, const RenderedSite& site) {
  const std::string folder = site.id() + "/";
  scope.unseen_folders.erase(folder);
  add_error_pages(scope.any_depth, folder);
  add_assets(scope, rendering, folder);
  for (const auto& [path, bytes] : site.extras) scope.files.insert(folder + path);
  const std::string files = folder + "files/";
  for (const auto& [name, bytes] : site.loaded->site.publications.files)
    scope.files.insert(files + name);
  add_addresses(scope, site.loaded->site.identity);
}

}  // namespace

void add_error_pages(std::set<std::string>& paths, const std::string& folder) {
  for (const ErrorPage& one : kErrorPages) paths.insert(folder + path_of(one.page, false));
}

void check_plan(const std::vector<PlannedPage>& plan, const std::string& folder,
                core::Diagnostics& diagnostics) {
  using Known = std::unordered_map<std::string_view, const PlannedPage*>;
  Known by_path(plan.size());
  std::array<Known, 2> by_title = {Known(plan.size()), Known(plan.size())};  // one for each edition
  for (const PlannedPage& page : plan) {
    if (!by_path.emplace(page.path, &page).second) {
      diagnostics.error(
          {folder + page.path}, "page.same-address",
          core::say("two pages have the address {path}", {{"path", folder + page.path}}),
          made_from(page.sources));
      continue;
    }
    if (is_error_page(page.path)) continue;  // shown in the place of others, never beside them
    const bool is_large = page.path.starts_with(kLargeEdition) || page.path == kLargePortalIndex;
    const auto [other, is_first] = by_title[is_large ? 1 : 0].try_emplace(page.title, &page);
    if (is_first) continue;
    diagnostics.warning({folder + page.path}, "page.duplicate-title",
                        core::say("the page has the title of {path}: '{title}'",
                                  {{"path", folder + other->second->path}, {"title", page.title}}),
                        made_from(page.sources));
  }
}

LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path) {
  LinkScope scope;
  scope.base_path = base_path;
  scope.any_depth.insert("404.html");
  add_error_pages(scope.any_depth, "");
  scope.files.insert(std::string(kPortalIndex));
  scope.files.insert(std::string(kLargePortalIndex));
  add_assets(scope, rendering, "");
  for (const std::string& id : inputs.all_ids) scope.unseen_folders.insert(id + "/");
  for (const RenderedSite& site : rendering.sites) add_site(scope, rendering, site);
  return scope;
}

}  // namespace generator
