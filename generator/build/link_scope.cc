// Collects file names and addresses that links may lead to.
#include "generator/build/link_scope.h"

#include "core/input/html_scan.h"

namespace generator {
namespace {

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
  scope.any_depth.insert(folder + "unavailable/index.html");
  add_assets(scope, rendering, folder);
  for (const auto& [path, bytes] : site.extras) scope.files.insert(folder + path);
  for (const auto& [name, bytes] : site.loaded->site.publications.files) {
    scope.files.insert(folder + "files/" + name);
  }
  add_addresses(scope, site.loaded->site.identity);
}

}  // namespace

LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path) {
  LinkScope scope;
  scope.base_path = base_path;
  scope.any_depth.insert("404.html");
  scope.files.insert("index.html");
  add_assets(scope, rendering, "");
  for (const std::string& id : inputs.all_ids) scope.unseen_folders.insert(id + "/");
  for (const RenderedSite& site : rendering.sites) add_site(scope, rendering, site);
  return scope;
}

}  // namespace generator
