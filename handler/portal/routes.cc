// The portal's part of the route table.
#include "handler/portal/routes.h"

#include <functional>
#include <optional>
#include <utility>

#include "handler/portal/confirmation.h"
#include "handler/portal/page.h"
#include "handler/portal/report.h"
#include "handler/portal/ticket.h"
#include "handler/portal/ticket_action.h"
#include "handler/portal/ticket_files.h"

namespace handler::portal {
namespace {

using Page =
    std::function<web::Response(view::Services&, const view::LiveSite&, const web::Request&)>;

// Without a site there is no frame: the app replaces the empty page with its own.
web::Response no_such_site(const core::Failure& failure) {
  return web::html(failure.code == core::FailureCode::not_found ? 404 : 503, "");
}

// The same page in the large-type edition; not found if the site has none.
Page in_large(Page page) {
  return [page = std::move(page)](view::Services& services, const view::LiveSite& site,
                                  const web::Request& request) {
    return site.large ? page(services, site, request) : web::not_found();
  };
}

// The same path in the other edition, if that is the one that `chosen` names ("large" or
// "standard"); else nothing.
std::optional<std::string> path_in(std::string_view chosen, const std::string& path,
                                   const std::string& root) {
  const std::string large = root + std::string(core::kLargeFolder) + "/";
  const bool is_large = path.starts_with(large);
  if (chosen == core::kLargeFolder && !is_large) return large + path.substr(root.size());
  if (chosen == "standard" && is_large) return root + path.substr(large.size());
  return std::nullopt;
}

// The same page in the edition that the form names: the button "large type" of an answered page
// sends the page's form again (kEditionField).
Page in_chosen_edition(Page page) {
  return [page = std::move(page)](view::Services& services, const view::LiveSite& site,
                                  const web::Request& request) {
    // The page reads the form itself; most forms name no edition.
    if (request.body.find(kEditionField) == std::string::npos) return page(services, site, request);
    const std::optional<web::Fields> fields = web::form_fields(request);
    const std::optional<std::string> path = fields && site.large
                                                ? path_in(fields->get(kEditionField), request.path,
                                                          services.prefix + "/" + site.id() + "/")
                                                : std::nullopt;
    if (!path) return page(services, site, request);
    web::Request other = request;
    other.path = *path;
    return page(services, site, other);
  };
}

web::Route route(view::Services& services, std::string method, const std::string& path,
                 web::Access access, Page page, web::KnowsSender knows_sender = {}) {
  return {std::move(method),
          services.prefix + "/{site}" + path,
          web::Side::portal,
          access,
          [&services, page = std::move(page)](const web::Request& request,
                                              const web::PathParameters& parameters) {
            const auto site = services.sites.get(parameters.find("site")->second);
            if (!site) return no_such_site(site.failure());
            return page(services, **site, request);
          },
          std::move(knows_sender)};
}

// The token stands in front of the files, and is made only for who has named a number of the site.
web::KnowsSender known_by_token(const view::Services& services) {
  return [&services](const web::Request&, const web::PathParameters& parameters,
                     const web::Fields& fields) {
    return is_ticket_token(services, parameters.find("site")->second, fields.get("token"));
  };
}

// Adds a page in both editions. A GET of the POST's path (as by a browser that is reopened) shows
// the empty form. `knows_sender`: of an answered form that may come with files.
void add_page(std::vector<web::Route>& routes, view::Services& services, const std::string& path,
              const Page& form, const Page& answer, const web::KnowsSender& knows_sender = {}) {
  using web::Access;
  routes.push_back(route(services, "GET", path, Access::anybody, form));
  routes.push_back(route(services, "POST", path, Access::public_form, answer, knows_sender));
  routes.push_back(route(services, "GET", "/large" + path, Access::anybody, in_large(form)));
  routes.push_back(route(services, "POST", "/large" + path, Access::public_form, in_large(answer),
                         knows_sender));
}

}  // namespace

std::vector<web::Route> portal_routes(view::Services& services) {
  std::vector<web::Route> routes;
  add_page(routes, services, "/report", show_report_form, in_chosen_edition(receive_report));
  add_page(routes, services, "/ticket", show_ticket_form, in_chosen_edition(show_ticket));
  for (const cases::ActionRule& action : cases::reporter_table()) {
    const Page receive = [&action](view::Services& used, const view::LiveSite& site,
                                   const web::Request& request) {
      return receive_action(used, site, request, action);
    };
    add_page(routes, services, "/ticket/" + std::string(action.id), show_ticket_form, receive,
             action.asks_for(cases::ActionField::Type::files) ? known_by_token(services)
                                                              : web::KnowsSender());
  }
  add_page(routes, services, "/ticket/file", show_ticket_form, show_file);
  return routes;
}

}  // namespace handler::portal
