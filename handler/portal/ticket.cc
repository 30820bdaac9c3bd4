// Shows a case to the holder of its number.
#include "handler/portal/ticket.h"

#include <utility>

#include "core/base/text.h"
#include "handler/cases/ticket_number.h"
#include "handler/portal/merged_ticket.h"
#include "handler/portal/page.h"

namespace handler::portal {

web::Response number_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const std::string& typed, int status,
                          const std::string& mistake) {
  core::TemplateData data;
  data.set("TYPED", typed);
  if (!mistake.empty()) data.show("HAS_MISTAKE").show(mistake);
  const std::string title =
      site.texts.get(mistake.empty() ? "portal.ticket.title" : "portal.ticket.title_with_mistake");
  web::Response response =
      portal_page(services, site, request, status, "portal/ticket_form", "ticket", title, data);
  if (status == 429 || status == 503) response.set_header("Retry-After", "600");
  return response;
}

web::Response ticket_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const Ticket& ticket, int status,
                          const Remark& remark) {
  core::TemplateData data = progress_of(services, site, ticket);
  data.set("NUMBER", cases::in_fours(ticket.number));
  add_actions(data, services, site, ticket, remark);
  return portal_page(services, site, request, status, "portal/ticket", "ticket",
                     site.texts.get(title_key(remark)), data);
}

web::Response show_ticket_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request) {
  return number_page(services, site, request, "", 200, "");
}

web::Response show_ticket(view::Services& services, const view::LiveSite& site,
                          const web::Request& request) {
  const std::optional<web::Fields> fields = web::parse_form(request.body);
  if (!fields) return web::bad_request();
  const std::string typed = core::shortened(fields->get("number"), 100);
  LookedUp found = look_up_number(services, site, request, typed);
  if (!found.record)
    return number_page(services, site, request, typed, found.status, found.mistake);
  const std::optional<Ticket> ticket =
      open_ticket(services, site, found.number, std::move(*found.record));
  if (!ticket) return number_page(services, site, request, typed, 503, "UNAVAILABLE");
  return ticket_page(services, site, request, *ticket, 200, {});
}

}  // namespace handler::portal
