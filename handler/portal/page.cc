// Renders portal templates in the same frame as generated pages.
#include "handler/portal/page.h"

#include <array>

#include "core/base/contains.h"
#include "handler/view/receipt_data.h"

namespace handler::portal {
namespace {

const std::string kLarge = std::string(core::kLargeFolder) + "/";

// Templates whose form "same", sent again, gives the same page and changes nothing: the form with
// what was typed, the check page, a looked-up number. A receipt or the answer to an action is none.
constexpr std::array<std::string_view, 4> kAnswersAgain = {"portal/report", "portal/check",
                                                           "portal/ticket", "portal/ticket_form"};

// The answer to a POST has no address in the other edition.
std::string other_edition(const view::LiveSite& site, const web::Request& request,
                          const std::string& standard_root, const core::PagePlace& place) {
  if (!site.large || request.method == "POST") return {};
  const std::string address = standard_root + (place.large ? "" : kLarge) + place.page;
  const core::Window* window = site.site().window(request.query.get("window"));
  return window == nullptr ? address : address + "?window=" + window->id;
}

// Only the page's own address: an action on the ticket page must not be sent twice.
bool gives_it_again(const view::LiveSite& site, const web::Request& request,
                    std::string_view template_name, const core::PagePlace& place) {
  return site.large && request.method == "POST" && core::contains(kAnswersAgain, template_name) &&
         request.path == place.handler_root + "/" + place.page;
}

// What stands in the trail: "home > report > check your answers". The title of a form with mistakes
// ends with the page's name; it is the page itself, and its name is enough.
void add_trail(core::PagePlace& place, const core::Texts& texts) {
  const std::string name = texts.get("nav." + place.page);
  if (place.title.ends_with(name)) {
    place.here = name;
  } else {
    place.trail.push_back({place.site_root + place.page + "/", name});
  }
}

core::PagePlace place_of(const view::Services& services, const view::LiveSite& site,
                         const web::Request& request, std::string_view template_name,
                         std::string_view page, const std::string& title) {
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
  place.answered = request.method == "POST";
  place.same_form = gives_it_again(site, request, template_name, place);
  add_trail(place, site.texts);
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
  const core::PagePlace place = place_of(services, site, request, template_name, page, title);
  const auto frame = [&] {
    return core::page_frame(site.site(), site.texts, place).show_if(site.search, "SEARCH");
  };
  // Pages with a link to the other edition are not cached: the link contains the requested path.
  if (!place.other_edition.empty()) {
    const core::TemplateData around = frame();
    return web::html(status, site.templates->render(template_name, data, &around));
  }
  std::string key = place.site_root + "\n" + place.page + "\n" + title;
  if (place.answered) key += "\nanswered";
  if (place.same_form) key += "\nsame form";
  if (place.today) key += "\n" + core::to_iso(*place.today);
  return web::html(status,
                   site.templates->render(template_name, data, &site.frames->get(key, frame)));
}

}  // namespace handler::portal
