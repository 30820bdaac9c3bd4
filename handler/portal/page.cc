// Renders portal templates in the same frame as generated pages.
#include "handler/portal/page.h"

#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

const std::string kLarge = std::string(core::kLargeFolder) + "/";

// The answer to a POST has no counterpart in the other edition.
std::string other_edition(const view::LiveSite& site, const web::Request& request,
                          const std::string& standard_root, const core::PagePlace& place) {
  if (!site.large || request.method == "POST") return {};
  const std::string address = standard_root + (place.large ? "" : kLarge) + place.page;
  const core::Window* window = site.site().window(request.query.get("window"));
  return window == nullptr ? address : address + "?window=" + window->id;
}

core::PagePlace place_of(const view::Services& services, const view::LiveSite& site,
                         const web::Request& request, std::string_view page,
                         const std::string& title) {
  const std::string handler_root = services.prefix + "/" + site.id() + "/";
  core::PagePlace place;
  place.large = request.path.starts_with(handler_root + kLarge);
  place.standard_root = view::site_root(site.site());
  place.site_root = place.standard_root + (place.large ? kLarge : "");
  place.handler_root = services.prefix + "/" + site.id();
  if (place.large) place.handler_root += "/" + std::string(core::kLargeFolder);
  place.page = std::string(page);
  place.title = title;
  place.other_edition = other_edition(site, request, handler_root, place);
  const core::SiteIdentity& identity = site.site().identity;
  if (!identity.mourning.empty() || !identity.notices.empty()) {
    place.today = core::day_of(services.clock.now());
  }
  return place;
}

}  // namespace

web::Response portal_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, int status, std::string_view template_name,
                          std::string_view page, const std::string& title,
                          const core::TemplateData& data) {
  const core::PagePlace place = place_of(services, site, request, page, title);
  const auto frame = [&] { return core::page_frame(site.site(), site.texts, place); };
  // Pages with a link to the other edition are not cached: the link contains the requested path.
  if (!place.other_edition.empty()) {
    const core::TemplateData around = frame();
    return web::html(status, site.templates->render(template_name, data, &around));
  }
  std::string key = place.site_root + "\n" + place.page + "\n" + title;
  if (place.today) key += "\n" + core::to_iso(*place.today);
  return web::html(status,
                   site.templates->render(template_name, data, &site.frames->get(key, frame)));
}

}  // namespace handler::portal
