// The portal's part of the route table.
#include "handler/portal/routes.h"

#include "handler/portal/report.h"
#include "handler/portal/ticket.h"

namespace handler::portal {
namespace {

using Page = web::Response (*)(view::Services&, const view::LiveSite&, const web::Request&);

// Without a site there is no frame: the app fills in its own page for an empty failure.
web::Response no_such_site(const core::Failure& failure) {
  return web::html(failure.code == core::FailureCode::not_found ? 404 : 503, "");
}

// The same page in the large-type edition, which a site may have been built without.
template <Page page>
web::Response large(view::Services& services, const view::LiveSite& site,
                    const web::Request& request) {
  return site.large ? page(services, site, request) : web::html(404, "");
}

web::Route route(view::Services& services, std::string method, const std::string& path,
                 web::Access access, Page page) {
  return {std::move(method), services.prefix + "/{site}" + path, web::Side::portal, access,
          [&services, page](const web::Request& request, const web::PathParameters& parameters) {
            const auto site = services.sites.get(parameters.find("site")->second);
            if (!site) return no_such_site(site.failure());
            return page(services, **site, request);
          }};
}

}  // namespace

std::vector<web::Route> portal_routes(view::Services& services) {
  using web::Access;
  return {
      route(services, "GET", "/report", Access::anybody, show_report_form),
      route(services, "POST", "/report", Access::public_form, receive_report),
      route(services, "GET", "/ticket", Access::anybody, show_ticket_form),
      route(services, "POST", "/ticket", Access::public_form, show_ticket),
      route(services, "GET", "/large/report", Access::anybody, large<show_report_form>),
      route(services, "POST", "/large/report", Access::public_form, large<receive_report>),
      route(services, "GET", "/large/ticket", Access::anybody, large<show_ticket_form>),
      route(services, "POST", "/large/ticket", Access::public_form, large<show_ticket>),
  };
}

}  // namespace handler::portal
