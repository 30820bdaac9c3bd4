// Combines portal and desk into one application, and hides internal failures from visitors.
#include "handler/app.h"

#include <chrono>
#include <exception>
#include <utility>
#include <vector>

#include "core/page/page_template.h"
#include "handler/desk/routes.h"
#include "handler/portal/routes.h"
#include "handler/redirects.h"
#include "handler/web/guard.h"
#include "handler/web/security_headers.h"

namespace handler {
namespace {

// `livez` only says that requests are answered; the others ask whether a report would be kept.
std::vector<web::Route> health_routes(const std::string& prefix, Readiness& readiness) {
  const auto route = [&](const std::string& name, web::RouteFunction function) {
    return web::Route{"GET", prefix + name, web::Side::both, web::Access::monitor,
                      std::move(function)};
  };
  const auto ready = [&readiness](const web::Request& request, const web::PathParameters&) {
    return health_answer(readiness.ask(freshness_for(request)), request);
  };
  return {route("/healthz", ready), route("/readyz", ready),
          route("/livez", [](const web::Request&, const web::PathParameters&) {
            return web::plain(200, "live\n");
          })};
}

std::vector<web::Route> all_routes(view::Services& services, Readiness& readiness, web::Side side) {
  std::vector<web::Route> routes;
  const auto add = [&routes](std::vector<web::Route> more) {
    std::move(more.begin(), more.end(), std::back_inserter(routes));
  };
  if (side != web::Side::desk) add(portal::portal_routes(services));
  if (side != web::Side::portal) add(desk::desk_routes(services));
  add(health_routes(services.prefix, readiness));
  return routes;
}

}  // namespace

App::App(view::Services& services, Log& log, const view::FailurePages& failures,
         const AppOptions& options)
    : services_(services),
      log_(log),
      failures_(failures),
      readiness_([&services] { return look_at_health(services); }, options.health_bound),
      router_(all_routes(services, readiness_, options.side)) {}

web::Response App::handle(const web::Request& request) {
  if (request.secure || !uses_tls()) return answer_and_log(request);
  web::Request secured = request;
  secured.secure = true;
  return answer_and_log(secured);
}

// A server in front of us ends the TLS of the declared address, also if it does not say so: the
// session cookie must be one for TLS.
bool App::uses_tls() const {
  return services_.origin.starts_with("https://");
}

bool App::takes_upload(std::string_view method, const std::string& path) {
  const web::RouteMatch match = router_.match(method, path);
  return match.route != nullptr && match.route->takes_upload();
}

web::UploadSender App::upload_sender(const web::Request& head, const web::Fields& texts) {
  const web::RouteMatch match = router_.match(head.method, head.path);
  if (match.route == nullptr || !match.route->takes_upload()) return web::UploadSender::stranger;
  web::Request secured = head;
  secured.secure = head.secure || uses_tls();
  if (!match.route->knows_sender(secured, match.parameters, texts))
    return web::UploadSender::stranger;
  return match.route->side == web::Side::desk ? web::UploadSender::staff
                                              : web::UploadSender::reporter;
}

web::Response App::answer_and_log(const web::Request& request) {
  const auto began = std::chrono::steady_clock::now();
  web::Response response;
  Course course;
  try {
    response = answer(request, course);
  } catch (const core::DamagedPiece& damage) {
    log_.write("site_not_loaded", {{"what", damage.what()}});
    response = failure_page(503);
  } catch (const std::exception& error) {
    response = incident(request, error.what());
  } catch (...) {
    response = incident(request, "an exception that is no std::exception");
  }
  web::add_security_headers(response);
  log(request, course, response.status, began);
  return response;
}

void App::log(const web::Request& request, const Course& course, int status,
              std::chrono::steady_clock::time_point began) {
  const auto took = std::chrono::steady_clock::now() - began;
  core::Json fields;
  fields["method"] = request.method;
  fields["route"] = course.route;
  fields["status"] = status;
  fields["microseconds"] = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  if (!course.refusal.expected.empty()) {
    fields["refused"] = "origin";
    fields["sent"] = course.refusal.sent;
    fields["expected"] = course.refusal.expected;
  }
  log_.write("request", std::move(fields));
}

web::Response App::answer(const web::Request& request, Course& course) {
  const web::RouteMatch match = router_.match(request.method, request.path);
  if (match.route == nullptr) {
    if (match.allowed_methods.empty()) {
      const std::optional<web::Response> better = redirect_for(request, router_, services_);
      return better ? *better : failure_page(404);
    }
    web::Response response = failure_page(405);
    response.set_header("Allow", match.allowed_methods);
    return response;
  }
  course.route = match.route->pattern;
  course.refusal = web::refused_by_guard(request, *match.route, services_.origin);
  if (course.refusal.status != 0) return failure_page(course.refusal.status);
  web::Response response = match.route->function(request, match.parameters);
  if (response.status >= 400 && response.body.empty()) return failure_page(response.status);
  return response;
}

web::Response App::incident(const web::Request& request, const std::string& what) {
  const std::string number = core::to_hex(services_.randomness.bytes(4));
  log_.write("incident", {{"incident", number}, {"path", request.path}, {"what", what}});
  return failure_page(500, number);
}

web::Response App::failure_page(int status, const std::string& incident_number) const {
  return web::html(status, failures_.page(status, incident_number));
}

}  // namespace handler
