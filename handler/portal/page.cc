// Puts portal templates into the frame that generated pages have too.
#include "handler/portal/page.h"

#include <utility>

namespace handler::portal {

std::string site_root(const core::Site& site) {
  const std::string& url = site.identity.site_url;
  return url.empty() ? "/" + site.identity.id + "/" : url;
}

web::Response portal_page(const view::Services& services, const view::LiveSite& site, int status,
                          std::string_view template_name, std::string_view page,
                          const std::string& title, core::TemplateData data) {
  core::PagePlace place;
  place.site_root = site_root(site.site());
  place.handler_root = services.prefix + "/" + site.id();
  place.page = std::string(page);
  place.title = title;
  core::TemplateData all = core::page_frame(site.site(), site.texts, place);
  all.merge(std::move(data));
  return web::html(status, site.templates->render(template_name, all));
}

}  // namespace handler::portal
