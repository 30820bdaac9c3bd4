// Renders the list with any site's templates, because it shows nothing of that site.
#include "handler/desk/entrance/sites_page.h"

#include "core/page/page_frame.h"
#include "handler/view/receipt_data.h"

namespace handler::desk {

web::Response sites_page(view::Services& services) {
  std::shared_ptr<const view::LiveSite> drawing;
  std::string only;
  core::TemplateData data;
  int count = 0;
  for (const std::string& id : services.sites.ids()) {
    const auto site = services.sites.get(id);
    if (!site) continue;
    drawing = *site;
    only = services.prefix + "/desk/" + id + "/";
    data.add("DESK")
        .set("DESK_ADDRESS", only)
        .set("DESK_SITE", (*site)->site().identity.name + (*site)->site().identity.window_name);
    ++count;
  }
  if (!drawing) return web::not_found();
  if (count == 1) return web::see_other(only);
  core::PagePlace place;
  place.site_root = view::site_root(drawing->site());
  core::TemplateData all = core::page_frame(drawing->site(), drawing->texts, place);
  all.merge(std::move(data));
  return web::html(200, drawing->templates->render("desk/sites", all));
}

}  // namespace handler::desk
