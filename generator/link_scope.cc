// Collects names of files and addresses.
#include "generator/link_scope.h"

#include "generator/html_scan.h"

namespace generator {
namespace {

void add_assets(LinkScope& scope, const Rendering& rendering, const std::string& folder) {
  for (const auto& [path, bytes] : rendering.assets) scope.files.insert(folder + path);
}

void add_portal_addresses(LinkScope& scope, const core::SiteIdentity& identity) {
  for (const core::PortalPart* part : {&identity.portal_header, &identity.portal_footer}) {
    for (const core::PortalAddress& one : part->addresses) {
      if (one.address.starts_with('/')) scope.portal_addresses.insert(decoded_value(one.address));
    }
  }
}

void add_site(LinkScope& scope, const RenderedSite& site) {
  const std::string folder = site.id() + "/";
  scope.any_depth.insert(folder + "unavailable/index.html");
  for (const auto& [path, bytes] : site.extras) scope.files.insert(folder + path);
  for (const auto& [name, bytes] : site.loaded->site.publications.files) {
    scope.files.insert(folder + "files/" + name);
  }
  const core::SiteIdentity& identity = site.loaded->site.identity;
  add_portal_addresses(scope, identity);
  if (identity.handler_url.starts_with('/')) scope.handler_paths.insert(identity.handler_url);
}

}  // namespace

LinkScope link_scope_of(const Inputs& inputs, const Rendering& rendering,
                        const std::string& base_path) {
  LinkScope scope;
  scope.base_path = base_path;
  scope.any_depth.insert("404.html");
  add_assets(scope, rendering, "");
  for (const std::string& id : inputs.all_ids) {
    add_assets(scope, rendering, id + "/");
    if (!inputs.are_complete()) scope.files.insert(id + "/index.html");
  }
  if (!inputs.are_complete()) scope.files.insert("index.html");
  for (const RenderedSite& site : rendering.sites) add_site(scope, site);
  return scope;
}

}  // namespace generator
